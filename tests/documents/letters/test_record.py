"""Does the record that goes with a letter say what the register says, and can everybody read it?"""

from lettered import lettered, letters, pupil
from tiny import TinyCity

from attendlib.casework.letters.attendance import SLOTS
from documents.letters.made import drafted, letter
from documents.letters.reading import W, part

SUMS, WEEKS, KEY = range(3)


def tables(city: TinyCity, **columns: str) -> list[list[list[str]]]:
    """The cells of each table in a letter."""
    one = drafted(letter(city, "letter-a", **columns))
    return [
        [["".join(cell.itertext()) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
        for table in part(one.files["0001.docx"]).iter(f"{W}tbl")
    ]


def test_the_sums_are_those_of_the_letter(tiny_city: TinyCity) -> None:
    """Sessions, days and share, each exactly."""
    assert tables(tiny_city)[SUMS] == [
        ["Sessions", "Number", "Days", "Share"],
        ["Attended", "246", "123 days", "94.6%"],
        ["Missed, authorised", "4", "2 days", "1.5%"],
        ["Missed, not authorised", "10", "5 days", "3.8%"],
        ["Possible", "260", "130 days", "100%"],
    ]


def test_a_row_for_each_week_with_every_mark(tiny_city: TinyCity) -> None:
    """Ten sessions, how many were attended, the share of the week and of the year so far."""
    header, *weeks = tables(tiny_city)[WEEKS]
    assert header == ["Week of", *SLOTS, "Attended", "Week", "So far"]
    assert len(weeks) == 26
    assert weeks[4] == ["29 Sep 2025", *"IIII", *"/\\" * 3, "6 of 10", "60%", "92%"]


def test_every_mark_used_is_in_the_key(tiny_city: TinyCity) -> None:
    """With what it means, what it counts as, and how often it stands there; no other mark."""
    found = tables(tiny_city)
    shown = {cell for row in found[WEEKS][1:] for cell in row[1:11]}
    header, *key = found[KEY]
    assert header == ["Mark", "What it means", "It counts as", "Times"]
    assert {row[0] for row in key} == shown
    assert ["U", "Late after the register closed", "unauthorised absence", "2"] in key
    assert sum(int(row[3]) for row in key) == 260


def test_every_table_has_a_header_that_is_repeated_and_no_row_is_parted(tiny_city: TinyCity) -> None:
    """A record over two pages can be read on both, and a reader of screens says to which column a cell belongs."""
    one = drafted(letter(tiny_city, "letter-a"))
    found = list(part(one.files["0001.docx"]).iter(f"{W}tbl"))
    assert len(found) == 3
    for table in found:
        first, *rest = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert not [row for row in rest if row.find(f"{W}trPr/{W}tblHeader") is not None]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (first, *rest))
        widths = table.findall(f"{W}tblGrid/{W}gridCol")
        assert {len(row.findall(f"{W}tc")) for row in (first, *rest)} == {len(widths)}


def test_absence_is_told_by_its_letter_its_grey_and_its_weight(tiny_city: TinyCity) -> None:
    """Present has no shade; authorised is light and not bold; not authorised darker and bold: no colour is needed."""
    one = drafted(letter(tiny_city, "letter-a"))
    table = list(part(one.files["0001.docx"]).iter(f"{W}tbl"))[WEEKS]
    looks: dict[str, set[tuple[str, bool]]] = {}
    for cell in (cell for row in list(table.iter(f"{W}tr"))[1:] for cell in list(row.iter(f"{W}tc"))[1:11]):
        shade = cell.find(f"{W}tcPr/{W}shd")
        fill = "" if shade is None else shade.get(f"{W}fill")
        looks.setdefault("".join(cell.itertext()), set()).add((fill, cell.find(f".//{W}b") is not None))
    assert looks["/"] == looks["L"] == {("", False)}
    assert looks["I"] == {("E0E0E0", False)}
    assert looks["O"] == looks["U"] == {("ABABAB", True)}


def test_lateness_is_told_with_its_minutes(tiny_city: TinyCity) -> None:
    """In all, and over how many where not all have minutes; none is said to be none."""
    upn, _ = pupil(tiny_city, "letter-a")
    tiny_city.records["999001"] = [
        (*row[:4], {"L": "7", "U": ""}.get(row[3], "")) for row in tiny_city.records["999001"]
    ]
    tiny_city.record(upn, "2026-03-27", "PM", "L")
    tiny_city.records["999001"].pop(-2)
    text = "".join(part(drafted(letters(lettered(tiny_city))[0]).files["0001.docx"]).itertext())
    assert "which counts as present: 7 times; 42 minutes in all over the 6 with minutes in the register." in text
    assert "which counts as missed and not authorised: 2 times; the register gives no minutes." in text


def test_a_pupil_who_was_never_late_is_said_to_be_so(tiny_city: TinyCity) -> None:
    """In words, not with a nought."""
    tiny_city.pupil("/*40 I*4 O*6", forename="Ann")
    (one,) = letters(lettered(tiny_city), on="2025-10-03")
    assert "which counts as present: never." in "".join(part(drafted(one).files["0001.docx"]).itertext())
