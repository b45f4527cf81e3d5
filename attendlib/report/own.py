"""How do the pupils compare by a cut of the analyst's own?

Counts are summed, rates made from the sums and rounded once, as in every report. The mean of the pupils' rates would be
another number: it gives a pupil of one week the weight of a pupil of the whole year.
"""

import pandas as pd
import pyarrow as pa

from attendlib.errors import MeasureError
from attendlib.measures import rated
from attendlib.measures.counts import COUNTS, LATENESS
from attendlib.measures.decided import CLASSES
from attendlib.report.view import PLACES, framed

ENROLMENT = ["urn", "upn"]


def pooled(frame: pd.DataFrame, *by: str) -> pd.DataFrame:
    """The rows of ``view.own("enrolment", …)`` taken together by columns that may be the analyst's own: the groups in
    order, how many enrolments each has, and the counts and rates of ``view.own``.

    A row without a value in one of the columns is in no group. Raises MeasureError for a column that is not there and
    for more than one row of an enrolment."""
    missing = [name for name in (*ENROLMENT, *by) if name not in frame]
    if missing:
        raise MeasureError(
            f'The frame has no column "{missing[0]}": begin with own("enrolment") and add your column to it.'
        )
    if frame.duplicated(ENROLMENT).any():
        raise MeasureError(
            'Some enrolments have several rows, which would count them twice: ask own("enrolment") without times.'
        )
    groups = frame.groupby(list(by), observed=True)
    sums = groups[[name for name in (*COUNTS, *LATENESS, *CLASSES) if name in frame]].sum()
    sums.insert(0, "enrolments", groups.size())
    return framed(rated(pa.Table.from_pandas(sums.reset_index(), preserve_index=False), places=PLACES))
