"""Which records does a JSON file hold?

In a list of its own or inside objects, in pages that follow each other, or one to a line.
"""

import json
import re
from collections.abc import Iterable

from attendlib.errors import LayoutError, UnreadableFile
from attendlib.readers.source import Source

DEPTH = 4
"""Lists are looked for inside so many objects: a vendor's envelope has one or two."""
FIRST = 20
"""So many records of a list are looked at to know it."""

_LONE_BACKSLASH = re.compile(rb':\s*"\\"\s*[,}]')
PAGE = "*/"
Lists = dict[str, list[object]]
"""Lists by the place where they stand: the fields that lead there, ``PAGE`` for whichever page of several."""


class Repeated:
    """Stands for an object in which one field stands twice: which value is meant cannot be told."""


def document(source: Source) -> object:
    """The parsed document; of a file with one document to a line, the list of them. Raises UnreadableFile where it is
    not sound JSON or is nested too deeply."""
    try:
        try:
            return _parsed(source.data)
        except json.JSONDecodeError as error:
            if not (error.msg == "Extra data" and error.colno == 1):
                raise
        return _by_line(source.data)
    except json.JSONDecodeError as error:
        where = f"at line {error.lineno}, column {error.colno}"
        why = "The mark \\ is not doubled" if _LONE_BACKSLASH.search(source.data) else "It may be cut short"
        raise UnreadableFile(f"{source.name}: the JSON is not sound {where}. {why}. Export it again.") from None
    except RecursionError:
        raise UnreadableFile(f"{source.name}: the JSON is nested too deeply for a register. Export it again.") from None
    except ValueError:
        raise UnreadableFile(f"{source.name}: the JSON holds a number that cannot be. Export it again.") from None


def names(document: object) -> frozenset[str]:
    """The names of the fields of the records, as the first few of each list show them."""
    held = (item for items in _lists(document).values() for item in items[:FIRST])
    return frozenset(name for item in held if isinstance(item, dict) for name in item)


def records(name: str, document: object, needed: Iterable[str]) -> list[object]:
    """The one list whose records have the ``needed`` fields, pages joined; an only list, even if empty, will do. Raises
    LayoutError where there is none or more than one, and where a page has none."""
    want, lists = set(needed), _lists(document)
    fitting = [place for place, items in lists.items() if any(_has(item, want) for item in items[:FIRST])]
    if not fitting and len(lists) == 1:
        fitting = list(lists)
    if len(fitting) != 1:
        found = "more than one list" if fitting else "no list"
        raise LayoutError(f"{name}: {found} of records with the fields {', '.join(sorted(want))}. Export one list.")
    (place,) = fitting
    lacks = _page_without(document, place)
    if lacks:
        raise LayoutError(
            f"{name}: page {lacks} of the file has no list of records as the others have. Fetch it again."
        )
    return lists[place]


def _lists(value: object, depth: int = DEPTH) -> Lists:
    found: Lists = {}
    if isinstance(value, dict) and depth:
        for name, part in value.items():
            found |= {f"{name}/{place}": items for place, items in _lists(part, depth - 1).items()}
    elif isinstance(value, list):
        found[""] = value
        if any(_lists(item, depth) for item in value[:FIRST] if isinstance(item, dict)):
            for page in value:
                for place, items in _lists(page, depth).items():
                    found.setdefault(f"{PAGE}{place}", []).extend(items)
    return found


def _page_without(document: object, place: str) -> int:
    """The number, from 1, of the first page of the file that has no list at ``place``; 0 where there is none."""
    if not (place.startswith(PAGE) and isinstance(document, list)):
        return 0
    inside = place.removeprefix(PAGE)
    return next((number for number, page in enumerate(document, start=1) if inside not in _lists(page)), 0)


def _has(item: object, fields: set[str]) -> bool:
    return isinstance(item, dict) and fields <= set(item)


def _parsed(data: bytes) -> object:
    return json.loads(data, object_pairs_hook=_object, parse_constant=_refuse_constant)


def _by_line(data: bytes) -> list[object]:
    """The documents of a file with one to a line. Raises JSONDecodeError with the line that is none."""
    found = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        try:
            found.extend([_parsed(line)] if line.strip() else [])
        except json.JSONDecodeError as error:
            error.lineno = number
            raise
    return found


def _object(pairs: list[tuple[str, object]]) -> object:
    made = dict(pairs)
    return made if len(made) == len(pairs) else Repeated()


def _refuse_constant(_: str) -> None:
    raise ValueError("NaN and Infinity are not JSON")
