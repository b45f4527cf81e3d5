"""What does a run file ask for?

A run file is YAML: the city, the as-of day, which notebooks for each school and for the city, the formats and where to
write. Paths are taken from the run file's own folder.
"""

import re
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from attendlib.batch.surroundings import ENGINES
from attendlib.documents import FORMATS
from attendlib.errors import RunError
from attendlib.policy.files import named_from
from attendlib.yamlfile import YamlMistake, did_you_mean, line_of, plain, read_mapping

SCHOOL_NOTEBOOKS = ("school_report", "register_check")
CITY_NOTEBOOKS = ("city_report",)


CLUSTER = r"^$|^(tcp|tls)://[^/]+:\d+$"
"""The address of a Dask scheduler, or none."""


class _Notebooks(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    school: tuple[str, ...] = SCHOOL_NOTEBOOKS
    city: tuple[str, ...] = CITY_NOTEBOOKS


class RunSettings(BaseModel):
    """A run: ``policy`` is the name of a policy or the path of its file, empty for the city file's; ``only``
    names the URNs to make, all schools where empty; ``workers`` 0 means one for each core; ``timeout_seconds`` are for
    a cell, ``report_seconds`` and ``memory_mb`` for a whole report; ``engine`` empty means fork where that is safe,
    else kernel; ``cluster`` empty means this machine."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    city: Path
    out: Path
    as_of: date | None = None
    policy: str = ""
    notebooks: _Notebooks = Field(default_factory=_Notebooks)
    formats: tuple[str, ...] = ("html",)
    only: tuple[str, ...] = ()
    workers: int = Field(default=0, ge=0)
    timeout_seconds: int = Field(default=600, ge=1)
    report_seconds: int = Field(default=1800, ge=1)
    memory_mb: int = Field(default=4096, ge=256)
    engine: Literal["", "fork", "kernel"] = ""
    cluster: str = Field(default="", pattern=CLUSTER)


def load_run(path: Path) -> RunSettings:
    """The run file's settings with its paths made whole. Raises RunError with every mistake and its line."""
    try:
        data = read_mapping(path)
        settings = RunSettings.model_validate(plain(data))
    except YamlMistake as mistake:
        raise RunError(f"{path.name}, line {mistake.line}: {mistake}") from None
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        told = [f"{path.name}, line {line_of(data, f['loc'])}: {_told(f['type'], f['loc'], f['msg'])}" for f in faults]
        raise RunError("\n".join(told)) from None
    except (OSError, UnicodeDecodeError):
        raise RunError(
            f"There is no readable run file {path}. `attendlib run --city CITY --out DIR` needs none."
        ) from None
    _check_formats(settings.formats, f"{path.name}: ")
    folder = path.parent
    policy = named_from(folder, settings.policy)
    return settings.model_copy(update={"city": folder / settings.city, "out": folder / settings.out, "policy": policy})


def _told(kind: str, place: tuple[int | str, ...], message: str) -> str:
    key = next((str(step) for step in reversed(place) if isinstance(step, str)), "the file")
    if kind == "extra_forbidden":
        known = (_Notebooks if len(place) > 1 else RunSettings).model_fields
        return f'"{key}" is not a key here: {did_you_mean(key, tuple(known))}'
    if kind == "missing":
        return f'the key "{key}" is missing: add it'
    return f'"{key}" is not right: {message.lower()}'


def _check_formats(formats: tuple[str, ...], place: str) -> None:
    for name in formats:
        if name not in FORMATS:
            raise RunError(f'{place}"{name}" is not a format: {did_you_mean(name, tuple(FORMATS))}')


def settings_of(
    run_file: Path | None,
    *,
    city: Path | None = None,
    out: Path | None = None,
    as_of: date | None = None,
    policy: str = "",
    only: tuple[str, ...] = (),
    workers: int = 0,
    formats: tuple[str, ...] = (),
    engine: str = "",
    cluster: str = "",
) -> RunSettings:
    """The settings of a run file, or of a city file alone, with what the command line says instead. Raises RunError
    when neither says which city and where to write, and for a format that there is none of."""
    _check_formats(formats, "--formats: ")
    if run_file is not None:
        settings = load_run(run_file)
    elif city is not None and out is not None:
        settings = RunSettings(city=city, out=out)
    else:
        raise RunError("Name a run file, or both a city file and a folder: attendlib run --city CITY --out DIR.")
    if engine not in ("", *ENGINES):
        raise RunError(f'There is no engine "{engine}": {did_you_mean(engine, ENGINES)}')
    said = {"city": city, "out": out, "as_of": as_of, "only": only, "workers": workers, "engine": engine}
    if cluster and not re.match(CLUSTER, cluster):
        raise RunError(f'--cluster: "{cluster}" is no address of a Dask scheduler, such as tcp://10.0.0.5:8786.')
    said["cluster"] = cluster
    said["formats"] = formats
    said["policy"] = named_from(Path(), policy)
    return settings.model_copy(update={name: value for name, value in said.items() if value})
