"""What may a city file say, and which of its lines cannot be right?"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError
from ruamel.yaml.comments import CommentedMap

from attendlib.city.entry import TOLD, RegisterEntry, Strict, digits, told
from attendlib.city.mistakes import Mistakes
from attendlib.city.neighbours import Neighbours
from attendlib.errors import CityError
from attendlib.policy.files import names_a_file
from attendlib.yamlfile import YamlMistake, did_you_mean, line_of, plain, read_mapping

MENDS = {
    "academic_year": "write it in quotes, for example '2025/26'",
    "as_of": "write it as YYYY-MM-DD, without quotes",
    "urn": "six digits in quotes, for example '123456'",
    "la_code": "three digits in quotes, for example '331'",
}
SHOULD = {
    "string_type": "it should be text: put it in quotes",
    "string_pattern_mismatch": "it is not of that form",
    "tuple_type": "it should be a list, each entry on a line that begins with a dash",
    "dict_type": "it should be pairs of a mark and its code, or for `series:` of what it tells and its table",
    "model_type": "it should be pairs of a key and a value",
}
"""What a kind of fault means to a person."""

TABLES = (
    "schools",
    "pupils",
    "calendar",
    "interventions",
    "amendments",
    "history",
    "benchmarks",
    "attainment",
    "similar_schools",
)
"""The keys of a city file that name a table."""

LaCode = Annotated[str, BeforeValidator(digits), Field(pattern=r"^[0-9]{3}$")]


class CityFile(Strict):
    """The city file as written: names of files are relative to its own folder, registers are not yet looked at."""

    name: str
    la_code: LaCode
    academic_year: Annotated[str, Field(pattern=r"^[0-9]{4}/[0-9]{2}$")]
    as_of: date
    schools: str
    pupils: str
    calendar: str
    interventions: str | None = None
    amendments: str | None = None
    history: str | None = None
    benchmarks: str | None = None
    attainment: str | None = None
    policy: str | None = None
    series: Mapping[str, str] = Field(default={}, strict=False)
    statistical_neighbours: Neighbours = Field(default={}, strict=False)
    similar_schools: str | None = None
    similar_schools_method: str = ""
    registers: tuple[RegisterEntry, ...] = Field(default=(), strict=False)
    census: tuple[RegisterEntry, ...] = Field(default=(), strict=False)

    @property
    def tables(self) -> dict[str, str]:
        """Every table that the city has, by what it holds: its path as written."""
        named = {kind: path for kind in TABLES if (path := getattr(self, kind))}
        return named | {f"series of {what}": path for what, path in self.series.items()}

    @property
    def paths(self) -> tuple[str, ...]:
        """Every file that it names, as written."""
        own = [self.policy] if self.policy and names_a_file(self.policy) else []
        return (*self.tables.values(), *own, *(entry.path for entry in (*self.registers, *self.census)))


def files_of(path: Path, said: CityFile) -> tuple[Path, ...]:
    """The city file and every file that it names."""
    return (path, *(path.parent / name for name in said.paths))


def read_city_file(path: Path) -> tuple[CityFile, CommentedMap]:
    """The city file's content, checked line by line, and the same with its line numbers. Raises CityError with every
    mistake."""
    data, mistakes = _yaml(path), Mistakes()
    try:
        return CityFile.model_validate(plain(data)), data
    except ValidationError as error:
        for fault in error.errors(include_input=False, include_url=False):
            words = told(fault) if fault["type"] == TOLD else _words(fault["type"], fault["loc"])
            mistakes.add(path.name, line_of(data, fault["loc"]), *words)
    mistakes.stop_if_any()
    raise AssertionError("a validation error without a fault")


def _yaml(path: Path) -> CommentedMap:
    try:
        return read_mapping(path)
    except YamlMistake as mistake:
        raise CityError(f"{path.name}, line {mistake.line}: {mistake}") from None
    except FileNotFoundError:
        raise CityError(f"There is no city file {path}. `attendlib synth DIR` makes one to look at.") from None
    except (OSError, UnicodeDecodeError):
        raise CityError(f"{path.name} cannot be read as a text file in UTF-8: check what it is.") from None


def _words(kind: str, place: tuple[int | str, ...]) -> tuple[str, str]:
    """A validation fault in a person's words: what is wrong, and how to mend it."""
    words = [str(step) for step in place if isinstance(step, str)]
    key = words[-1] if words else "the file"
    known = list((RegisterEntry if len(place) > 1 else CityFile).model_fields)
    example = "`attendlib synth DIR` writes a city file to look at"
    if kind == "extra_forbidden":
        return f'"{key}" is not a key here', did_you_mean(key, known)
    if kind == "missing":
        return f'the key "{key}" is missing', f"add it; {example}"
    what = "a mark" if "marks" in words[:-1] else f'"{key}"'
    return f"{what} is not right", MENDS.get(key) or SHOULD.get(kind, example)
