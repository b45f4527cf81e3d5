"""Which published figures stand beside a school's or a city's own?

From the tables in ``params/rules/benchmarks``, or from a file of Explore Education Statistics that the user names.
"""

from attendlib.benchmarks.download import from_file
from attendlib.benchmarks.published import (
    CENSUS,
    DAILY,
    MEASURES,
    Published,
    areas_of,
    beside,
    from_rules,
    neighbours_beside,
    neighbours_of,
)

__all__ = [
    "CENSUS",
    "DAILY",
    "MEASURES",
    "Published",
    "areas_of",
    "beside",
    "from_file",
    "from_rules",
    "neighbours_beside",
    "neighbours_of",
]
