"""How is a coefficient said in plain English?

An association, never an effect; with its interval; and where the interval holds no difference, that is said first.
"""

from attendlib.research.models.fitted import Estimate, Fitted
from attendlib.research.models.links import Identity
from attendlib.rounding import half_up


def reading(fitted: Fitted, term: str, step: str, outcome: str, *, times: float = 1.0, places: int = 2) -> str:
    """One sentence about a term. step: what one more of it is, "percentage point of absence" · outcome: what goes up
    or down, "score" or "odds of passing" · times: for so many more than one, ``step`` then in the plural. Raises
    ResearchError for a term that the model does not have."""
    found = fitted.term(term, times)
    much = "One more" if times == 1 else f"{times:g} more"
    alone = set(fitted.terms) <= {"Intercept", term}
    others = "nothing else taken into account" if alone else "other things in the model equal"
    if isinstance(fitted.link, Identity):
        told = _difference(found, outcome, places)
    else:
        told = _ratio(fitted.multiplied(term, times), outcome, places)
    return f"{much} {step} {'goes' if times == 1 else 'go'} with {told}, {others}."


def _difference(found: Estimate, outcome: str, places: int) -> str:
    way = "lower" if found.value < 0 else "higher"
    size = half_up(abs(found.value), places)
    if not found.clear:
        ends = f"{_way(found.low, places)} to {_way(found.high, places)}"
        return f"no clear difference in the {outcome}: {size} {way}, 95% interval {ends}"
    near, far = sorted((abs(found.low), abs(found.high)))
    return f"a {outcome} {size} {way} (95% interval {half_up(near, places)} to {half_up(far, places)} {way})"


def _way(value: float, places: int) -> str:
    return f"{half_up(abs(value), places)} {'lower' if value < 0 else 'higher'}"


def _ratio(found: Estimate, outcome: str, places: int) -> str:
    value, low, high = (half_up(part, places) for part in (found.value, found.low, found.high))
    if found.low <= 1 <= found.high:
        return f"no clear difference in the {outcome}: multiplied by {value}, 95% interval {low} to {high}"
    return f"the {outcome} multiplied by {value} (95% interval {low} to {high})"
