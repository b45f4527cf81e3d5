"""Do the commands write what they say, and explain themselves?"""

import csv
from pathlib import Path

import pytest
import typer
from tiny import TinyCity
from typer.testing import CliRunner, Result

from attendlib.cli import amendments, casework, duties, support, whatif
from attendlib.errors import RuleError

COMMANDS = {
    "stages": casework.stages,
    "notices": duties.notices,
    "returns": duties.returns,
    "duties": duties.duties,
    "check": casework.policy_check,
    "what-if": whatif.what_if,
    "amendments": amendments.amendments,
    "support": support.support,
}


def typed(*words: str | Path) -> Result:
    """One of the commands, as typed."""
    app = typer.Typer()
    for name, command in COMMANDS.items():
        app.command(name)(command)
    return CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)


def rows(place: Path) -> list[dict[str, str]]:
    """A CSV file's rows."""
    with place.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    """What it does, each option, and an example to copy."""
    told = typed(name, "--help")
    assert told.exit_code == 0
    assert "Example" in told.output
    assert "--help" in told.output


def test_stages_writes_a_row_for_every_enrolment(tiny_city: TinyCity, tmp_path: Path) -> None:
    """The columns that other programs compare come first; no step due is empty."""
    low, high = tiny_city.pupil("/*40 O*10"), tiny_city.pupil("/*50")
    told = typed(
        "stages", tiny_city.write(), "--policy", "coventry-2024", "--on", "2025-10-03", "-o", tmp_path / "s.csv"
    )
    found = rows(tmp_path / "s.csv")
    assert list(found[0])[:3] == ["urn", "upn", "due"]
    assert {row["upn"]: row["due"] for row in found} == {low: "letter-a", high: ""}
    assert [row["days_missed"] for row in found if row["upn"] == low] == ["5"]
    assert "2 enrolments, 1 with a step due, 0 on hold" in told.stderr


def test_whose_steps_is_said_by_the_city_file_where_nobody_types_it(tiny_city: TinyCity, tmp_path: Path) -> None:
    """What is typed comes before it, and where neither says there is the usual policy."""
    tiny_city.pupil("/*48 I*2")
    city = tiny_city.write()
    assert "coventry-2024: 1 enrolments" in typed("stages", city, "-o", tmp_path / "s.csv").stderr
    city.write_text(f"policy: blue-coat-2025\n{city.read_text(encoding='utf-8')}", encoding="utf-8")
    assert "blue-coat-2025: 1 enrolments" in typed("stages", city, "-o", tmp_path / "s.csv").stderr
    typed_too = typed("stages", city, "--policy", "national-2024", "-o", tmp_path / "s.csv")
    assert "national-2024: 1 enrolments" in typed_too.stderr


def test_stages_takes_settings(tiny_city: TinyCity, tmp_path: Path) -> None:
    """``--set`` changes a number of the policy for this answer; anything else than name=number is refused."""
    tiny_city.pupil("/*48 I*2")
    city = tiny_city.write()
    common = ("stages", city, "--policy", "coventry-2024", "--on", "2025-10-03", "-o", tmp_path / "s.csv", "--set")
    assert typed(*common, "school_target=97").exit_code == 0
    assert [row["due"] for row in rows(tmp_path / "s.csv")] == ["letter-a"]
    with pytest.raises(RuleError, match="name and a number"):
        typed(*common, "school_target")


def test_notices_writes_the_evidence(tiny_city: TinyCity, tmp_path: Path) -> None:
    """The first day, the window, the sessions, and what the next notice would be."""
    upn = tiny_city.pupil("G*10 /*20")
    typed("notices", tiny_city.write(), "--on", "2025-09-19", "-o", tmp_path / "n.csv")
    (row,) = rows(tmp_path / "n.csv")
    assert list(row)[:3] == ["urn", "upn", "first_met_on"]
    assert (row["upn"], row["first_met_on"], row["next_notice"]) == (upn, "2025-09-05", "first")
    assert row["to_pay"] == "£80 within 21 days or £160 within 28 days"
    assert row["sessions"].startswith("2025-09-01 AM G, 2025-09-01 PM G")
    assert row["compulsory_school_age"] == "yes"


def test_returns_writes_both_kinds(tiny_city: TinyCity, tmp_path: Path) -> None:
    """The day is given for a continuous absence and empty for sickness."""
    tiny_city.pupil("O*20")
    tiny_city.pupil("I*30")
    typed("returns", tiny_city.write(), "--on", "2025-09-30", "-o", tmp_path / "r.csv")
    found = rows(tmp_path / "r.csv")
    assert list(found[0])[:4] == ["urn", "upn", "return", "on"]
    assert sorted((row["return"], row["on"]) for row in found) == [
        ("fifteen-day-illness", ""),
        ("ten-day-unauthorised", "2025-09-12"),
    ]


def test_policy_check_says_what_is_wrong(tmp_path: Path) -> None:
    """Exit status 1 with each mistake on its line."""
    place = tmp_path / "ours.yaml"
    place.write_text("description: Ours\n", encoding="utf-8")
    told = typed("check", place)
    assert told.exit_code == 1
    assert all(line.startswith("ours.yaml, line ") for line in told.stdout.strip().splitlines())


def test_policy_check_is_content_with_a_sound_policy() -> None:
    """Exit status 0, and how to see the policy at work."""
    from attendlib.places import shipped

    told = typed("check", shipped("params", "rules", "policies", "coventry-2024.yaml"))
    assert told.exit_code == 0
    assert "is a sound policy" in told.stderr


def test_what_is_wrong_with_many_rows_is_told_once(tiny_city: TinyCity, tmp_path: Path) -> None:
    """With how many they are and which are the first; a row that is wrong in its own way keeps its line."""
    upns = [tiny_city.pupil("/*50") for _ in range(12)]
    tiny_city.done(*((upn, "2025-09-22", "pre-pa", "sent") for upn in upns), (upns[0], "2025-09-22", "leter-a", "sent"))
    told = typed("stages", tiny_city.write(), "--on", "2025-10-03", "-o", tmp_path / "s.csv").stderr.splitlines()
    of_table = [line for line in told if line.startswith("interventions table, ")]
    assert [line.partition(": ")[0] for line in of_table] == [
        "interventions table, 12 rows (2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …)",
        "interventions table, row 14",
    ]


def test_policy_check_says_what_it_took_as_usual(tmp_path: Path) -> None:
    """Of a file that says nothing of outcomes and holds."""
    place = tmp_path / "ours.yaml"
    step = "{step: talk, name: Talk, when: {attendance_below: 92}, who: Tutor, does: Talks, source: Paper}"
    place.write_text(f"values:\n  2025-09-01: {{title: Ours, steps: [{step}], reference: Paper}}\n", encoding="utf-8")
    told = typed("check", place)
    assert told.exit_code == 0
    assert "On record as done: sent, held, met" in told.stdout
    assert "nothing of outcomes, hold, remembered: told above as usual (attendlib rule usual_policy)" in told.stderr


def test_what_if_writes_a_row_for_each_group_and_cut_off(tiny_city: TinyCity, tmp_path: Path) -> None:
    """Groups first, then the cut-off and its counts; with --minutes the hours."""
    tiny_city.pupil("/*40 I*10", year_group="5")
    tiny_city.pupil("/*48 I*2", year_group="6")
    common = ("what-if", tiny_city.write(), "--policy", "coventry-2024", "--on", "2025-10-03", "-o", tmp_path / "w.csv")
    told = typed(*common, "--by", "year_group", "--cut-offs", "90,97.5", "--minutes", "30")
    found = rows(tmp_path / "w.csv")
    assert list(found[0])[:3] == ["year_group", "cut_off", "below"]
    assert [(row["year_group"], row["cut_off"], row["below"], row["new"], row["hours"]) for row in found] == [
        ("5", "90", "1", "0", "0.5"),
        ("5", "97.5", "1", "0", "0.5"),
        ("6", "90", "0", "0", "0.0"),
        ("6", "97.5", "1", "1", "0.5"),
    ]
    assert "asks for 1 enrolments" in told.stderr
    typed(*common, "--by", "city")
    assert [row["cut_off"] for row in rows(tmp_path / "w.csv")] == [str(cut) for cut in range(80, 100)]


def test_what_if_compares_policies_and_settings(tiny_city: TinyCity, tmp_path: Path) -> None:
    """A line for every step, whatever asked for it: another policy, or a number that is varied."""
    tiny_city.pupil("/*48 I*2")
    common = ("what-if", tiny_city.write(), "--policy", "coventry-2024", "--on", "2025-10-03", "--by", "city")
    typed(*common, "--against", "national-2024", "--set", "school_target=96,97", "-o", tmp_path / "w.csv")
    due = {(row["policy"], row["step"]): (row["due"], row["from_clean_start"]) for row in rows(tmp_path / "w.csv")}
    assert due["coventry-2024 (school_target 96)", "letter-a"] == ("0", "0")
    assert due["coventry-2024 (school_target 97)", "letter-a"] == ("1", "1")
    assert due["national-2024", "persistently-absent"] == ("0", "0")
    everybody = [row for row in rows(tmp_path / "w.csv") if row["policy"] == "national-2024"]
    assert sum(int(row["due"]) for row in everybody) == sum(int(row["from_clean_start"]) for row in everybody) == 1


def test_amendments_writes_what_is_lacking_and_says_that_it_is_restricted(tiny_city: TinyCity, tmp_path: Path) -> None:
    """Every row of the table is somewhere, and the last column says what the file is."""
    upn = tiny_city.pupil("O*9 I /*200")
    tiny_city.amended(
        (upn, "2025-09-05", "PM", "N", "I"),
        (upn, "2025-09-05", "AM", "N", "O", "", "2026-07-21"),
        (upn, "soon", "AM", "N", "O", "", ""),
    )
    told = typed("amendments", tiny_city.write(), "--on", "2025-10-03", "-o", tmp_path / "a.csv")
    (row,) = rows(tmp_path / "a.csv")
    assert (row["row"], row["complete"], row["changes_category"], row["keep_until"]) == (
        "2",
        "yes",
        "yes",
        "2031-09-05",
    )
    assert row["effect"].startswith("threshold for a penalty notice: no longer reached")
    assert row["marking"] == "Restricted: contains personal data"
    assert "3 rows = 1 amendments + 1 after 2025-10-03 + 1 that cannot be read; 1 are complete" in told.stderr


def test_support_writes_a_column_for_each_level(tiny_city: TinyCity, tmp_path: Path) -> None:
    """Of each policy asked for, of the two usual ones when none is named."""
    tiny_city.pupil("/*40 I*10")
    told = typed("support", tiny_city.write(), "--on", "2025-10-03", "-o", tmp_path / "s.csv")
    (row,) = rows(tmp_path / "s.csv")
    assert (row["coventry-2012 level-3"], row["national-2024 persistently-absent"], row["focus"]) == (
        "1", "1", "primary-below-93",
    )  # fmt: skip
    assert "asked as a comparison" in told.stderr
    common = ("support", tiny_city.write(), "--on", "2025-10-03", "-o", tmp_path / "s.csv")
    typed(*common, "--policy", "coventry-2024")
    assert [name for name in rows(tmp_path / "s.csv")[0] if " letter" in name][:2] == [
        "coventry-2024 letter-a",
        "coventry-2024 letter-b",
    ]


def test_stages_shows_what_no_improvement_was_measured_to_be(tiny_city: TinyCity, tmp_path: Path) -> None:
    """80% up to the meeting and none after it; of a pupil without a meeting there is nothing to measure."""
    upn = tiny_city.pupil("/*32 I*8 I*40")
    tiny_city.pupil("/*32 I*8 I*40")
    tiny_city.done(
        (upn, "2025-09-12", "letter-a", "sent"),
        (upn, "2025-09-19", "letter-b", "sent"),
        (upn, "2025-09-26", "meeting", "held"),
    )
    typed("stages", tiny_city.write(), "--policy", "coventry-2024", "--on", "2025-10-24", "-o", tmp_path / "s.csv")
    columns = ("due", "measured_since", "percent_before", "percent_since")
    found = {row["upn"] == upn: tuple(row[name] for name in columns) for row in rows(tmp_path / "s.csv")}
    assert found == {True: ("letter-c", "2025-09-26", "80.00", "0.00"), False: ("letter-a", "", "", "")}


def test_duties_says_who_is_on_hold(tiny_city: TinyCity, tmp_path: Path) -> None:
    """A threshold reached by a pupil on hold and by one who is not: the first is marked for a person."""
    held = tiny_city.pupil("O*10 /*20")
    tiny_city.pupil("O*10 /*20")
    tiny_city.done((held, "2025-09-10", "hold", "bereavement"))
    typed("duties", tiny_city.write(), "--policy", "coventry-2024", "--on", "2025-09-19", "-o", tmp_path / "d.csv")
    found = {row["upn"] == held: row["on_hold"] for row in rows(tmp_path / "d.csv")}
    assert found == {True: "bereavement", False: ""}


def test_duties_gathers_every_kind(tiny_city: TinyCity, tmp_path: Path) -> None:
    """A threshold answered by a notice, a return, two prompts, reasons, a payment; one kind when it is asked for."""
    upn = tiny_city.pupil("G*20 N*10 /*20")
    tiny_city.done((upn, "2025-09-19", "penalty-notice", "issued"))
    common = ("duties", tiny_city.write(), "--policy", "blue-coat-2025", "--on", "2025-10-10", "-o", tmp_path / "d.csv")
    told = typed(*common)
    found = rows(tmp_path / "d.csv")
    assert [(row["kind"], row["name"], row["on"], row["holds"]) for row in found] == [
        ("notice", "second", "2025-09-05", "no"),
        ("prompt", "holiday-referral", "2025-09-05", "no"),
        ("return", "ten-day-unauthorised", "2025-09-12", "no"),
        ("reason", "N", "2025-09-15", "yes"),
        ("prompt", "missing-education", "2025-09-19", "no"),
        ("payment", "", "2025-09-19", "yes"),
    ]
    assert found[3]["what"].startswith(
        "still N, with the school days since then: 2025-09-15 AM (19, late), 2025-09-15 PM"
    )
    assert "£80 to 2025-10-09 or £160 to 2025-10-16" in found[5]["what"]
    assert "0 notice, 0 return, 0 prompt, 1 reason, 1 payment" in told.stderr
    typed(*common, "--kind", "reason")
    assert [row["kind"] for row in rows(tmp_path / "d.csv")] == ["reason"]
    with pytest.raises(RuleError, match='did you mean "reason"'):
        typed(*common, "--kind", "reasons")
