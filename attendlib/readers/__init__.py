"""How does a register file become the register's one tidy shape?

The layout is recognised from the file itself, never from its name: one layout, one module of ``layouts``.
Readers report what is odd; they never mend in silence, guess a date, drop a record or fill a mark.
"""

from pathlib import Path

from attendlib.errors import LayoutError
from attendlib.names import CENSUS_LAYOUT
from attendlib.readers.census import CensusReturn, CensusRow
from attendlib.readers.entries import register
from attendlib.readers.layouts import LAYOUTS, Layout, census_xml
from attendlib.readers.options import ReadOptions
from attendlib.readers.sample import Sample, look
from attendlib.readers.source import load
from attendlib.readers.unrecognised import refusal
from attendlib.register import Register
from attendlib.yamlfile import did_you_mean

__all__ = ["LAYOUTS", "CensusReturn", "CensusRow", "ReadOptions", "read", "read_census", "recognise"]

_NO_OPTIONS = ReadOptions()


def recognise(path: Path, options: ReadOptions = _NO_OPTIONS) -> str:
    """The name of the layout of the file at ``path``. Raises LayoutError where none fits or more than one does, saying
    what was seen without any cell's value; UnreadableFile where the file cannot be read safely."""
    return _layout(look(load(path, options.encoding)), options).NAME


def read(path: Path, urn: str, name: str, options: ReadOptions = _NO_OPTIONS) -> Register:
    """The register in the file at ``path``, of the school ``urn``; ``name`` is what the file is called in findings.

    One entry per record, in file order, faulty ones included. Raises LayoutError for a file without marks or of no
    known layout, UnreadableFile for one that is broken, hostile, empty or in an encoding that cannot be told."""
    sample = look(load(path, options.encoding))
    layout = _layout(sample, options)
    if layout.NAME == CENSUS_LAYOUT:
        raise LayoutError(
            f"{name}: a School Census return holds totals, not marks. List it under `census:` in the city file."
        )
    return register(layout.read(sample, options), sample.source, (urn, name, layout.NAME), options.marks)


def read_census(path: Path, urn: str, name: str, options: ReadOptions = _NO_OPTIONS) -> CensusReturn:
    """The attendance in the School Census return at ``path``. Raises LayoutError where it is none, UnreadableFile where
    it cannot be read safely."""
    sample = look(load(path, options.encoding))
    if not census_xml.recognise(sample):
        raise LayoutError(
            f"{name}: not a School Census return: needed are {', '.join(census_xml.NEEDS)}. "
            "List a register of marks under `registers:` in the city file."
        )
    return census_xml.read(sample, urn, name)


def _layout(sample: Sample, options: ReadOptions) -> Layout:
    if options.layout is not None:
        return _named(sample, options.layout)
    fitting = [layout for layout in LAYOUTS.values() if layout.recognise(sample)]
    if len(fitting) > 1:
        names = " and ".join(sorted(layout.NAME for layout in fitting))
        raise LayoutError(f"{sample.source.name}: {names} both fit. Name one with `layout:` in the city file.")
    if not fitting:
        raise refusal(sample, LAYOUTS.values())
    return fitting[0]


def _named(sample: Sample, name: str) -> Layout:
    """The layout that the city file names: it chooses between layouts that fit, and does not make one fit."""
    if name in LAYOUTS:
        if not LAYOUTS[name].recognise(sample):
            raise refusal(sample, [LAYOUTS[name]])
        return LAYOUTS[name]
    raise LayoutError(f'{sample.source.name}: no layout is called "{name}": {did_you_mean(name, list(LAYOUTS))}')
