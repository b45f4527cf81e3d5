"""Has every register of the city been read, checked and stored?"""

from attendlib.intake.opened import OpenCity, open_city

__all__ = ["OpenCity", "open_city"]
