"""What is around every page: its head, its look, and what may run in it?

Kept apart from nbconvert, which takes a second to load and which a page that is made of no notebook does not need.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template

from attendlib import __version__
from attendlib.report.style import css

TEMPLATES = Path(__file__).parent / "templates"
PAGES = TEMPLATES / "attendlib_html"
EXPLORE = PAGES / "explore.js"
STYLES = ("base", "opening", "prose", "headline", "table", "chart", "page", "explore", "print")
SECURITY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def template(name: str) -> Template:
    """The template of a page, which escapes nothing by itself: what it is given holds ``escaped``."""
    return Environment(loader=FileSystemLoader(PAGES)).get_template(name)


def shell(name: str, *, explores: bool) -> dict[str, Any]:
    """What every page needs: its name, stylesheet, security policy and the version that made it; the script where it
    ``explores`` a table, and no other may run."""
    script, allowed = _script() if explores else ("", "")
    return {
        "name": name,
        "css": css(*STYLES),
        "script": script,
        "security": f"{SECURITY}; {allowed}" if allowed else SECURITY,
        "version": __version__,
    }


@cache
def _script() -> tuple[str, str]:
    """The script, and the part of a security policy that allows exactly it."""
    script = f"\n{EXPLORE.read_text(encoding='utf-8')}"
    return script, f"script-src 'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"
