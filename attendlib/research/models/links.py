"""How does a model's sum of coefficients become an expected score, chance or count?"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Identity:
    """The sum is the expected outcome."""

    def mean(self, linear: Floats) -> Floats:
        """The expected outcome."""
        return linear

    def slope(self, linear: Floats) -> Floats:
        """One for one."""
        return np.ones_like(linear)


class Logit:
    """The sum is the logarithm of the odds; the outcome is a chance."""

    def mean(self, linear: Floats) -> Floats:
        """The chance, 0 to 1."""
        from scipy.special import expit

        found: Floats = expit(linear)
        return found

    def slope(self, linear: Floats) -> Floats:
        """Steepest at even odds."""
        chance = self.mean(linear)
        return chance * (1 - chance)


class Log:
    """The sum is the logarithm of the expected count."""

    def mean(self, linear: Floats) -> Floats:
        """The expected count."""
        found: Floats = np.exp(linear)
        return found

    def slope(self, linear: Floats) -> Floats:
        """In proportion to the count itself."""
        return self.mean(linear)
