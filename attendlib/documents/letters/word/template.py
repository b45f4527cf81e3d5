"""Which fields does a Word template ask for, and what does it look like for one set of answers?

A template is code, so it may do little: put in a field, ask whether a field is known or a yes or no holds, and nothing
else. Its fields become marks here and not texts: whatever a pupil or school is called passes through no template.
"""

import io
import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from attendlib.documents.letters import faults
from attendlib.documents.letters.word.package import PARSER, Parts, main_part, of_kind, unpacked, w
from attendlib.yamlfile import did_you_mean

OPENS, CLOSES = "\ue000", "\ue001"
"""Stand around the number of a field until its text is put in. Private characters: ``plain`` text may hold them, so
texts are put in after the marks were found, never before."""

FILLED = ("header", "footer", "footnotes")
"""The kinds of part beside the main one in which fields are filled."""

_LEFT = re.compile(rb"\{[{%#]|[}%#]\}")


@dataclass(frozen=True)
class Mark:
    """What a template sees of a field: its number, and whether its text is known."""

    number: int
    known: bool

    def __bool__(self) -> bool:
        return self.known

    def __html__(self) -> str:
        return f"{OPENS}{self.number}{CLOSES}"

    __str__ = __html__


@dataclass(frozen=True, eq=False)
class Template:
    """A template that was looked at and asks for nothing that there is not.

    name: for messages · texts: the fields, in order of their numbers · flags: the yes or noes · asked: those of both
    that decide what is in the letter."""

    name: str
    data: bytes
    texts: tuple[str, ...]
    flags: tuple[str, ...]
    asked: frozenset[str]
    _made: dict[frozenset[str], Parts] = field(default_factory=dict)

    def parts(self, holding: Set[str]) -> Parts:
        """The parts of the letter when the fields ``holding`` are known and the yes or noes among them hold. Each field
        is a mark still."""
        key = frozenset(holding & self.asked)
        if key not in self._made:
            self._made[key] = self._rendered(key)
        return self._made[key]

    def _rendered(self, holding: Set[str]) -> Parts:
        marks: dict[str, object] = {name: Mark(number, name in holding) for number, name in enumerate(self.texts)}
        made, document = io.BytesIO(), DocxTemplate(io.BytesIO(self.data))
        document.render(marks | {name: name in holding for name in self.flags}, _environment())
        document.save(made)
        parts = unpacked(made.getvalue(), self.name)
        for part in (main_part(parts), *of_kind(parts, *FILLED)):
            for element in etree.fromstring(parts[part], PARSER).iter():
                if element.tag != w("t") and OPENS in (element.text or ""):
                    raise faults.TemplateError(
                        f"{self.name}: a field stands in a drawing or diagram, where it cannot be filled: move it into "
                        "the text."
                    )
        return parts


def template(name: str, data: bytes, texts: Sequence[str], flags: Sequence[str]) -> Template:
    """The template in ``data``, which may use these fields. Raises TemplateError with everything wrong with it."""
    parts = unpacked(data, name)
    filled = [main_part(parts), *of_kind(parts, *FILLED)]
    asked: set[str] = set()
    wrong: list[str] = []
    for part in filled:
        try:
            tree = _environment().parse(DocxTemplate(io.BytesIO(data)).patch_xml(parts[part].decode("utf-8")))
        except (TemplateError, UnicodeDecodeError) as error:
            wrong.append(f"a field or condition is not closed or cannot be understood ({_without_markup(str(error))})")
            continue
        wrong += _wrong(tree, texts, flags, asked)
    for part in sorted(parts.keys() - set(filled)):
        if part.startswith(("word/", "docProps/")) and part.endswith(".xml") and _LEFT.search(parts[part]):
            wrong.append(f"a field stands in {part.rsplit('/')[-1]}, where none is filled: move it into the text")
    if wrong:
        raise faults.TemplateError("\n".join(f"{name}: {what}." for what in dict.fromkeys(wrong)))
    found = Template(name, data, tuple(texts), tuple(flags), frozenset(asked))
    found.parts(frozenset())
    return found


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _without_markup(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text).strip().rstrip(".")


def _wrong(tree: nodes.Template, texts: Sequence[str], flags: Sequence[str], asked: set[str]) -> Iterator[str]:
    """What one part may not do; notes in ``asked`` the names that its conditions ask for."""
    may = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.If, nodes.And, nodes.Or, nodes.Not)
    for node in (tree, *tree.find_all(nodes.Node)):
        if not isinstance(node, may):
            yield "only {{ field }} and {% if field %} with elif, else and endif are understood: take out the rest"
        if isinstance(node, nodes.Output):
            shown = [part.name for part in node.nodes if isinstance(part, nodes.Name)]
            yield from (
                f'"{name}" is a yes or no: ask for it with {{% if {name} %}}' for name in shown if name in flags
            )
            yield from (_unknown(name, texts) for name in shown if name not in (*texts, *flags))
        if isinstance(node, nodes.If):
            names = [n.name for n in (node.test, *node.test.find_all(nodes.Name)) if isinstance(n, nodes.Name)]
            asked.update(names)
            yield from (_unknown(name, (*texts, *flags)) for name in names if name not in (*texts, *flags))


def _unknown(name: str, known: Sequence[str]) -> str:
    return f'there is no field "{name}": {did_you_mean(name, list(known))}. `attendlib letters --fields` lists them'
