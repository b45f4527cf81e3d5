"""What is the smallest city in which letters are due, with somebody to write to and somebody who writes?"""

from datetime import date
from pathlib import Path

from tiny import URN, TinyCity

from attendlib.casework import Policy, policy
from attendlib.casework.letters import Letter, LettersDue, letters_due, letters_of
from attendlib.city.contacts import read_contacts
from attendlib.intake import OpenCity, open_city

ON = "2026-03-27"
"""The last day with marks."""

SCHOOL = {
    "name": "Harrowbrook Academy",
    "address": "Mill Lane, Kestrelbourne, KB1 1AA",
    "telephone": "01632 960123",
    "email": "office@harrowbrook.example",
    "head_teacher": "Dr R Okafor",
    "attendance_lead": "Mr S Lowe",
}
PUPIL = {
    "surname": "Pettigrew",
    "year_group": "9",
    "tutor_group": "9C",
    "date_of_birth": "2012-04-05",
    "parents": "Ms J Pettigrew and Mr A Pettigrew",
    "address": "14 Lime Walk, Kestrelbourne, KB4 2QT",
}
MARKS = {
    "letter-a": "/*40 I*4 /*60 L*6 U*2 O*8 /*140",
    "letter-b": "/*40 I*14 /*60 L*6 U*2 O*15 /*123",
    "letter-c": "/*40 I*14 /*60 L*6 U*2 O*15 /*53 I*30 /*40",
    "letter-e": "/*40 I*14 /*60 L*6 U*2 O*15 /*53 O*30 /*40",
    "hold": "/*40 I*14 /*206",
    "": "/*260",
}
"""The marks of a pupil by the step that is due with what is DONE."""

DONE = {
    "letter-b": [("2025-11-17", "letter-a", "sent")],
    "hold": [("2026-01-19", "hold", "bereavement")],
}
DONE["letter-c"] = [*DONE["letter-b"], ("2025-12-01", "letter-b", "sent"), ("2025-12-15", "meeting", "held")]
DONE["letter-e"] = [
    *DONE["letter-c"],
    ("2026-01-19", "letter-c", "sent"),
    ("2026-01-26", "plan-meeting", "missed"),
    ("2026-03-10", "referral", "made"),
    ("2026-03-18", "officer-meeting", "missed"),
]

Row = tuple[str, ...]


def pupil(city: TinyCity, step: str, **columns: str) -> tuple[str, list[Row]]:
    """A pupil for whom a step is due, and the rows of the interventions table that it takes: (upn, date, step,
    outcome)."""
    upn = city.pupil(MARKS[step], **{"forename": step.title() or "Nothing", **PUPIL, **columns})
    return upn, [(upn, *row) for row in DONE.get(step, ())]


def every_letter(city: TinyCity, **columns: str) -> Path:
    """The city file of a school with one pupil for each of MARKS."""
    city.phases = {URN: "secondary"}
    return lettered(city, *(row for step in MARKS for row in pupil(city, step, **columns)[1]))


def lettered(city: TinyCity, *rows: Row, **school: str) -> Path:
    """The city file, with rows (upn, date, step, outcome, and the school where it is another) on record, and with
    schools that can be written back to."""
    city.as_of = city.as_of or ON
    place = city.write()
    lines = [",".join(((*row, URN)[4], *row[:4])) for row in rows]
    table = "\n".join(["urn,upn,date,step,outcome", *lines]) + "\n"
    (city.folder / "interventions.csv").write_text(table, encoding="utf-8")
    place.write_text(place.read_text(encoding="utf-8") + "interventions: interventions.csv\n", encoding="utf-8")
    schools = [{"urn": urn, "phase": phase, **SCHOOL, **school} for urn, phase in city.phases.items()]
    city._table("schools.csv", schools)
    return place


def due(place: Path, name: str = "coventry-2024", on: str = ON, **settings: str) -> tuple[OpenCity, LettersDue]:
    """The city, and its letters due by a policy on a day."""
    city, asked = open_city(place), _policy(name, on, settings)
    return city, letters_due(city.city, city.store, asked, date.fromisoformat(on))


def letters(place: Path, name: str = "coventry-2024", on: str = ON, urn: str = URN, **settings: str) -> list[Letter]:
    """The letters of one school on a day, dated that day."""
    city, found = due(place, name, on, **settings)
    contacts, day = read_contacts(city.city), date.fromisoformat(on)
    return list(letters_of(city.city, city.store, found, urn, contacts=contacts, dated=day))


def _policy(name: str, on: str, settings: dict[str, str]) -> Policy:
    return policy(name, date.fromisoformat(on), settings)
