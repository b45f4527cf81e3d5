"""What can a notebook cell show?"""

from attendlib.report.blocks.block import MIME, Block
from attendlib.report.blocks.chart import Chart
from attendlib.report.blocks.column import Column
from attendlib.report.blocks.commentary import Answer, Commentary, Sentence
from attendlib.report.blocks.ending import EndMark, Rules, RuleUsed
from attendlib.report.blocks.explorable import Explorable
from attendlib.report.blocks.headline import Figure, Headline
from attendlib.report.blocks.opening import Section, Title
from attendlib.report.blocks.prose import Callout, Words
from attendlib.report.blocks.several import Several
from attendlib.report.blocks.table import PupilList, Table, ToFillIn

__all__ = [
    "MIME",
    "Answer",
    "Block",
    "Callout",
    "Chart",
    "Column",
    "Commentary",
    "EndMark",
    "Explorable",
    "Figure",
    "Headline",
    "PupilList",
    "RuleUsed",
    "Rules",
    "Section",
    "Sentence",
    "Several",
    "Table",
    "Title",
    "ToFillIn",
    "Words",
]
