"""How does an executed notebook become one HTML page?

``jupyter nbconvert --to attendlib-html report.ipynb`` and ``to_html`` give the same page: the blocks and the prose,
without code, in a page that asks for nothing from anywhere. Its bytes follow from the notebook's blocks alone. Where a
table can be sorted and searched, the page holds one script of ours, which its security policy names by its hash.
"""

import re
from functools import lru_cache
from itertools import groupby
from typing import Any

from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode

from attendlib.documents.exporter import ReportExporter
from attendlib.documents.prose import prose_html
from attendlib.documents.report import Report
from attendlib.documents.shell import TEMPLATES, shell
from attendlib.documents.shown import Shown
from attendlib.report.escape import escaped

_OWN_STYLE = re.compile(r"^<style>.*?</style>\n", re.DOTALL)
_ID = re.compile(r'\bid="([^"]+)"')
_REFERENCE = re.compile(r'\b(id|href|xlink:href|aria-labelledby|clip-path)="([^"]*)"|\burl\(#([^)"]+)\)')


class HtmlReport(ReportExporter, TemplateExporter):
    """The nbconvert exporter ``attendlib-html``."""

    export_from_notebook = "attendlib report (HTML)"
    output_mimetype = "text/html"
    suffix = ".html"

    def _template_name_default(self) -> str:
        return "attendlib_html"

    def __init__(self, **traits: Any) -> None:
        super().__init__(**{"extra_template_basedirs": [str(TEMPLATES)], **traits})

    def made(self, report: Report) -> str:
        """The page of a report."""
        return str(self.template.render(page=_page(report), escaped=escaped)).strip() + "\n"


def to_html(notebook: NotebookNode, title: str | None = None) -> str:
    """The page as text: no time, path or cell id in it. Raises ExportError as ``report_of`` does."""
    page, _ = _exporter(title or "").from_notebook_node(notebook)
    return str(page)


@lru_cache(maxsize=8)
def _exporter(title: str) -> HtmlReport:
    """Kept, because its templates take longer to compile than a page takes to fill in."""
    return HtmlReport(title=title)


def _page(report: Report) -> dict[str, Any]:
    taken: set[str] = {"contents", "content"}
    top = _own_ids(_bare(report.opening), taken) if report.opening else ""
    first, body = (_body(part, taken) for part in (report.body[: report.first_page], report.body[report.first_page :]))
    return {
        **shell(report.name, explores=any("explorable" in item.block for item in report.body)),
        "top": top or f'<div class="al-block al-title"><h1>{escaped(report.name)}</h1></div>',
        "contents": [(anchor, words) for anchor, words, _ in (*first, *body) if anchor],
        "first": [html for _, _, html in first],
        "body": [html for _, _, html in body],
        "rules": [_own_ids(_bare(item), taken) for item in report.rules],
        "restricted": report.restricted,
    }


def _body(items: tuple[Shown, ...], taken: set[str]) -> list[tuple[str, str, str]]:
    """Anchor and words for the contents (empty unless a section begins), and the HTML, in order."""
    made: list[tuple[str, str, str, str]] = []
    for item in items:
        html = _own_ids(prose_html(item.prose) if item.kind == "prose" else _bare(item), taken)
        opens = item.kind == "section" and int(item.block["level"]) == 2
        anchor, words = (_ID.findall(html)[0], str(item.block["title"])) if opens else ("", "")
        if html:
            made.append((item.kind, anchor, words, html))
    return _charts_together(made)


def _charts_together(parts: list[tuple[str, str, str, str]]) -> list[tuple[str, str, str]]:
    """Charts that follow each other share a row where the screen is wide enough."""
    made: list[tuple[str, str, str]] = []
    for is_chart, run in groupby(parts, key=lambda part: part[0] == "chart"):
        group = [(anchor, words, html) for _, anchor, words, html in run]
        together = is_chart and len(group) > 1
        made += [("", "", f'<div class="al-charts">{"".join(part[2] for part in group)}</div>')] if together else group
    return made


def _bare(item: Shown) -> str:
    """A block's HTML without the stylesheet that it carries for JupyterLab."""
    return _OWN_STYLE.sub("", item.html, count=1)


def _own_ids(html: str, taken: set[str]) -> str:
    """``html`` with its ids, and what points at them, made different from those ``taken`` on the page already."""
    names: dict[str, str] = {}
    for name in _ID.findall(html):
        fresh, at = name, 1
        while fresh in taken:
            at += 1
            fresh = f"{name}-{at}"
        taken.add(fresh)
        names[name] = fresh
    changed = {name: fresh for name, fresh in names.items() if name != fresh}
    return _REFERENCE.sub(lambda found: _renamed(found, changed), html) if changed else html


def _renamed(found: re.Match[str], changed: dict[str, str]) -> str:
    if found[3]:
        return f"url(#{changed.get(found[3], found[3])})"
    words = [_target(word, changed) for word in found[2].split(" ")]
    return f'{found[1]}="{" ".join(words)}"'


def _target(word: str, changed: dict[str, str]) -> str:
    if word.startswith("url(#"):
        return f"url(#{changed.get(word[5:-1], word[5:-1])})"
    return f"#{changed.get(word[1:], word[1:])}" if word.startswith("#") else changed.get(word, word)
