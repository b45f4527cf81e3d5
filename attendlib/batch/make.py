"""How does one due notebook become documents, proved whole, in a folder where nobody reads them yet?"""

import hashlib
import time
from pathlib import Path

from nbformat import NotebookNode

from attendlib.batch.disk import write
from attendlib.batch.execute import executed, prove_complete
from attendlib.batch.job import Job, Made
from attendlib.batch.told import problem, trace
from attendlib.documents import FORMATS, prove_opens
from attendlib.documents.shown import shown, title_of
from attendlib.names import FOR_WHOM


def make(job: Job) -> Made:
    """Execute a notebook and write its documents. Whatever goes wrong is told in the result, never raised: one school's
    failure is its own."""
    started = time.perf_counter()
    try:
        notebook = executed(job)
        prove_complete(notebook, job.due.parameters["run"])
        files = dict(_written(notebook, job, name) for name in job.formats)
        rules, readers = _rules_of(notebook), _readers_of(notebook)
    except Exception as error:
        return Made(job.due, {}, problem(error), trace(error), seconds=time.perf_counter() - started)
    return Made(job.due, files, rules=rules, readers=readers, seconds=time.perf_counter() - started)


def _written(notebook: NotebookNode, job: Job, name: str) -> tuple[str, str]:
    """Write one document, read it back and prove that it opens; returns its file name and SHA-256."""
    suffix, convert = FORMATS[name]
    place = Path(job.into) / f"{job.due.notebook}{suffix}"
    write(place, convert(notebook))
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
