"""Who are the authority's statistical neighbours, how far away is each said to be, and what are their figures?"""

from decimal import Decimal

from attendlib.benchmarks import CENSUS, DAILY, neighbours_of
from attendlib.report.blocks import Column, Table
from attendlib.report.sections.compared import OWN, published, until
from attendlib.report.sections.distances import distance_column, distance_in
from attendlib.report.sections.measured import heading
from attendlib.report.sections.thresholds import told_by
from attendlib.report.view import PLACES, View
from attendlib.report.words import listed

PERSISTENT = "persistent_absence"


def statistical_neighbours(view: View) -> Table | None:
    """Each neighbour with its latest published figures, and its distance where the city file says any: the nearest
    first, those without a distance by name. None for a city file that names no neighbours."""
    distances = view.open.city.neighbours
    if not distances:
        return None
    figures = view.open.published()
    near = [f for series in (DAILY, CENSUS) for f in neighbours_of(figures, view.phase, series, view.academic_year)]
    known = any(distance is not None for distance in distances.values())
    column, rows = distance_column(distances.values()), []
    for one in {(f.code, f.series): f for f in near}.values():
        found = {f.measure: f.percent for f in near if (f.code, f.series) == (one.code, one.series)}
        away = distances[one.code]
        period = f"{until(one)}, {one.series}"
        told = {"who": one.area, "distance": distance_in(column, away), "period": period, **published(found)}
        rows.append((away is None, away or Decimal(0), one.area, told))
    columns = [
        Column("who", "Authority"),
        *([column] if known else []),
        *(Column(measure, heading(own), "percent", PLACES) for measure, own in OWN.items()),
        Column("period", "Period"),
    ]
    empty = "the file under benchmarks has no figure of theirs for this phase."
    shown = [row for *_, row in sorted(rows, key=lambda row: row[:3])]
    rules = told_by(PERSISTENT, (f.academic_year for f in near if f.measure == PERSISTENT))
    note = " ".join(filter(None, [_note(set(distances) - {f.code for f in near}, known), rules]))
    return Table("Statistical neighbours", columns, shown, empty, note=note)


def _note(missing: set[str], known: bool) -> str:
    """What the table does not show of the neighbours that the city file names."""
    said = (
        ["Who they are is for the city file to say, and so is how far away: the nearest first."]
        if known
        else ["Who they are is for the city file to say; it gives no distances."]
    )
    if missing:
        said.append(f"The file under benchmarks has no figure of {listed(sorted(missing))} for this phase.")
    return " ".join(said)
