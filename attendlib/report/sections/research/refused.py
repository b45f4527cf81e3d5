"""What is shown in place of a result that these data cannot give?

A paper goes on where one of its models cannot be fitted, and says which and why.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from attendlib.errors import ResearchError
from attendlib.report.blocks import Callout

T = TypeVar("T")


@dataclass(frozen=True)
class Refused:
    """Why there is no result."""

    why: str


def tried(work: Callable[..., T], *given: Any, **options: Any) -> T | Refused:
    """What ``work`` comes to with what it is given, or why it comes to nothing."""
    try:
        return work(*given, **options)
    except ResearchError as error:
        return Refused(str(error))


def or_why(show: Callable[..., T]) -> Callable[..., T | Callout]:
    """``show``, or where its first argument was refused a callout that says why."""

    @wraps(show)
    def shown(result: Any, *more: Any) -> T | Callout:
        return Callout("note", "Not worked out", result.why) if isinstance(result, Refused) else show(result, *more)

    return shown
