"""Do the pages of lists say what the commands say, name only whom they may, and say so when they are empty?"""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tiny import URN, TinyCity
from typer.testing import CliRunner

from attendlib import report
from attendlib.cli.app import app
from attendlib.errors import ListError
from attendlib.places import shipped
from attendlib.report.blocks import Block, Callout, Several
from attendlib.report.view import View

DEMO = shipped("params", "runs", "demo", "city.yaml")
POLICY = "coventry-2024"
CENSUS_ONLY = "999008"

Shown = Block | Several
WEEKLY: dict[str, Callable[[report.Lists], Shown]] = {
    "week_in_brief": report.week_in_brief,
    "first_day_calls": report.first_day_calls,
    "steps_due": report.steps_due,
    "tracker": report.tracker,
    "headroom": report.headroom,
    "moved": report.moved,
    "often_late": report.often_late,
    "recognition": report.recognition,
}
MEETING: dict[str, Callable[[report.Lists], Shown]] = {
    "classes": report.classes,
    "caseload": report.caseload,
    "to_discuss": report.to_discuss,
    "duties": report.duties,
    "reviews_overdue": report.reviews_overdue,
    "families": report.families,
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A store of these tests' own, so that the bundled city's folder stays as it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATTENDLIB_STORE", str(tmp_path_factory.mktemp("store")))
        yield


@pytest.fixture(scope="module")
def schools(store: Any) -> list[View]:
    """Every school of the bundled city."""
    city = report.city_view(DEMO)
    return [report.school_view(DEMO, school.urn) for school in city.open.city.schools]


def blocks(shown: Shown) -> list[Block]:
    """What a cell shows, one after the other."""
    return list(shown) if isinstance(shown, Several) else [shown]


def rows(block: Block) -> list[dict[str, str]]:
    """A table block's rows as shown, by column key; none where it is no table."""
    body = block.json()
    keys = [column["key"] for column in body.get("columns", [])]
    return [dict(zip(keys, (cell["shown"] for cell in row), strict=True)) for row in body.get("rows", [])]


def all_rows(shown: Shown, key: str) -> list[dict[str, str]]:
    """The rows of every table of a cell that has that column."""
    return [row for block in blocks(shown) for row in rows(block) if key in row]


def listed(folder: Path, name: str, *words: str) -> list[dict[str, str]]:
    """What ``attendlib list`` writes."""
    out = folder / f"{name}.csv"
    told = CliRunner().invoke(app, ["list", name, str(DEMO), *words, "-o", str(out)], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    with out.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def commanded(folder: Path, *words: str) -> list[dict[str, str]]:
    """What another command writes."""
    out = folder / "other.csv"
    told = CliRunner().invoke(app, [words[0], str(DEMO), *words[1:], "-o", str(out)], catch_exceptions=False)
    assert told.exit_code == 0, told.output
    with out.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_persistently_absent_are_those_of_the_measures(store: Any, tmp_path: Path) -> None:
    """Whoever is on roll and persistently or severely absent by `attendlib measures` is on the list with those
    sessions, and nobody else; those who left are only counted."""
    measured = {(row["urn"], row["upn"]): row for row in commanded(tmp_path, "measures", "--by", "enrolment")}
    everybody = listed(tmp_path, "persistent", "--everyone")
    for row in everybody:
        own = measured[row["urn"], row["upn"]]
        kind = {"severe_absence": ("1", "1"), "persistent_absence": ("1", "0")}.get(row["kind"], ("0", "0"))
        assert (own["persistently_absent"], own["severely_absent"]) == kind
        assert (own["possible"], own["absent"]) == (row["possible"], row["absent"])
    missing = set(measured) - {(row["urn"], row["upn"]) for row in everybody}
    gone = [key for key in missing if measured[key]["persistently_absent"] == "1" and key[0] != CENSUS_ONLY]
    assert len(gone) == report.weekly_lists(report.city_view(DEMO), POLICY).desk.persistent.gone


def test_the_tracker_has_every_step_that_is_due(store: Any, tmp_path: Path) -> None:
    """The steps due by `attendlib stages`, of pupils on roll, with the same day, person and sessions."""
    columns = ("urn", "upn", "due", "since", "who", "possible", "authorised", "unauthorised", "days_missed")
    stages = commanded(tmp_path, "stages", "--policy", POLICY)
    due = {tuple(row[column] for column in columns) for row in stages if row["due"] and not row["left"]}
    found = listed(tmp_path, "tracker", "--policy", POLICY)
    assert {tuple(row[column] for column in columns) for row in found if row["due"]} == due
    assert len(due) > 0


def test_a_list_is_the_same_for_one_school_and_for_all(store: Any, tmp_path: Path) -> None:
    """`--school` picks a school's rows out of the city's, in their order."""
    for name in ("first-day-calls", "tracker", "persistent", "moved", "recognition", "discuss", "lateness"):
        whole = [row for row in listed(tmp_path, name) if row["urn"] == "999002"]
        for one, other in zip(listed(tmp_path, name, "--school", "999002"), whole, strict=True):
            hidden = {"siblings_absent"}
            assert {k: v for k, v in one.items() if k not in hidden} == {
                k: v for k, v in other.items() if k not in hidden
            }


def test_the_pages_show_the_commands_rows(schools: list[View], tmp_path: Path) -> None:
    """As many pupils in each list of a school's page as in the command's list of the school."""
    for view in schools[:3]:
        week, school = report.weekly_lists(view, POLICY), ("--school", view.urns[0])
        assert len(all_rows(report.first_day_calls(week), "mark")) == len(listed(tmp_path, "first-day-calls", *school))
        pupils = all_rows(report.tracker(week), "pupil")
        assert len(pupils) == len(listed(tmp_path, "tracker", *school))
        assert len(all_rows(report.headroom(week), "possible")) == len(listed(tmp_path, "persistent", *school))
        late = listed(tmp_path, "lateness", *school)
        assert [row["now"] for row in all_rows(report.often_late(week), "after")] == [row["late"] for row in late]
        moves = listed(tmp_path, "moved", *school)
        assert len(all_rows(report.moved(week), "rate")) == sum(row["how"] in {"worse", "better"} for row in moves)


@pytest.mark.parametrize("group_by", ["house", "year_group", "tutor_group", ""])
def test_every_grouping_has_every_pupil_once(schools: list[View], group_by: str) -> None:
    """The parts of the tracker hold the same pupils, however it is parted, each under a heading of its own."""
    week = report.weekly_lists(schools[1], POLICY)
    shown = blocks(report.tracker(week, group_by))
    pupils = [row["pupil"] for block in shown for row in rows(block)]
    assert sorted(pupils) == sorted(row["pupil"] for row in all_rows(report.tracker(week, ""), "pupil"))
    headings = [block.heading for block in shown if block.kind == "section"]
    assert len(set(headings)) == len(headings)
    assert bool(headings) is bool(group_by)


def test_groups_that_have_nothing_to_do_are_named(schools: list[View]) -> None:
    """Every tutor group is a part, or is named among those for which there is nothing."""
    week = report.weekly_lists(schools[0], POLICY)
    shown = blocks(report.tracker(week, "tutor_group"))
    said = " ".join(
        [block.heading for block in shown] + [str(block.json()) for block in shown if block.kind == "words"]
    )
    groups = {
        spell.group("tutor_group") for spell in schools[0].open.city.roll.of("999001").latest if not spell.leaving
    }
    assert not [group for group in groups if f"Tutor group {group}" not in said]


def test_an_unknown_grouping_is_refused(schools: list[View]) -> None:
    """With the nearest name."""
    with pytest.raises(ListError, match='did you mean "tutor_group"'):
        report.tracker(report.weekly_lists(schools[0], POLICY), "tutorgroup")


def test_a_school_with_totals_only_says_so_everywhere(schools: list[View]) -> None:
    """No list can be made from termly totals: each says why in a sentence, and none is an empty table."""
    (view,) = [view for view in schools if view.urns == (CENSUS_ONLY,)]
    for make, parts in ((report.weekly_lists, WEEKLY), (report.meeting_lists, MEETING)):
        for name, part in parts.items():
            shown = part(make(view, POLICY))
            assert isinstance(shown, Callout), name
            assert "termly totals" in shown.text, name


def test_no_list_is_an_empty_table(schools: list[View]) -> None:
    """Whatever a school has or has not, a table has rows; where there are none a sentence stands."""
    for view in schools:
        for make, parts in ((report.weekly_lists, WEEKLY), (report.meeting_lists, MEETING)):
            lists = make(view, POLICY)
            for name, part in parts.items():
                for block in blocks(part(lists)):
                    assert "rows" not in block.json() or block.json()["rows"], f"{view.name}: {name}"


def test_a_school_with_nobody_on_roll_is_told_so(tiny_city: TinyCity) -> None:
    """No list fails; each says that nothing can be said."""
    tiny_city.phases["999009"] = "primary"
    tiny_city.pupil("/*20")
    view = report.school_view(tiny_city.write(), "999009", "2025-09-12")
    for make, parts in ((report.weekly_lists, WEEKLY), (report.meeting_lists, MEETING)):
        for part in parts.values():
            assert isinstance(part(make(view, POLICY)), Callout)


def test_a_school_whose_marks_are_not_counted_is_told_so(tiny_city: TinyCity) -> None:
    """Nobody is of compulsory age and everybody is marked X: marks, but no possible session."""
    tiny_city.pupil("X*100")
    week = report.weekly_lists(report.school_view(tiny_city.write(), URN, "2025-11-14"), POLICY)
    for part in (report.headroom, report.moved, report.often_late, report.recognition, report.tracker):
        assert isinstance(part(week), Callout)


def test_without_an_interventions_table_and_with_nothing_due(tiny_city: TinyCity) -> None:
    """One pupil who is always there: nothing to call, to do, to review or to discuss, and praise."""
    tiny_city.pupil("/*20", surname="Always", forename="There", tutor_group="5A")
    view = report.school_view(tiny_city.write(), URN, "2025-09-12")
    week, meeting = report.weekly_lists(view, POLICY), report.meeting_lists(view, POLICY, "2025-09-05")
    for part in (report.first_day_calls, report.steps_due, report.tracker, report.often_late):
        assert isinstance(part(week), Callout)
    for part in (report.to_discuss, report.duties, report.reviews_overdue, report.families):
        assert isinstance(part(meeting), Callout)
    assert all_rows(report.recognition(week), "year") == [
        {
            "group": "5A",
            "year": "Always, There",
            "year but for illness": "nobody",
            "half term": "nobody",
            "improved": "nobody",
        }
    ]


def test_a_pupil_of_another_school_is_not_named(schools: list[View], tmp_path: Path) -> None:
    """A school's families show the siblings elsewhere by school and year, in the page and in the file."""
    view = schools[1]
    own = {spell.upn for spell in view.open.city.roll.of("999002").latest}
    children = all_rows(report.families(report.meeting_lists(view, POLICY)), "child")
    assert any(row["child"] == "a sibling at another school" for row in children)
    found = listed(tmp_path, "families", "--school", "999002")
    assert {row["upn"] for row in found} <= own | {""}
    assert all(row["urn"] != "999002" for row in found if not row["upn"])
    assert not [row for row in found if not row["upn"] and (row["surname"] or row["forename"])]


def test_every_file_is_marked_and_may_go_without_names(store: Any, tmp_path: Path) -> None:
    """The last column marks each row; with `--no-names` the names are blank and the UPNs stay."""
    for row in listed(tmp_path, "persistent"):
        assert (row["marking"], bool(row["surname"])) == ("Restricted: contains personal data", True)
    for row in listed(tmp_path, "persistent", "--no-names"):
        assert (row["surname"], row["forename"], bool(row["upn"])) == ("", "", True)


def test_last_weeks_tracker_shows_what_corrected_marks_withdrew(tiny_city: TinyCity, tmp_path: Path) -> None:
    """The page takes the file that the command wrote a week before, though the marks have been corrected since."""
    upn = tiny_city.pupil("/*17 O*3")
    place = tiny_city.write()
    words = ["list", "tracker", str(place), "--on", "2025-09-12", "-o", str(tmp_path / "last.csv")]
    assert CliRunner().invoke(app, words, catch_exceptions=False).exit_code == 0
    tiny_city.records.clear()
    tiny_city.mark("/*30", URN, upn)
    view = report.school_view(tiny_city.write(), URN, "2025-09-19")
    assert isinstance(report.tracker(report.weekly_lists(view, POLICY)), Callout)
    (row,) = all_rows(report.tracker(report.weekly_lists(view, POLICY, str(tmp_path / "last.csv"))), "do")
    assert row["do"] == "Letter\N{NO-BREAK SPACE}A withdrawn"


def test_marks_that_end_early_are_told_first(tiny_city: TinyCity) -> None:
    """The last mark is of Wednesday and the day asked about a Friday: two school days have none. A day of the weekend
    is no school day."""
    tiny_city.pupil("/*16")
    place = tiny_city.write()
    for day, told in (("2025-09-12", True), ("2025-09-10", False)):
        said = report.week_in_brief(report.weekly_lists(report.school_view(place, URN, day), POLICY))
        assert said.json()["bullets"][0].startswith("The marks end on 10 September 2025: 2 school days") is told


@pytest.mark.parametrize(("day", "told"), [("22/02/2026", "not a day"), ("2026-03-27", "is not before")])
def test_a_last_meeting_that_cannot_be_is_refused(schools: list[View], day: str, told: str) -> None:
    """How it is written, or that it has to lie before the day of the lists."""
    with pytest.raises(ListError, match=told):
        report.meeting_lists(schools[0], POLICY, day)


def test_the_table_to_fill_in_has_lines(schools: list[View]) -> None:
    """Eight numbered lines, empty beside their number."""
    lines = rows(report.agreed(report.meeting_lists(schools[0], POLICY)))
    assert [row["number"] for row in lines] == [str(line) for line in range(1, 9)]
    assert {row["what"] for row in lines} == {""}


def test_the_policy_and_its_rules_stand_at_the_foot(schools: list[View]) -> None:
    """The policy first, then what the lists used, each with its document."""
    used = report.rules_of_lists(report.weekly_lists(schools[0], POLICY)).rules
    assert [rule.name for rule in used][:2] == ["Policy", "Persistent absence"]
    assert all(rule.reference for rule in used)


def test_a_notice_of_a_pupil_on_hold_says_so(tiny_city: TinyCity) -> None:
    """In the pack for the meeting the prompt stands, with the hold beside it."""
    held = tiny_city.pupil("O*10 /*40")
    tiny_city.done((held, "2025-09-10", "hold", "bereavement"))
    meeting = report.meeting_lists(report.school_view(tiny_city.write(), URN, "2025-10-03"), POLICY, "2025-09-12")
    (row,) = all_rows(report.duties(meeting), "words")
    assert row["words"].endswith("on hold (bereavement): a person decides")
