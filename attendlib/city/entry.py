"""What may a city file say of one register or census file?"""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from attendlib import dateform
from attendlib.codes import code_book
from attendlib.names import LAYOUTS, NO_MARK
from attendlib.textfile import USUAL, is_encoding
from attendlib.yamlfile import did_you_mean

TOLD = "told"
"""The type of a fault that says itself what is wrong and how to mend it."""


class Strict(BaseModel):
    """No key that is not one, no value of another type, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def digits(value: object) -> object:
    """A URN or LA code written without quotes: taken as text where no leading zero can have been lost."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and value >= 100 else value


def told(fault: Any) -> tuple[str, str]:
    """What is wrong and how to mend it, of a fault of type TOLD."""
    return fault["ctx"]["what"], fault["ctx"]["mend"]


def wrong(what: str, mend: str) -> PydanticCustomError:
    """A fault of type TOLD."""
    return PydanticCustomError(TOLD, "{what}: {mend}", {"what": what, "mend": mend})


def _layout(name: str) -> str:
    if name not in LAYOUTS:
        raise wrong(f'no layout is called "{name}"', did_you_mean(name, LAYOUTS))
    return name


def _date_format(form: str) -> str:
    if not dateform.holds_a_day(form):
        near = dateform.meant(form) or dateform.DAY_FIRST
        what = f'"{form}" does not hold a day, a month and a year as strptime writes them'
        raise wrong(what, f'write it for example as "{near}"')
    return form


def _encoding(name: str) -> str:
    if not is_encoding(name):
        raise wrong(f'no encoding is called "{name}"', did_you_mean(name, USUAL))
    return name


def _own_mark(mark: str) -> str:
    if mark.strip() in NO_MARK:
        raise wrong("a blank or - is no mark and cannot be made one", "take the line out")
    return mark


def _code(code: str) -> str:
    if code not in NO_MARK and not code_book().periods(code):
        near = code_book().suggest(code)
        hint = f'did you mean "{near}"?' if near else "`attendlib codes` lists them"
        raise wrong(f'"{code}" is in no code set of any year', hint)
    return code


Urn = Annotated[str, BeforeValidator(digits), Field(pattern=r"^[0-9]{6}$")]
OwnMark = Annotated[str, AfterValidator(_own_mark)]
StatutoryCode = Annotated[str, AfterValidator(_code)]


class RegisterEntry(Strict):
    """One register or census file: whose it is, where it is, and what overrides recognition.

    layout: a reader's name · date_format: as in ``strptime`` · encoding: of a text file · marks: the school's own
    marks and the codes they stand for, or ``-`` where one says that there is no mark · sheet: of a workbook."""

    urn: Urn
    path: str
    layout: Annotated[str, AfterValidator(_layout)] | None = None
    date_format: Annotated[str, AfterValidator(_date_format)] | None = None
    encoding: Annotated[str, AfterValidator(_encoding)] | None = None
    marks: dict[OwnMark, StatutoryCode] = Field(default_factory=dict)
    sheet: str | None = None

    @property
    def called(self) -> str:
        """The file as findings and accounts name it: its path, and its sheet where one is named."""
        return f"{self.path}, sheet {self.sheet}" if self.sheet else self.path
