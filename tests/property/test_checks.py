"""Whatever stands in a register: is every record accounted for, as a slow reading of the rules would?"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st
from records import CONTEXT, INSET, ON_ROLL, TERM, Record, register

from attendlib.checks import OUTCOMES, Examined, accounts, examine
from attendlib.codes import code_book
from attendlib.intake.kept import marks, parts_by_year

DAYS = [*(f"2025-09-{day:02}" for day in range(1, 13)), "2024-07-18", "2045-09-04", "1999-01-04"]
MARKS = ["/", "\\", "L", "I", "N", "X", "D", "#", "Z", "", "-", "Q9", "H", "C2", "a note about somebody"]

records = st.lists(
    st.tuples(st.sampled_from([*ON_ROLL, "NOBODY"]), st.sampled_from(DAYS), st.integers(0, 1), st.sampled_from(MARKS)),
    max_size=40,
)
crowded = st.lists(
    st.tuples(
        st.just("P0"), st.sampled_from(DAYS[:2]), st.integers(0, 1), st.sampled_from(["/", "\\", "I", "Q9", "-"])
    ),
    max_size=12,
)
"""Many records in few sessions: duplicates and conflicts."""


def examined(held: Sequence[Record]) -> Examined:
    return examine([register(held)], CONTEXT)


def outcomes(held: Sequence[Record]) -> list[str]:
    """What became of each record, in order."""
    return [OUTCOMES[number] for number in examined(held).evidence.outcome.tolist()]


def alone(record: Record) -> str:
    """What the rules say of a record by itself, read slowly; "open" where the other records decide."""
    pupil, day, _, mark = record
    on = date.fromisoformat(day)
    if mark in ("", "-"):
        return "missing"
    if mark in ("#", "Z"):
        return "administrative"
    school_day = TERM.start <= on <= TERM.end and on.weekday() < 5 and on != INSET.start
    entry, leaving = ON_ROLL.get(pupil, ("9999-12-31", ""))
    sound = code_book().status(mark, on) == "in force" and school_day and entry <= day <= (leaving or "9999")
    return "open" if sound else "rejected"


def slowly(held: Sequence[Record]) -> list[str]:
    """The outcome of each record by comparing it with every other."""
    told = [alone(record) for record in held]
    open_ = [i for i, outcome in enumerate(told) if outcome == "open"]
    for i in open_:
        same = [j for j in open_ if held[j][:3] == held[i][:3]]
        if len({held[j][3] for j in same}) > 1:
            told[i] = "rejected"
        else:
            told[i] = "accepted" if same[0] == i else "duplicate"
    return told


def kept(held: Sequence[Record]) -> Counter[tuple[object, ...]]:
    """The marks that would be stored, without their row numbers."""
    evidence = examined(held).evidence
    rows = (row for _, _, where in parts_by_year(evidence) for row in marks(evidence, where).to_pylist())
    return Counter(tuple(value for name, value in row.items() if name not in ("row", "minutes_late")) for row in rows)


@settings(deadline=None, max_examples=150)
@given(st.one_of(records, crowded))
@example([])
@example([("NOBODY", "2025-09-06", 0, "Q9")])
@example([("P0", "2025-09-01", 0, "/"), ("P0", "2025-09-01", 0, "\\"), ("P0", "2025-09-01", 0, "/")])
def test_outcomes_are_those_of_the_rules_read_slowly(held: list[Record]) -> None:
    """Every record has the one outcome that comparing it with every other would give."""
    assert outcomes(held) == slowly(held)


@settings(deadline=None, max_examples=60)
@given(records, st.integers(0, 40))
def test_accounts_reconcile(held: list[Record], cut: int) -> None:
    """Read = accepted + rejected + duplicate + missing + administrative for each of two files, and the findings that
    set records aside are as many as the records set aside."""
    told = examine([register(held[:cut]), register(held[cut:], "b.csv")], CONTEXT)
    found = accounts(told)
    for account, part in zip(found, (held[:cut], held[cut:]), strict=True):
        assert sum(getattr(account, name) for name in OUTCOMES) == account.records == len(part)
    aside = Counter(finding.rule for finding in told.findings)
    rejecting = ("unknown-code", "retired-code", "code-not-yet-in-force", "closed-session", "unknown-pupil", "off-roll")
    assert sum(aside[rule] for rule in (*rejecting, "conflicting-marks")) == sum(a.rejected for a in found)
    assert aside["duplicate-row"] == sum(a.duplicate for a in found)
    assert aside["missing-mark"] == sum(a.missing for a in found)


@settings(deadline=None, max_examples=60)
@given(st.one_of(records, crowded), st.randoms(use_true_random=False))
def test_order_makes_no_difference(held: list[Record], chance: object) -> None:
    """Shuffled, the same records have the same outcomes as a multiset, and the same marks are stored."""
    other = list(held)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert Counter(zip(held, outcomes(held), strict=True)) == Counter(zip(other, outcomes(other), strict=True))
    assert kept(held) == kept(other)


@settings(deadline=None, max_examples=60)
@given(st.one_of(records, crowded).filter(bool), st.data())
def test_an_exact_repeat_changes_no_measure(held: list[Record], data: st.DataObject) -> None:
    """Any record once more, anywhere: the stored marks stay, and only outcomes of set-aside records can be added."""
    repeat = data.draw(st.sampled_from(held))
    place = data.draw(st.integers(0, len(held)))
    assert kept([*held[:place], repeat, *held[place:]]) == kept(held)


@settings(deadline=None, max_examples=40)
@given(records, st.integers(0, 40))
def test_files_are_compared_as_one(held: list[Record], cut: int) -> None:
    """The same records in one file or two: the same outcomes."""
    parts = [register(held[:cut]), register(held[cut:], "b.csv")]
    told = examine(parts, CONTEXT).evidence.outcome.tolist()
    assert [OUTCOMES[number] for number in told] == outcomes(held)


@settings(deadline=None, max_examples=60)
@given(records)
def test_stored_marks_are_the_accepted_ones(held: list[Record]) -> None:
    """As many as were accepted, at most one for a session, each with the category of its code on its day."""
    stored = kept(held)
    assert sum(stored.values()) == outcomes(held).count("accepted")
    slots = Counter(mark[1:4] for mark in stored.elements())
    assert all(times == 1 for times in slots.values())
    for _, _, day, _, code, category, reason in stored:
        entry = code_book().entry(str(code), day)  # type: ignore[arg-type]
        assert (category, reason) == (entry.category.value, entry.reason)


@settings(deadline=None, max_examples=40)
@given(records)
def test_findings_hold_nothing_private(held: list[Record]) -> None:
    """No pupil and no text longer than a code is repeated; every finding says how to mend it."""
    for finding in examined(held).findings:
        text = f"{finding.file} {finding.column} {finding.message} {finding.mend}"
        assert "a note" not in text
        assert not {"NOBODY", *ON_ROLL} & set(text.split())
        assert finding.mend
