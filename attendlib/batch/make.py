"""How does one due notebook become documents, proved whole, in a folder where nobody reads them yet?"""

import hashlib
import time
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode

from attendlib.batch.disk import write
from attendlib.batch.execute import executed
from attendlib.batch.job import Job, Made
from attendlib.batch.others import said_of_others, that_read_others
from attendlib.batch.told import problem, trace
from attendlib.documents import FORMATS, prove_opens
from attendlib.documents.shown import shown, title_of
from attendlib.names import FOR_WHOM


def make(job: Job) -> Made:
    """Execute a notebook and write its documents, or find that those that are there would say the same. Whatever goes
    wrong is told in the result, never raised: one school's failure is its own."""
    started = time.perf_counter()
    try:
        made = _made(job)
    except Exception as error:
        made = Made(job.due, {}, problem(error), trace(error))
    return replace(made, seconds=time.perf_counter() - started)


def _made(job: Job) -> Made:
    kept = Made(job.due, {}, said=job.said, kept=True)
    part = that_read_others(Path(job.source)) if job.said else None
    if part is not None and said_of_others(executed(job, part)) == job.said:
        return kept
    notebook = executed(job)
    said = said_of_others(notebook) if job.due.urn else ""
    if job.said and said == job.said:
        return kept
    files = dict(_written(notebook, job, name) for name in job.formats)
    return Made(job.due, files, rules=_rules_of(notebook), readers=_readers_of(notebook), said=said)


def _written(notebook: NotebookNode, job: Job, name: str) -> tuple[str, str]:
    """Write one document, read it back and prove that it opens; returns its file name and SHA-256."""
    place = Path(job.into) / f"{job.due.notebook}{FORMATS[name].suffix}"
    write(place, FORMATS[name].make(notebook))
    data = place.read_bytes()
    prove_opens(name, data, notebook)
    return place.name, hashlib.sha256(data).hexdigest()


def _readers_of(notebook: NotebookNode) -> dict[str, str]:
    """Whom the report says it is for, and the words that restrict it, empty where it is open."""
    title = title_of(shown(notebook)) or {"facts": [], "restricted": ""}
    whom = [fact["value"] for fact in title["facts"] if fact["label"] == FOR_WHOM]
    return {"for": "".join(whom), "restricted": title["restricted"]}


def _rules_of(notebook: NotebookNode) -> tuple[dict[str, str], ...]:
    """The rules that the report says it rests on: name, value, since and reference of each."""
    tables = [item.block["table"] for item in shown(notebook) if item.kind == "rules"]
    return tuple(
        {column["key"]: cell.get("value", cell["shown"]) for column, cell in zip(table["columns"], row, strict=True)}
        for table in tables
        for row in table["rows"]
    )
