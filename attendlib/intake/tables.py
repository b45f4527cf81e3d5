"""What is odd in the tables of a city, which no register is needed to read?"""

from collections.abc import Collection, Mapping

from attendlib.checks import Finding
from attendlib.checks.finding import WARNING
from attendlib.checks.of_tables import amendments, interventions, no_date_of_birth, two_schools, upn_letter
from attendlib.city import City

PUPILS = "pupils table"
"""What the pupils table is called in findings."""

ASSUMED = "encoding-assumed"
"""The rule of a remark about one of the city's tables, as of a register in an encoding that had to be assumed."""


def findings_of_tables(
    city: City, with_d: Collection[tuple[str, str]], amended: Mapping[amendments.Entry, str]
) -> tuple[Finding, ...]:
    """Every finding of the tables. with_d: the enrolments with a mark for a session due at another school · amended:
    what the registers hold now for the entries that were amended."""
    return (
        *upn_letter.find(city, PUPILS),
        *no_date_of_birth.find(city, PUPILS),
        *two_schools.find(city, with_d, PUPILS),
        *interventions.find(city),
        *amendments.find(city, amended),
        *(Finding("", told.file, 0, "", ASSUMED, WARNING, told.what, told.mend) for told in city.remarks),
    )
