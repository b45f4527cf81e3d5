"""Which cut-offs, and which values of a policy's settings, are asked about?"""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from attendlib.casework.byrule import WHOLE
from attendlib.casework.shape import exact
from attendlib.casework.standing import PERCENT, Policy
from attendlib.errors import MeasureError, RuleError

MOST = 200
"""Cut-offs in one question: more of them is a slip of the keyboard."""

FINEST = 10_000
"""A cut-off has at most four decimals: finer ones part nobody, and would not fit into whole numbers."""


AROUND = 2
"""How far from a setting's own number its other numbers are looked at, where nobody names them."""


def listed(text: str) -> tuple[Fraction, ...]:
    """The cut-offs in a text such as "90,92.5,95", lowest first, each once. Raises MeasureError."""
    found = {_percent(part) for part in text.split(",") if part.strip()}
    if not found:
        raise MeasureError("No cut-off is named: write percentages of attendance, joined by commas.")
    return tuple(sorted(found))


def spaced(first: str, last: str, step: str) -> tuple[Fraction, ...]:
    """The cut-offs from ``first`` to ``last``, both included where the steps meet it. Raises MeasureError."""
    low, high, apart = _percent(first), _percent(last), _percent(step)
    if low > high:
        raise MeasureError("The first cut-off is above the last: exchange them.")
    count = int((high - low) / apart) + 1
    if count > MOST:
        raise MeasureError(f"That would be {count} cut-offs; {MOST} are the most: choose a larger step.")
    return tuple(low + apart * number for number in range(count))


def _percent(text: str) -> Fraction:
    try:
        number = exact(text.strip())
    except (ValueError, ZeroDivisionError):
        number = Fraction(0)
    if not 0 < number <= 100 or number.denominator > FINEST:
        raise MeasureError("A cut-off or step is a percentage above 0, up to 100: write it as 92 or 92.5.")
    return number


def settings(given: Sequence[str]) -> list[dict[str, str]]:
    """Every combination of the values in texts such as "school_target=94,95". Raises RuleError for a text that is not
    of that form; whether the policy has the setting is for ``policy`` to say."""
    parted = [text.partition("=") for text in given]
    pairs = [(name.strip(), [v.strip() for v in values.split(",") if v.strip()]) for name, _, values in parted]
    if any(not name or not values for name, values in pairs):
        raise RuleError("A setting is given as a name and a number, or several numbers: --set school_target=94,95")
    return [dict(zip((n for n, _ in pairs), values, strict=True)) for values in product(*(v for _, v in pairs))]


def around_the_first(policy: Policy) -> str:
    """The policy's first setting that is a percentage, as it is and up to two points away, as a text such as
    "school_target=93,94,95,96,97"; empty where it has none."""
    for name, setting in policy.says.settings.items():
        if setting.unit == PERCENT:
            middle = exact(setting.value)
            values = [middle + apart for apart in range(-AROUND, AROUND + 1) if 1 < middle + apart <= WHOLE]
            return f"{name}={','.join(f'{float(value):g}' for value in values)}"
    return ""
