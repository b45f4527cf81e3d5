"""Which records does a JSON file hold?"""

import json
from collections.abc import Iterable, Iterator

from attendlib.errors import LayoutError, UnreadableFile
from attendlib.readers.source import Source


class Repeated:
    """Stands for an object in which one field stands twice: which value is meant cannot be told."""


def document(source: Source) -> object:
    """The parsed document. Raises UnreadableFile where it is not sound JSON or is nested too deeply."""
    try:
        return json.loads(source.data, object_pairs_hook=_object, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise UnreadableFile(
            f"{source.name}: the JSON is not sound at line {error.lineno}, column {error.colno}. "
            "It may be cut short. Export it again."
        ) from None
    except RecursionError:
        raise UnreadableFile(f"{source.name}: the JSON is nested too deeply for a register. Export it again.") from None
    except ValueError:
        raise UnreadableFile(f"{source.name}: the JSON holds a number that cannot be. Export it again.") from None


def names(document: object) -> frozenset[str]:
    """The names of the fields of the records, as the first few of each list show them."""
    return frozenset(
        name for _, items in _lists(document) for item in items[:20] if isinstance(item, dict) for name in item
    )


def records(name: str, document: object, needed: Iterable[str]) -> list[object]:
    """The one list whose records have the ``needed`` fields; an only list, even if empty, will do. Raises LayoutError
    where there is none or more than one."""
    want, lists = set(needed), list(_lists(document))
    fitting = [items for _, items in lists if any(isinstance(item, dict) and want <= set(item) for item in items[:20])]
    if not fitting and len(lists) == 1:
        fitting = [lists[0][1]]
    if len(fitting) != 1:
        found = "more than one list" if fitting else "no list"
        raise LayoutError(f"{name}: {found} of records with the fields {', '.join(sorted(want))}. Export one list.")
    return fitting[0]


def _lists(document: object) -> Iterator[tuple[str, list[object]]]:
    """The document itself if it is a list, else the lists among its fields."""
    if isinstance(document, list):
        yield "", document
    elif isinstance(document, dict):
        yield from ((name, value) for name, value in document.items() if isinstance(value, list))


def _object(pairs: list[tuple[str, object]]) -> object:
    made = dict(pairs)
    return made if len(made) == len(pairs) else Repeated()


def _refuse_constant(_: str) -> None:
    raise ValueError("NaN and Infinity are not JSON")
