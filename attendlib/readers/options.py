"""What may a city file say about how one register file is to be read?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from attendlib.dateform import holds_a_day
from attendlib.errors import LayoutError


@dataclass(frozen=True)
class ReadOptions:
    """What overrides recognition, all optional.

    layout: a layout's name · date_format: as in ``strptime``, in place of the layout's own form · encoding: of a text
    file · marks: the school's own mark -> the statutory code it stands for · sheet: the worksheet's name.
    Raises LayoutError for a date format that does not hold a day, a month and a year."""

    layout: str | None = None
    date_format: str | None = None
    encoding: str | None = None
    marks: Mapping[str, str] = field(default_factory=dict)
    sheet: str | None = None

    def form(self, usual: str) -> str:
        """How dates are written: as stated, else by the layout's ``usual`` form."""
        return self.date_format or usual

    def __post_init__(self) -> None:
        if self.date_format is not None and not holds_a_day(self.date_format):
            raise LayoutError(
                f'date_format "{self.date_format}" does not hold a day, a month and a year. '
                "Write it as in strptime, for example %d/%m/%Y."
            )
