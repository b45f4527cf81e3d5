"""Which words does attendlib use, and only for one thing each?"""

from pathlib import Path
from pkgutil import iter_modules

ROLL, DFE = "roll", "dfe"
SCOPES = (ROLL, DFE)
"""Whom a measure covers: everyone on the register, or those in official statistics."""

LAYOUTS = tuple(sorted(module.name for module in iter_modules([str(Path(__file__).parent / "readers" / "layouts")])))
"""The layouts of files with attendance, each called as its reader's file is: that folder is the only list of them."""

CENSUS_LAYOUT = "census_xml"
"""The one of a School Census return, which holds totals; all others hold marks."""

NO_MARK = ("", "-")
"""What stands where no mark was made. Neither is a code, an absence or a possible session."""

PUBLISHED_MEASURES = ("overall_absence", "unauthorised_absence", "persistent_absence", "severe_absence")
"""What published figures of absence tell, in percent: of sessions the first two, of enrolments the others."""

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
"""What may divide the cells of delimited text."""

RESTRICTED = "Restricted: contains personal data"
"""What stands on everything that names a pupil or could tell who one is."""

FOR_WHOM = "For"
"""Under this label a report's title says whom it is for."""

INDEX, CITY_FOLDER = "index.html", "city"
"""In a run's folder: the page that leads to all documents, and the folder of the city's own."""


def anchor(urn: str) -> str:
    """The id of a school's row on the page that leads to all documents."""
    return f"school-{urn}"
