"""Which pupil does an enrolment's row belong to? The only place where a report learns a name."""

import pandas as pd

from attendlib.city.roll import Spell
from attendlib.report.blocks import Column
from attendlib.report.sections.groups import year_label
from attendlib.report.view import View

NAMED = (Column("pupil", "Pupil"), Column("year", "Year"), Column("tutor", "Tutor group"))
"""The columns that say who a row is about."""


def named(view: View, frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` (with urn and upn) with pupil (surname, forename), year and tutor from the pupils table."""
    spells = {(urn, spell.upn): spell for urn in view.urns for spell in view.open.city.roll.of(urn).latest}
    own = [spells[key] for key in zip(frame.urn, frame.upn, strict=True)]
    return frame.assign(
        pupil=[name_of(s) for s in own],
        year=[year_label(s.group("year_group")) for s in own],
        tutor=[s.group("tutor_group") or "not given" for s in own],
    )


def name_of(spell: Spell) -> str:
    """Surname and forename; where the pupils table has neither, the row that it stands in."""
    return ", ".join(part for part in (spell.surname, spell.forename) if part) or f"row {spell.row} of the pupils table"
