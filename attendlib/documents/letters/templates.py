"""Which template has a letter: the school's own, or the one that comes with attendlib?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from attendlib.casework.standing import Policy
from attendlib.documents.letters.faults import TemplateError
from attendlib.documents.letters.fields import fields, flags
from attendlib.documents.letters.word.template import Template, template
from attendlib.documents.letters.word.wording import word_template, wordings
from attendlib.errors import OutputError
from attendlib.yamlfile import did_you_mean

SUFFIX = ".docx"


@dataclass(frozen=True)
class Templates:
    """The templates of a policy's letters. folder: where the schools' own are, if they have any. One of the letter's
    name holds for every school, one in a folder there that is called by a URN for that school alone."""

    policy: Policy
    folder: Path | None = None

    def of(self, letter: str, urn: str) -> Template:
        """The template of a school's letter. Raises TemplateError where there is none, or something is wrong in it."""
        texts, yes = self._names()
        for place in self._own(letter, urn):
            try:
                return _template(f"{place.parent.name}/{place.name}", place.read_bytes(), texts, yes)
            except OSError:
                raise TemplateError(f"{place} cannot be read: check that you may, and that it is a file.") from None
        if letter not in wordings():
            where = f"{self.folder} has no {letter}{SUFFIX} and " if self.folder else ""
            raise TemplateError(
                f'{where}attendlib has no letter "{letter}": {did_you_mean(letter, wordings())}. Give a template of '
                f"your own with --templates DIR, as DIR/{letter}{SUFFIX}."
            )
        return _template(letter, word_template(letter), texts, yes)

    def unused(self) -> list[str]:
        """The templates in the folder that neither a letter of the policy nor one of attendlib's takes."""
        wanted = {f"{name}{SUFFIX}" for name in (*wordings(), *(step.letter for step in self.policy.says.steps))}
        found = sorted(self.folder.rglob(f"*{SUFFIX}")) if self.folder else []
        return [place.name for place in found if place.name not in wanted and not place.name.startswith("~$")]

    def _own(self, letter: str, urn: str) -> list[Path]:
        if self.folder is None:
            return []
        places = (self.folder / urn / f"{letter}{SUFFIX}", self.folder / f"{letter}{SUFFIX}")
        return [place for place in places if place.exists()]

    def _names(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return tuple(f.name for f in fields(self.policy)), tuple(f.name for f in flags(self.policy))


@cache
def _template(name: str, data: bytes, texts: tuple[str, ...], yes: tuple[str, ...]) -> Template:
    return template(name, data, texts, yes)


def own_templates(folder: Path, policy: Policy) -> Templates:
    """The templates of a policy with a school's own. Raises TemplateError where there is no such folder."""
    if not folder.is_dir():
        raise TemplateError(f"There is no folder {folder}: `attendlib letters --copy-templates {folder}` makes one.")
    return Templates(policy, folder)


def copy_templates(folder: Path) -> Sequence[Path]:
    """Write the templates that come with attendlib into a folder, to be edited there. Raises OutputError where one is
    there already, which may have been edited, or cannot be written."""
    places = [folder / f"{name}{SUFFIX}" for name in wordings()]
    for place in places:
        if place.exists():
            raise OutputError(f"{place} is there already and may have been edited: choose an empty folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for place, name in zip(places, wordings(), strict=True):
            place.write_bytes(word_template(name))
    except OSError:
        raise OutputError(f"{folder} cannot be written to: name a folder that you may write to.") from None
    return places
