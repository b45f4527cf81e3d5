"""Whatever the marks: do measures add up, and agree with counting by hand?"""

from collections import Counter
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tiny import TinyCity

from attendlib.measures import Asked, rated
from attendlib.rounding import percent

CODES = ["/", "L", "B", "I", "C", "N", "O", "U", "D", "X", "Y1"]
OF = dict.fromkeys("/LB", "attended") | dict.fromkeys("IC", "authorised") | dict.fromkeys("NOU", "unauthorised")
COUNTS = ("possible", "attended", "authorised", "unauthorised", "absent")

pupils = st.lists(
    st.tuples(st.lists(st.sampled_from(CODES), max_size=24), st.sampled_from("FM"), st.sampled_from("01")),
    min_size=1,
    max_size=12,
)


def by_hand(marks: list[str]) -> dict[str, int]:
    """The counts of one enrolment from its codes."""
    kinds = Counter(OF[code] for code in marks if code in OF)
    absent = kinds["authorised"] + kinds["unauthorised"]
    return {
        "possible": kinds["attended"] + absent,
        "absent": absent,
        **{kind: kinds[kind] for kind in ("attended", "authorised", "unauthorised")},
        "persistently_absent": int(kinds["attended"] + absent > 0 and 10 * absent >= kinds["attended"] + absent),
        "severely_absent": int(kinds["attended"] + absent > 0 and 2 * absent >= kinds["attended"] + absent),
    }


@settings(deadline=None, max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pupils)
def test_measures_are_counting(
    tmp_path_factory: pytest.TempPathFactory, held: list[tuple[list[str], str, str]]
) -> None:
    """Enrolments are counted as by hand; groups are their sums; bands, codes and half terms add up to the same."""
    folder: Path = tmp_path_factory.mktemp("counting")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(folder / "store"))
        tiny = TinyCity(folder / "city")
        tiny.records["999001"] = []
        wanted = {tiny.pupil(" ".join(marks), sex=sex, fsm=fsm): by_hand(marks) for marks, sex, fsm in held}
        city = tiny.open()

    def asked(*by: str, split: str | None = None) -> list[dict[str, int]]:
        rows: list[dict[str, int]] = city.answer(Asked(by, city.window()), split).to_pylist()
        return rows

    found = {str(row["upn"]): {name: row[name] for name in by_hand([])} for row in asked("enrolment")}
    assert found == wanted
    counted = [row for row in wanted.values() if row["possible"]]
    for by in (("city",), ("sex",), ("fsm", "sex"), ("half_term",), ("week",), ("session",)):
        for name in COUNTS:
            assert sum(row[name] for row in asked(*by)) == sum(row[name] for row in counted)
    for by in (("sex",), ("fsm", "sex")):
        assert sum(row["enrolments"] for row in asked(*by)) == len(counted)
        assert sum(row["persistently_absent"] for row in asked(*by)) == sum(r["persistently_absent"] for r in counted)
    assert sum(row["enrolments"] for row in asked("city", split="band")) == len(counted)
    assert sum(row["sessions"] for row in asked("city", split="code")) == sum(len(marks) for marks, _, _ in held)


counts = st.integers(0, 10**7)


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=20), st.integers(0, 3))
def test_rates_are_rounded_once_from_pooled_counts(held: list[tuple[int, int]], places: int) -> None:
    """Each rate is the exact fraction, half up; nothing possible, no rate; never the mean of rates."""
    table = pa.table({"absent": [a for a, _ in held], "possible": [a + more for a, more in held]})
    rates = rated(table, places=places).column("absence_percent").to_pylist()
    for (absent, more), rate in zip(held, rates, strict=True):
        exact = percent(absent, absent + more, places)
        assert rate == (None if exact is None else float(exact))
