"""A picture of an answer whose columns are nodes and paths: links between ids, ways written as names, or pairs from and to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from api.pages.addresses import node_address
from api.pages.pictures import model as pictures
from api.pages.pictures.layered import layered
from api.pages.pictures.model import Light, Picture
from api.pages.pictures.ranks import ranked
from api.pages.tables import Row
from queries.contract import Question
from queries.explore.haystack import Haystack, Known

MOST = 300
"""So many nodes are drawn; of more the answer has only its table."""
_WAYS = ("path", "chain")
_TYPE = "leads to"


class _Link(NamedTuple):
    start: str
    end: str
    type: str


def is_drawn(question: Question) -> bool:
    """Whether its columns hold ways or links."""
    return _by_id(question) or _by_name(question)


def _by_id(question: Question) -> bool:
    return {"id", "target"} <= set(question.returns)


def _by_name(question: Question) -> bool:
    return {"from", "to"} <= set(question.returns) or any(way in question.returns for way in _WAYS)


def picture(question: Question, rows: Sequence[Row], names: Haystack) -> Picture | None:
    """What is tied to what; None where there is nothing to draw, or more than can be."""
    links = list(dict.fromkeys(_links(question, rows)))
    ends = list(dict.fromkeys(end for link in links for end in link[:2]))
    if not ends or len(ends) > MOST:
        return None
    pairs = [(link.start, link.end) for link in links]
    labels = {row["id"]: str(row.get("label") or "") for row in rows if _by_id(question)}
    nodes = [_node(end, names, by_id=_by_id(question), label=labels.get(end, "")) for end in ends]
    edges = [pictures.Edge(*link) for link in links]
    places = layered(ranked(ends, pairs), pairs)
    return Picture(question.title, nodes, edges, places, light=Light.NEAR, incoming="From", outgoing="To", strengths={})


def _links(question: Question, rows: Sequence[Row]) -> Iterator[_Link]:
    way = next((way for way in _WAYS if way in question.returns), "")
    for row in rows:
        if _by_id(question):
            yield _Link(row["id"], row["target"], str(row.get("relationship") or _TYPE))
        elif way:
            yield from (_Link(one, other, _TYPE) for one, other in pairwise(str(row[way] or "").split(" > ")))
        else:
            yield _Link(row["from"], row["to"], str(row.get("output") or _TYPE))


def _node(end: str, names: Haystack, *, by_id: bool, label: str) -> pictures.Node:
    """A box; what is told by its name alone leads to a page where one node has that name."""
    having = [known for known in names.find(end, 3) if end == (known.id if by_id else known.name)]
    if by_id:
        known = having[0] if having else Known(label or "Resource", end, end, ())
        return pictures.Node(end, known.label, known.name, href=node_address(end))
    label = having[0].label if having else "Resource"
    return pictures.Node(end, label, end, href=node_address(having[0].id) if len(having) == 1 else "")
