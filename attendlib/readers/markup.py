"""Which elements does an XML file hold?

Read as a stream, so that a large file needs little memory. A document type is refused, whatever it says, because it can
name other files and multiply text. Names are told without their namespace.
"""

import io
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from attendlib.errors import UnreadableFile
from attendlib.readers.source import Source

_GLANCE = 5000
"""So many elements are looked at to recognise a layout."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def local(element: etree._Element) -> str:
    """The element's name without its namespace, with ``_x0020_`` (a space, as some exports write it) read as it is
    meant."""
    return _local(element.tag)


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), tag.rpartition("}")[2])


def text_of(parent: etree._Element, *names: str) -> str | None:
    """The text of the one child called by any of ``names``, outer blanks kept; None where there is none. Two of them,
    or one that holds elements, is None as well: which text is meant cannot be told."""
    children = [child for child in parent if local(child) in names]
    return (children[0].text or "") if len(children) == 1 and not len(children[0]) else None


def elements(source: Source, *names: str) -> Iterator[etree._Element]:
    """Every element called by one of ``names``, in order, forgotten as soon as the next is asked for. Raises
    UnreadableFile for XML that is not well-formed or has a document type."""
    root(source)
    for _, element in _events(source, ("end",), tag=[f"{{*}}{name}" for name in names]):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def names(source: Source) -> tuple[str, frozenset[str]]:
    """The root's name, and the names of the first few thousand elements. Raises UnreadableFile as ``elements``."""
    events = islice(_events(source, ("start",)), _GLANCE)
    return root(source), frozenset(local(element) for _, element in events)


def root(source: Source) -> str:
    """The root element's name. Raises UnreadableFile where a document type stands before it."""
    _, element = next(_events(source, ("start",)))
    if element.getroottree().docinfo.doctype:
        raise UnreadableFile(
            f"{source.name}: the XML has a document type (<!DOCTYPE ...>), which no register needs and which can do "
            "harm. Remove it, or export the file again."
        )
    return local(element)


def _events(source: Source, events: tuple[str, ...], tag: list[str] | None = None) -> Iterator:
    """Parse events with entities, network, document types and oversized trees all off."""
    parse = etree.iterparse(
        io.BytesIO(source.data),
        events=events,
        tag=tag,
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        yield from parse
    except etree.XMLSyntaxError as error:
        # The parser's own message may quote the text it stumbled on, so only the place is passed on.
        line, column = error.position
        raise UnreadableFile(
            f"{source.name}: the XML is not well-formed at line {line}, column {column}. It may be cut short or saved "
            "in another encoding than it declares. Export it again."
        ) from None
    except (LookupError, ValueError):
        raise UnreadableFile(
            f"{source.name}: the XML declares an encoding that is not known. Save it as UTF-8."
        ) from None
