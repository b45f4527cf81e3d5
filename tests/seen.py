"""What does a reader see of a block?"""

from typing import Any

from attendlib.report.blocks import Block


def cells(block: Any) -> list[dict[str, str]]:
    """A table block's rows as shown, by column key."""
    body = block.json()
    keys = [column["key"] for column in body["columns"]]
    return [dict(zip(keys, (cell["shown"] for cell in row), strict=True)) for row in body["rows"]]


def heads(block: Any) -> list[str]:
    """A table block's headings."""
    return [column["label"] for column in block.json()["columns"]]


def said(block: Block | None) -> str:
    """Every text of a block, its figures too, in one line; empty for no block."""
    return " ".join(texts(block.json())) if block is not None else ""


def texts(value: Any) -> list[str]:
    """Every text in what a block holds, one by one."""
    if isinstance(value, dict):
        return [text for part in value.values() for text in texts(part)]
    if isinstance(value, list):
        return [text for part in value for text in texts(part)]
    return [str(value)] if isinstance(value, str) and value else []
