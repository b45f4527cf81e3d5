"""What was made from what, by which rules and programs?

The record that a run leaves of itself. It names files by their SHA-256 and no pupil, and has the figures of schools
and city that the city's report has. Two runs of the same have the same digest: times, and where the city lies, are not
in it.
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
from attendlib.batch.figures import figures_of
from attendlib.batch.job import Made
from attendlib.batch.ledger import Entry
from attendlib.batch.origin import program_digest, versions
from attendlib.batch.plan import Plan, policy_of
from attendlib.batch.publish import HIDDEN
from attendlib.errors import RunError
from attendlib.intake import OpenCity
from attendlib.intake.changed import digest, identity, sha256_of
from attendlib.intake.remembered import remember
from attendlib.policy import rules_digest

MANIFEST = "manifest.json"
APART = ("digest", "folder", "timings")
"""What the digest leaves out: itself, the way from the manifest to the city file's folder, and times."""

KEPT = "manifests"
"""In a run's hidden folder: the manifests of its latest runs, by number."""

RUNS_KEPT = 20

CHECKS = ("every cell ran, in order, without an error", "the end mark was shown", "it opens, with every heading")
"""What every document in place has passed."""


def put_manifest(bench: Bench, made: Iterable[Made], timings: Mapping[str, Any]) -> None:
    """Write the manifest of a run's folder as it is now, and keep it for when runs are compared."""
    plan, city, desk, entries = bench.plan, bench.city, bench.desk, bench.ledger.entries()
    folder = Path(os.path.relpath(city.city.path.parent.resolve(), desk.out.resolve())).as_posix()
    window, settings = city.to_date(plan.settings.as_of), plan.settings
    told: dict[str, Any] = {
        "manifest": 1,
        "period": {"academic_year": city.city.academic_year, "as_of": str(window.end)},
        "asked": {"formats": settings.formats, "notebooks": settings.notebooks.model_dump()} | _policy(plan, city),
        "program": _program(),
        "inputs": _inputs(bench),
        "rules": {"digest": rules_digest(), "used": _rules(entries.values())},
        "outputs": [output for entry in entries.values() for output in _outputs(entry, desk.out, plan.known)],
        "failures": [{"document": key, "problem": problem} for key, problem in bench.ledger.failures().items()],
        "figures": figures_of(city, window),
    }
    seconds = {one.due.key: round(one.seconds, 3) for one in made}
    apart = {"folder": folder, "timings": {**timings, "documents": seconds}}
    whole = told | {"digest": digest_of(told)} | apart
    data = (json.dumps(whole, indent=1, ensure_ascii=False) + "\n").encode()
    put(desk.out / MANIFEST, data, desk.hidden)
    _keep(desk.hidden / KEPT, data, whole["digest"])
    if not bench.inputs.changed():
        urns = [school.urn for school in city.city.schools]
        remember(city.store, told["inputs"]["marks"], urns, window.academic_years)


def _keep(folder: Path, data: bytes, digest: str) -> None:
    """Keep a manifest under the next number, unless the one before says the same."""
    before = kept_in(folder)
    if before and json.loads(before[-1].read_bytes())["digest"] == digest:
        return
    folder.mkdir(exist_ok=True)
    put(folder / f"{int(before[-1].stem) + 1 if before else 1:04}.json", data, folder)
    for old in before[: 1 - RUNS_KEPT]:
        old.unlink()


def kept_in(folder: Path) -> list[Path]:
    """The manifests that are kept there, oldest first."""
    return sorted((place for place in folder.glob("*.json") if place.stem.isdigit()), key=lambda place: int(place.stem))


def home_of(manifest: Path) -> Path:
    """The folder of documents that a manifest tells of: its own, also of one that is kept in the hidden folder."""
    above = manifest.resolve().parent
    return above.parents[1] if (above.name, above.parent.name) == (KEPT, HIDDEN) else manifest.parent


def read_manifest(place: Path) -> dict[str, Any]:
    """What a manifest says. Raises RunError for a file that is none, or was edited."""
    try:
        told = json.loads(place.read_text(encoding="utf-8"))
        whole = told["digest"] == digest_of(told)
    except OSError:
        raise RunError(f"There is no manifest {place}. `attendlib run` leaves one beside its index page.") from None
    except (ValueError, TypeError, KeyError):
        raise RunError(f"{place} is not a manifest that `attendlib run` wrote.") from None
    if not whole:
        raise RunError(f"{place} was changed after it was written, so that it proves nothing: run again.")
    return dict(told)


def digest_of(told: Mapping[str, Any]) -> str:
    """The digest of a manifest, of all in it that two runs of the same have in common."""
    common = {key: value for key, value in told.items() if key not in APART}
    return digest(json.dumps(common, sort_keys=True))


def _policy(plan: Plan, city: OpenCity) -> dict[str, str]:
    """The policy that the run or the city file names, by its name, wherever its file lies; nothing where none does."""
    named = policy_of(plan.settings, city)
    return {"policy": Path(named).stem} if named else {}


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
        "marks": digest(*(part for entry in city.entries.values() for part in identity(entry["fingerprint"]))),
        "tables": [{"holds": kind, "path": name, "sha256": sha256_of(folder / name)} for kind, name in tables.items()],
        "registers": [
            {"path": entry.path, "sha256": digests.get(entry.path, "")} | accounts.get(entry.called, {"urn": entry.urn})
            for entry in (*city.city.registers, *city.city.census)
        ],
        "given": [
            {"path": Path(os.path.relpath(place, folder.resolve())).as_posix(), "sha256": sha256_of(place)}
            for place in bench.inputs.given
            if place.is_file()
        ],
    }


def files_read(inputs: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Every file that a manifest says was read, by its path."""
    # Manifests of earlier versions do not tell of files that notebooks are given.
    named = (*inputs.get("given", ()), inputs["city"], *inputs["tables"], *inputs["registers"])
    return {read["path"]: read for read in named}


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
