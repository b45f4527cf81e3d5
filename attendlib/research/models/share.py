"""How sure is a share of a few?"""

from attendlib.research.models.fitted import LEVEL


def wilson(happened: int, of: int, level: float = LEVEL) -> tuple[float, float]:
    """The interval of a share (0 to 1). Source: Wilson, Journal of the American Statistical Association 22 (1927),
    209-212."""
    from scipy.stats import norm

    z = float(norm.ppf(0.5 + level / 2))
    rate, spread = happened / of, z**2 / of
    middle, reach = rate + spread / 2, z * ((rate * (1 - rate) + spread / 4) / of) ** 0.5
    return (middle - reach) / (1 + spread), (middle + reach) / (1 + spread)
