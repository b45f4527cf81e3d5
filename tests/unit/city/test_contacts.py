"""Are parents and schools read where letters are made, as the tables have them?"""

import pytest
from tiny import URN, TinyCity

from attendlib.city import load_city
from attendlib.city.contacts import Addressee, Contacts, Office, lines, read_contacts


def contacts(city: TinyCity, **school: str) -> Contacts:
    """The contacts of a city whose school has these columns."""
    place = city.write()
    city._table("schools.csv", [{"urn": URN, "name": "School", "phase": "primary", **school}])
    return read_contacts(load_city(place))


def test_a_pupil_has_the_parents_of_its_own_row(tiny_city: TinyCity) -> None:
    """A pupil who came back has two rows: the latest one counts, as for everything else."""
    upn = tiny_city.pupil("/", leaving_date="2025-10-01", parents="Ms Old", address="1 Old Row")
    tiny_city.pupil(upn=upn, entry_date="2026-01-05", parents="Ms New", address="2 New Row, Town")
    found = contacts(tiny_city)
    (latest,) = load_city(tiny_city.folder / "city.yaml").roll.of(URN).latest
    assert found.addressees(latest) == (Addressee("Ms New", ("2 New Row", "Town")),)


def test_parents_at_two_addresses_are_two(tiny_city: TinyCity) -> None:
    """The second alone is one, too: nobody is written to who is not named."""
    tiny_city.pupil("/", parents="Ms A", address="1 Row", other_parents="Mr B", other_address="2 Row")
    tiny_city.pupil(other_parents="Mr C")
    found = contacts(tiny_city)
    first, second = load_city(tiny_city.folder / "city.yaml").roll.of(URN).latest
    assert found.addressees(first) == (Addressee("Ms A", ("1 Row",)), Addressee("Mr B", ("2 Row",)))
    assert found.addressees(second) == (Addressee("Mr C", ()),)


def test_tables_without_these_columns_give_empty_contacts(tiny_city: TinyCity) -> None:
    """Every column is optional."""
    tiny_city.pupil("/")
    found = contacts(tiny_city)
    (latest,) = load_city(tiny_city.folder / "city.yaml").roll.of(URN).latest
    assert found.addressees(latest) == (Addressee(),)
    assert found.office(URN) == Office()
    assert found.office("999099") == Office()


def test_a_school_says_who_writes(tiny_city: TinyCity) -> None:
    """Its own row of the schools table."""
    tiny_city.pupil("/")
    said = {"address": "Mill Lane, Town", "telephone": "01632 960000", "email": "a@b.example"}
    office = contacts(tiny_city, **said, head_teacher="Dr H", attendance_lead="Mr L").office(URN)
    assert office == Office(("Mill Lane", "Town"), "01632 960000", "a@b.example", "Dr H", "Mr L")


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("1 Row, Town, AB1 2CD", ("1 Row", "Town", "AB1 2CD")),
        ("Flat 2, 1 Row\nTown\r\nAB1 2CD\n", ("Flat 2, 1 Row", "Town", "AB1 2CD")),
        ("", ()),
        (" , ,", ()),
    ],
)
def test_an_address_is_parted_into_lines(written: str, shown: tuple[str, ...]) -> None:
    """At its line ends, else at its commas."""
    assert lines(written) == shown


def test_no_other_part_of_the_city_holds_a_parent(tiny_city: TinyCity) -> None:
    """What every command reads has neither names nor addresses of parents."""
    tiny_city.pupil("/", parents="Canaryparent", address="Canaryroad", other_parents="Canaryother")
    assert "Canary" not in repr(load_city(tiny_city.write()))
