"""What does a notebook cell show?"""

from attendlib.report.blocks import (
    MIME,
    Block,
    Callout,
    Chart,
    Column,
    EndMark,
    Figure,
    Headline,
    PupilList,
    Rules,
    RuleUsed,
    Section,
    Table,
    Title,
    Words,
)
from attendlib.report.faults import BlockError

__all__ = [
    "MIME",
    "Block",
    "BlockError",
    "Callout",
    "Chart",
    "Column",
    "EndMark",
    "Figure",
    "Headline",
    "PupilList",
    "RuleUsed",
    "Rules",
    "Section",
    "Table",
    "Title",
    "Words",
]
