"""Whatever the pupils: do the steps from a school's own figure to the official one add up?"""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from returned import block, census
from tiny import TinyCity

from attendlib.measures import Asked
from attendlib.measures.steps import COUNTS, STEPS, UNKNOWN, steps_of

FIGURES = COUNTS[:-1]
BORN = ("", "2021-01-01", "2020-08-31", "2020-09-01", "2016-01-15", "2010-08-31", "2009-09-01", "2009-08-31")
DAYS = ("2025-09-01", "2025-11-24", "2026-05-18", "2026-06-01", "2026-06-08")

pupils = st.lists(
    st.fixed_dictionaries(
        {
            "urn": st.sampled_from(["999001", "999001", "999002"]),
            "date_of_birth": st.sampled_from(BORN),
            "boarder": st.sampled_from(["", "", "1"]),
            "leaving_date": st.sampled_from(["", "", "2026-07-03"]),
            "start": st.sampled_from(DAYS),
            "marks": st.lists(st.sampled_from(["/", "I", "N", "X", "D"]), min_size=1, max_size=12).map(" ".join),
            "later": st.sampled_from(["", "I*4", "/*3 N"]),
        }
    ),
    min_size=1,
    max_size=24,
)


@settings(deadline=None, max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pupils, st.booleans())
def test_the_steps_lead_from_one_answer_to_the_other(
    tmp_path_factory: pytest.TempPathFactory, held: list[dict[str, str]], returned: bool
) -> None:
    """School by school, what stands after the code N is what everyone on the register gives when asked for itself, and
    what stands after the last step is what official statistics give, termly totals among them. A step that touches
    nobody changes nothing, and no step changes more enrolments than it touches."""
    folder: Path = tmp_path_factory.mktemp("steps")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(folder / "store"))
        tiny = TinyCity(folder / "city")
        for pupil in held:
            columns = dict(pupil)
            marks, start, later = (columns.pop(name) for name in ("marks", "start", "later"))
            upn = tiny.pupil(marks, start=start, entry_date=start, **columns)
            if later and start < "2026-06":
                tiny.mark(later, pupil["urn"], upn, "2026-06-15")
        if returned:
            third = tiny.pupil(urn="999003", date_of_birth="2016-01-15")
            tiny.census.append(("999003", census((third, block("90", "I:4 N:5")))))
        city = tiny.open()

    def answer(scope: str) -> dict[str, tuple[int, ...]]:
        rows = city.answer(Asked(("school",), city.window(), scope)).to_pylist()
        return {row["school"]: tuple(row[name] for name in FIGURES) for row in rows}

    rows = city.answer(Asked(("school",), city.window()), "steps").to_pylist()
    for row in rows:
        steps = steps_of([row])
        told = {step.reasons[0]: tuple(getattr(step, name) for name in FIGURES) for step in steps}
        assert told[UNKNOWN] == answer("roll").get(row["urn"], (0, 0, 0, 0))
        assert told[STEPS[-1]] == answer("dfe").get(row["urn"], (0, 0, 0, 0))
        for before, now in pairwise(steps):
            assert abs(now.enrolments - before.enrolments) <= now.touched
            if not now.touched:
                assert told[now.reasons[0]] == told[before.reasons[0]]
    assert {row["urn"] for row in rows} >= set(answer("roll"))
    assert city.window().end == date(2026, 7, 21)
