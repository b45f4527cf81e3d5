"""What was made from what, by which rules and programs?

The record that a run leaves of itself. It names files by their SHA-256 and no pupil. Two runs of the same have the same
digest: times, and where the city lies, are not in it.
"""

import json
import os
import platform
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from attendlib.batch.bench import Bench
from attendlib.batch.disk import put
from attendlib.batch.job import Made
from attendlib.batch.ledger import Entry
from attendlib.batch.origin import program_digest, versions
from attendlib.intake.changed import digest, sha256_of
from attendlib.policy import rules_digest

MANIFEST = "manifest.json"
APART = ("digest", "folder", "timings")
"""What the digest leaves out: itself, the way from the manifest to the city file's folder, and times."""

CHECKS = ("every cell ran, in order, without an error", "the end mark was shown", "it opens, with every heading")
"""What every document in place has passed."""


def put_manifest(bench: Bench, made: Iterable[Made], timings: Mapping[str, Any]) -> None:
    """Write the manifest of a run's folder as it is now."""
    plan, city, desk, entries = bench.plan, bench.city, bench.desk, bench.ledger.entries()
    folder = Path(os.path.relpath(city.city.path.parent.resolve(), desk.out.resolve())).as_posix()
    told = {
        "manifest": 1,
        "period": {"academic_year": city.city.academic_year, "as_of": str(city.to_date(plan.settings.as_of).end)},
        "program": _program(),
        "inputs": _inputs(bench),
        "rules": {"digest": rules_digest(), "used": _rules(entries.values())},
        "outputs": [output for entry in entries.values() for output in _outputs(entry, desk.out, plan.known)],
        "failures": [{"document": key, "problem": problem} for key, problem in bench.ledger.failures().items()],
    }
    seconds = {one.due.key: round(one.seconds, 3) for one in made}
    apart = {"folder": folder, "timings": {**timings, "documents": seconds}}
    whole = told | {"digest": digest_of(told)} | apart
    put(desk.out / MANIFEST, (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode(), desk.hidden)


def digest_of(told: Mapping[str, Any]) -> str:
    """The digest of a manifest, of all in it that two runs of the same have in common."""
    common = {key: value for key, value in told.items() if key not in APART}
    return digest(json.dumps(common, sort_keys=True))


def _program() -> dict[str, Any]:
    system = f"{sys.platform} {platform.machine()}"
    return {"digest": program_digest(), "python": platform.python_version(), "system": system, "versions": versions()}


def _inputs(bench: Bench) -> dict[str, Any]:
    """Every file that was read, by its path from the city file's folder, and what became of the registers' records."""
    city, tables = bench.city, bench.inputs.said.tables
    accounts = {account.file: asdict(account) for account in city.accounts}
    digests = {file["path"]: file["sha256"] for e in city.entries.values() for file in e["fingerprint"]["files"]}
    folder = city.city.path.parent
    return {
        "city": {"path": city.city.path.name, "sha256": sha256_of(city.city.path)},
        "tables": [{"holds": kind, "path": name, "sha256": sha256_of(folder / name)} for kind, name in tables.items()],
        "registers": [
            {"path": entry.path, "sha256": digests.get(entry.path, "")} | accounts.get(entry.called, {"urn": entry.urn})
            for entry in (*city.city.registers, *city.city.census)
        ],
    }


def _outputs(entry: Entry, out: Path, known: Iterable[str]) -> Iterable[dict[str, Any]]:
    """The files of one entry of the ledger, those of which something is there."""
    for name, sha256 in entry.files.items():
        place = out / entry.folder / name
        if not place.is_file():
            continue
        told = {"path": place.relative_to(out).as_posix(), "sha256": sha256, "bytes": place.stat().st_size}
        if entry.folder:
            told |= {"urn": entry.urn, "notebook": entry.notebook, **entry.readers, "checks": list(CHECKS)}
            told |= {"stale": True} if entry.key not in known else {}
        yield told


def _rules(entries: Iterable[Entry]) -> list[dict[str, str]]:
    """Every rule that a document says it rests on, once."""
    found = {tuple(sorted(rule.items())): rule for entry in entries for rule in entry.rules}
    return [rule for _, rule in sorted(found.items())]
