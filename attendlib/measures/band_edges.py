"""From where to where does each band of absence go?

Each runs from its lower edge up to but not including the next; the last has no upper edge. The edges are in the rule
``absence_bands``.
"""

from attendlib.measures.asked import Asked
from attendlib.policy import rule


def lower_edges(asked: Asked) -> tuple[int, ...]:
    """The bands' lower edges in percent of possible sessions missed, by the rule on the window's last day."""
    return tuple(rule("absence_bands").on(asked.window.end)["lower_edges"])


def label(edge: float, edges: tuple[float, ...]) -> str:
    """A band in words: ``0% to under 5%``, ``50% or more``."""
    position = edges.index(edge)
    return f"{edge}% or more" if position == len(edges) - 1 else f"{edge}% to under {edges[position + 1]}%"
