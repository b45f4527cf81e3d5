"""What does the city file say: which schools, pupils, calendar, interventions and registers?"""

from attendlib.city.amendments import Amendment
from attendlib.city.attainment import Attainment, Result, read_attainment
from attendlib.city.entry import RegisterEntry
from attendlib.city.file import City, load_city
from attendlib.city.roll import Roll, SchoolRoll
from attendlib.city.similar import Similar
from attendlib.city.tables import Intervention, School, YearBefore

__all__ = [
    "Amendment",
    "Attainment",
    "City",
    "Intervention",
    "RegisterEntry",
    "Result",
    "Roll",
    "School",
    "SchoolRoll",
    "Similar",
    "YearBefore",
    "load_city",
    "read_attainment",
]
