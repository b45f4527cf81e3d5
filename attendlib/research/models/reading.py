"""How is a coefficient said in plain English?

An association, never an effect; with its interval; and where the interval holds no difference, that is said first.
"""

from attendlib.research.models.fitted import Estimate, Fitted
from attendlib.research.models.links import Identity
from attendlib.rounding import half_up


def reading(fitted: Fitted, term: str, step: str, outcome: str, *, times: float = 1.0, places: int = 2) -> str:
    """One sentence about a term. step: what one more of it is, "percentage point of absence" · outcome: what goes up
    or down, "the score" or "the odds of passing" · times: for so many more than one. Raises ResearchError for a term
    that the model does not have."""
    fitted.term(term)  # refuses a name that is not one
    found = fitted.sum_of({term: times})
    much = "One more" if times == 1 else f"{times:g} more"
    subject = f"{much} {step}{'' if times == 1 else 's'}" if not step.startswith("being ") else step.capitalize()
    others = "other things in the model equal" if len(fitted.terms) > 2 else "nothing else taken into account"
    difference = isinstance(fitted.link, Identity)
    told = (
        _difference(found, outcome, places) if difference else _ratio(fitted.multiplied(term, times), outcome, places)
    )
    verb = "goes" if times == 1 or step.startswith("being ") else "go"
    return f"{subject} {verb} with {told}, {others}."


def _difference(found: Estimate, outcome: str, places: int) -> str:
    way = "lower" if found.value < 0 else "higher"
    size = half_up(abs(found.value), places)
    if not found.clear:
        ends = f"{_way(found.low, places)} to {_way(found.high, places)}"
        return f"no clear difference in {outcome}: {size} {way}, 95% interval {ends}"
    near, far = sorted((abs(found.low), abs(found.high)))
    return f"{outcome} {size} {way} (95% interval {half_up(near, places)} to {half_up(far, places)} {way})"


def _way(value: float, places: int) -> str:
    return f"{half_up(abs(value), places)} {'lower' if value < 0 else 'higher'}"


def _ratio(found: Estimate, outcome: str, places: int) -> str:
    value, low, high = (half_up(part, places) for part in (found.value, found.low, found.high))
    if found.low <= 1 <= found.high:
        return f"no clear difference in {outcome}: multiplied by {value}, 95% interval {low} to {high}"
    return f"{outcome} multiplied by {value} (95% interval {low} to {high})"
