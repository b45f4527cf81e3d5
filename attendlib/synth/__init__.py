"""What would a city that does not exist look like?

``make_city`` writes one: invented schools, pupils and a year of marks, in the layouts that ``synth.layouts`` can write,
with the published levels of absence, letters, meetings and what is on record of them, planted effects and planted
faults. No real child, school or register is in it.
"""

from attendlib.synth.city import CityMade, make_city

__all__ = ["CityMade", "make_city"]
