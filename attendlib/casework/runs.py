"""How many days or sessions in a row is something so?"""

import numpy as np
from numpy.typing import NDArray


def run_lengths(held: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each enrolment (row) and day or session (column), how many in a row up to it are True."""
    count = np.cumsum(held, axis=1)
    before: NDArray[np.int64] = np.maximum.accumulate(np.where(held, 0, count), axis=1)
    lengths: NDArray[np.int64] = count - before
    return lengths
