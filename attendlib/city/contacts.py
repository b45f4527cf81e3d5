"""To whom does a letter about a pupil go, and on whose behalf?

Read only where letters are made: no measure, list or report holds parents' names and addresses. Every column is
optional, and what is missing stays empty: nothing is guessed from a sibling's row.
"""

from dataclasses import dataclass

from attendlib.city.file import City
from attendlib.city.mistakes import Mistakes
from attendlib.city.roll import Spell
from attendlib.city.rows import Row, rows
from attendlib.city.said import read_city_file

OF_PUPIL = ("parents", "address", "other_parents", "other_address")
"""Columns of the pupils table: names as a letter addresses them, and the lines of the address, parted by commas or line
ends; ``other_…`` for parents who live elsewhere."""

OF_SCHOOL = ("address", "telephone", "email", "head_teacher", "attendance_lead")
"""Columns of the schools table."""


@dataclass(frozen=True)
class Addressee:
    """One household that a letter goes to: its parents' names, and the lines of its address."""

    parents: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True)
class Office:
    """What a letter says of the school that sends it, apart from its name."""

    address: tuple[str, ...] = ()
    telephone: str = ""
    email: str = ""
    head_teacher: str = ""
    attendance_lead: str = ""


@dataclass(frozen=True)
class Contacts:
    """The contacts of a city, by row of the pupils table with its UPN, and by URN."""

    of_pupil: dict[tuple[int, str], tuple[Addressee, ...]]
    of_school: dict[str, Office]

    def addressees(self, spell: Spell) -> tuple[Addressee, ...]:
        """The households that a letter about a pupil goes to: one with nothing in it where the table names none."""
        return self.of_pupil.get((spell.row, spell.upn)) or (Addressee(),)

    def office(self, urn: str) -> Office:
        """The school's own."""
        return self.of_school.get(urn, Office())


def read_contacts(city: City) -> Contacts:
    """The contacts in a city's own tables. Raises CityError where a table cannot be read any more."""
    told, _ = read_city_file(city.path)
    mistakes, folder = Mistakes(), city.path.parent
    pupils = {
        (row.number, row.text("upn")): _addressees(row)
        for row in rows(folder / told.pupils, told.pupils, ("urn", "upn"), mistakes, OF_PUPIL)
    }
    schools = {
        row.text("urn"): Office(lines(row.text("address")), *map(row.text, OF_SCHOOL[1:]))
        for row in rows(folder / told.schools, told.schools, ("urn",), mistakes, OF_SCHOOL)
    }
    mistakes.stop_if_any()
    return Contacts(pupils, schools)


def _addressees(row: Row) -> tuple[Addressee, ...]:
    first, other = (Addressee(row.text(n), lines(row.text(a))) for n, a in (OF_PUPIL[:2], OF_PUPIL[2:]))
    return tuple(one for one in (first, other) if one != Addressee())


def lines(address: str) -> tuple[str, ...]:
    """An address as written in one cell, line by line: parted at its line ends, or at its commas where it has none."""
    parts = address.splitlines() if "\n" in address else address.split(",")
    return tuple(part.strip(" ,") for part in parts if part.strip(" ,"))
