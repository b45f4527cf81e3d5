"""What may stand in a line of a policy: a name, words, an outcome, a number or the setting that holds it?"""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Outcome = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, to_lower=True)]
"""An outcome in the interventions table, where capitals make no difference."""
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]


def _limit(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise ValueError("write a number, or the name of a setting")
    return value


Limit = Annotated[Any, AfterValidator(_limit)]
"""A number, or the name of the setting that holds it."""


class Strict(BaseModel):
    """A part of a policy: nothing is in it that is not asked for, and nothing is taken for what it is not."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
