"""Which rows and columns does a model use, and which rows does it leave out?

A formula is written as in R and patsy: ``score ~ absence + prior + fsm``. A row that lacks a value is left out and
counted; a column that is a sum of earlier ones cannot be estimated, and is named.
"""

import io
import tokenize
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from attendlib.errors import ResearchError
from attendlib.yamlfile import did_you_mean

ALIKE = 1e-7
"""Share of a column that the columns before it must leave over for it to be estimated."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Rows:
    """Where every row of the table went: read = used + left out.

    missing: for each column that the model needs and some row lacks, how many rows lack it (one may lack several)."""

    read: int
    used: int
    missing: Mapping[str, int]

    @property
    def left_out(self) -> int:
        """Rows that lack a value."""
        return self.read - self.used


@dataclass(frozen=True, eq=False)
class Design:
    """A model's numbers before it is fitted.

    x: a column per term that can be estimated, named in ``names`` · aliased: the terms that cannot be · frame: the
    rows used, with every column of the table."""

    formula: str
    outcome: str
    y: Floats = field(repr=False)
    x: Floats = field(repr=False)
    names: tuple[str, ...]
    aliased: tuple[str, ...]
    frame: pd.DataFrame = field(repr=False)
    rows: Rows
    info: Any = field(repr=False)
    kept: tuple[int, ...] = field(repr=False)

    def at(self, frame: pd.DataFrame) -> Floats:
        """The rows of ``x`` for other values of the same columns. Raises ResearchError for a group that no row of the
        model has, and for a value that is missing."""
        import patsy

        try:
            (built,) = patsy.build_design_matrices([self.info], frame, NA_action="raise")
        except patsy.PatsyError:
            raise ResearchError(
                f"{self.formula}: a value is missing, or a group that the model has not seen."
            ) from None
        found: Floats = np.asarray(built, dtype=np.float64)[:, self.kept]
        return found


def design(frame: pd.DataFrame, formula: str, also: Sequence[str] = ()) -> Design:
    """The numbers of a formula over a table. ``also``: other columns that a row must have, such as its cluster.

    Raises ResearchError for a formula that cannot be read, a column that is not there, a value that is not finite, an
    outcome that does not vary, and fewer rows than terms."""
    names = columns_of(frame, formula, also)
    lacks = frame[names].isna() | (frame[names] == "")
    used = _plain(frame[~lacks.any(axis=1)].reset_index(drop=True), names)
    y, x = _built(formula, used)
    if y.shape[1] != 1 or not np.isfinite(y).all() or not np.isfinite(x).all():
        raise ResearchError(f"{formula}: the outcome must be one column of numbers, and every value finite.")
    if len(y) and np.ptp(y) == 0:
        raise ResearchError(f"{formula}: the outcome is the same in all {len(y)} rows that have every value.")
    terms = x.design_info.column_names
    kept = independent(np.asarray(x))
    if len(used) <= len(kept):
        raise ResearchError(f"{formula}: {len(used)} rows have every value, too few for {len(kept)} terms.")
    return Design(
        formula=formula,
        outcome=y.design_info.column_names[0],
        y=np.asarray(y, dtype=np.float64)[:, 0],
        x=np.asarray(x, dtype=np.float64)[:, kept],
        names=tuple(terms[i] for i in kept),
        aliased=tuple(name for i, name in enumerate(terms) if i not in kept),
        frame=used,
        rows=Rows(len(frame), len(used), {str(name): int(count) for name, count in lacks.sum().items() if count}),
        info=x.design_info,
        kept=kept,
    )


def columns_of(frame: pd.DataFrame, formula: str, also: Sequence[str] = ()) -> list[str]:
    """The columns of the table that the formula names, and the others asked for. Raises ResearchError for one that is
    not there."""
    for name in also:
        if name not in frame.columns:
            raise ResearchError(f'The table has no column "{name}": {did_you_mean(name, list(frame.columns))}')
    try:
        words = [t.string for t in tokenize.generate_tokens(io.StringIO(formula).readline) if t.type == tokenize.NAME]
    except tokenize.TokenError:
        raise ResearchError(f"{formula}: a bracket is not closed.") from None
    return list(dict.fromkeys([*(word for word in words if word in frame.columns), *also]))


def _plain(used: pd.DataFrame, names: Sequence[str]) -> pd.DataFrame:
    """Yes and no as 1 and 0, so that a term carries the column's own name; figures as floats; texts as categories, the
    commonest first, for the others to be set beside; categories in the order that they have."""
    return used.astype({name: _kind(used[name]) for name in names})


def _kind(column: "pd.Series[Any]") -> Any:
    if pd.api.types.is_bool_dtype(column):
        return "int64"
    if pd.api.types.is_numeric_dtype(column):
        return "float64"
    if isinstance(column.dtype, pd.CategoricalDtype):
        return pd.CategoricalDtype([name for name in column.cat.categories if (column == name).any()])
    counts = column.value_counts()
    return pd.CategoricalDtype(sorted(counts.index, key=lambda name: (-counts[name], str(name))))


def _built(formula: str, used: pd.DataFrame) -> tuple[Any, Any]:
    import patsy

    numbers_only = patsy.EvalEnvironment([{"np": np}])
    try:
        return patsy.dmatrices(formula, used, eval_env=numbers_only, NA_action="raise")
    except (patsy.PatsyError, NameError, SyntaxError, TypeError, ValueError) as error:
        said = str(error).splitlines()[0] if isinstance(error, patsy.PatsyError) else "it cannot be read"
        raise ResearchError(
            f"{formula}: {said}. The table has the columns {', '.join(map(str, used.columns))}; a formula is written "
            "as in: score ~ absence + prior + fsm"
        ) from None


def independent(x: Floats) -> tuple[int, ...]:
    """The columns that are not sums of the ones before them, as R keeps them."""
    if not len(x):
        return tuple(range(x.shape[1]))
    upper: Floats = np.asarray(np.linalg.qr(x, mode="r"))
    basis, kept = np.empty((len(upper), 0)), []
    for place, column in enumerate(upper.T):
        rest = column
        for _ in range(2):  # the second pass takes out what rounding left of the first
            rest = rest - basis @ (basis.T @ rest)
        size = np.linalg.norm(rest)
        if size > ALIKE * np.linalg.norm(column):
            basis = np.column_stack([basis, rest / size])
            kept.append(place)
    return tuple(kept)
