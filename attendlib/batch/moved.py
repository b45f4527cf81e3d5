"""What moved between two runs, as their manifests have it?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from attendlib.batch.figures import headline
from attendlib.batch.manifest import files_read

PARTS = {
    "figure": "Figures",
    "class": "How many crossed a line",
    "marks": "Marks",
    "document": "Documents",
    "input": "What they were made from",
    "made with": "What they were made with",
}
"""The parts of what moved, and their headings."""

Manifest = Mapping[str, Any]


@dataclass(frozen=True)
class Moved:
    """One thing that is another in the later run: of PARTS which, about what, what of it, and how it was and is; empty
    where there was, or is, none. note: what else there is to say."""

    part: str
    about: str
    what: str
    before: str
    after: str
    note: str = ""


def moved(one: Manifest, other: Manifest) -> Iterator[Moved]:
    """Everything that two manifests have different."""
    yield from _figures(one, other)
    yield from _documents(one, other)
    yield from _inputs(one["inputs"], other["inputs"])
    yield from _made_with(one, other)


def _made_with(one: Manifest, other: Manifest) -> Iterator[Moved]:
    held = [
        {
            "period": _period(run["period"]),
            "asked for": _asked(run["asked"]),
            "rule": _rules(run),
            "program": _program(run),
        }
        for run in (one, other)
    ]
    for about in held[0]:
        for what, before, after in different(held[0][about], held[1][about]):
            yield Moved("made with", about, what, before, after)


def _period(period: Manifest) -> dict[str, str]:
    return {"academic year": period["academic_year"], "last day": period["as_of"]}


def _asked(asked: Manifest) -> dict[str, str]:
    notebooks = {f"notebooks of the {whose}": ", ".join(names) for whose, names in asked["notebooks"].items()}
    return {"formats": ", ".join(asked["formats"]), "policy": asked.get("policy", "")} | notebooks


def _rules(run: Manifest) -> dict[str, str]:
    """The rules that its documents rest on, and whether anything else in the rules is another."""
    used = {rule["name"]: f"{rule['value']} (since {rule['since']})" for rule in run["rules"]["used"]}
    return used | {"all rules together": run["rules"]["digest"][:12]}


def _program(run: Manifest) -> dict[str, str]:
    told = run["program"]
    return told["versions"] | {"python": told["python"], "system": told["system"], "code": told["digest"][:12]}


def _inputs(one: Manifest, other: Manifest) -> Iterator[Moved]:
    then, now = files_read(one), files_read(other)
    for path in sorted(then.keys() | now.keys()):
        before, after = then.get(path), now.get(path)
        if before != after:
            read = [_read(before), _read(after)] if _read(before) != _read(after) else ["", ""]
            yield Moved("input", path, _became(before, after), *read)


def _read(file: Manifest | None) -> str:
    if file is None or "records" not in file:
        return ""
    return f"{file['accepted']:,} of {file['records']:,} records used"


def _documents(one: Manifest, other: Manifest) -> Iterator[Moved]:
    then, now = ({made["path"]: made["sha256"] for made in run["outputs"]} for run in (one, other))
    for path in sorted(then.keys() | now.keys()):
        if then.get(path) != now.get(path):
            yield Moved("document", path, _became(then.get(path), now.get(path)), "", "")
    failed = [{failure["document"]: failure["problem"] for failure in run["failures"]} for run in (one, other)]
    for document, before, after in different(*failed):
        yield Moved("document", document, "could not be made", before, after or "made")


def _became(before: object, after: object) -> str:
    return "new" if before is None else "gone" if after is None else "changed"


def _figures(one: Manifest, other: Manifest) -> Iterator[Moved]:
    """The headline of the city and of each school; the city first."""
    then, now = ({figures["urn"]: figures for figures in run["figures"]} for run in (one, other))
    for urn in dict.fromkeys([*now, *then]):
        before, after = (headline(held[urn]) if urn in held else {} for held in (then, now))
        about = called(now.get(urn) or then[urn])
        for what, was, is_ in different(*({k: _percent(v) for k, v in each.items()} for each in (before, after))):
            yield Moved("figure", about, what, was, is_)


def _percent(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.1f}%"


def called(figures: Manifest) -> str:
    """A school by its name and URN, or the city by its name."""
    return f"{figures['name']} ({figures['urn']})" if figures["urn"] else str(figures["name"])


def different(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """The names of what is not the same in both, in order, and how it was and is."""
    for name in dict.fromkeys([*one, *other]):
        if one.get(name, "") != other.get(name, ""):
            yield name, one.get(name, ""), other.get(name, "")
