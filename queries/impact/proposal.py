"""What the rows of a change mean: links between nodes given by id or name, or between new ones given as `new:Label:Name`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from graph.errors import WrongUse, nearest
from graph.refusals import refusal
from graph.schema import model as schema
from graph.schema.relationships import Failure
from queries.impact.changefile import Row
from queries.impact.changes import Link
from queries.impact.model import Node, Nodes
from queries.lookup import suggested

NEW = "new:"
_ACTIONS = ("add", "remove")
_OF_A_GROUP = ("needs", "weight")


def links(rows: Iterable[Row], nodes: Nodes) -> list[Link]:
    """The links of a change; raises WrongUse that names file, line, field and remedy of the first row that cannot be meant."""
    ends, found = _Ends(nodes), dict[tuple[Any, ...], Link]()
    for row in rows:
        link = _link(row, ends)
        first = found.setdefault((link.add, *link.key), link)
        if first is not link:
            raise WrongUse(f"It says the same as {first.where}: {link}.", where=row.where, remedy="Leave one of them out.")
    if not found:
        raise WrongUse("The change has no rows.", remedy="Give at least one link to add or to remove.")
    return list(found.values())


def _link(row: Row, ends: _Ends) -> Link:
    action = row.cells.get("action", "").casefold()
    if action not in _ACTIONS:
        raise _wrong(row, "action", f"{_shown(action)} is no action.", nearest(action, _ACTIONS) or "Use add or remove.")
    add = action == "add"
    start, end = ends.meant(row, "from", new=add), ends.meant(row, "to", new=add)
    if start.id == end.id:
        raise _wrong(row, "to", f"{start.name} would lead to itself.", "Name another node.")
    return Link(add, _type(row, start, end), start, end, row.where, **_properties(row, add))


def _type(row: Row, start: Node, end: Node) -> str:
    type_, known = row.cells.get("type", ""), schema.travelling()
    if type_ not in known:
        remedy = nearest(type_, known) or f"Use {', '.join(known)}."
        raise _wrong(row, "type", f"{_shown(type_)} is no type of link along which failure travels.", remedy)
    declared = schema.relationship(type_)
    if not schema.joins(declared, start.label, end.label):
        ends = (" or ".join(label.__name__ for label in labels) for labels in (declared.source, declared.target))
        said = f"{type_} cannot lead from {start.name}, a {start.label}, to {end.name}, a {end.label}."
        raise _wrong(row, "type", said, "It leads from {} to {}.".format(*ends))
    return type_


def _properties(row: Row, add: bool) -> dict[str, Any]:
    given = {name: text for name, text in row.cells.items() if name in Failure.model_fields}
    if given and not add:
        raise _wrong(row, next(iter(given)), "A removal takes the link whatever it says.", "Leave the cell empty.")
    for name in _OF_A_GROUP:
        if name in given and "group" not in given:
            raise _wrong(row, name, "It means something in a group only.", "Name the group, or leave the cell empty.")
    try:
        made = Failure.model_validate(given)
    except ValidationError as problem:
        refused = refusal(problem, Failure, given)
        raise _wrong(row, refused.place, f"{refused.said[:1].upper()}{refused.said[1:]}", refused.remedy) from problem
    if made.needs == 0:
        raise _wrong(row, "needs", "It is 0, which nothing can fail to meet.", "Give 1 or more.")
    return made.model_dump()


class _Ends:
    """Nodes by what people write."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes

    def meant(self, row: Row, field: str, *, new: bool) -> Node:
        """The node that a cell names, known or new."""
        text = row.cells.get(field, "")
        if not text:
            raise _wrong(row, field, "It is empty.", "Give the id or the name of a node.")
        if text.casefold().startswith(NEW):
            return self._new(row, field, text, new=new)
        found = self.nodes.called(text)
        if len(found) == 1:
            return self.nodes[found[0]]
        if found:
            ids = ", ".join(sorted(self.nodes.ids[i] for i in found)[:5])
            raise _wrong(row, field, f"{len(found)} nodes are called {_shown(text)}.", f"Give the id of one: {ids}.")
        near = suggested(text, [*self.nodes.names, *self.nodes.ids])
        raise _wrong(row, field, f"There is no node {_shown(text)}.", near or "Add one that is to come as new:Label:Name.")

    def _new(self, row: Row, field: str, text: str, *, new: bool) -> Node:
        label, _, name = (part.strip() for part in text[len(NEW) :].partition(":"))
        known = schema.travelling_labels()
        if not new:
            raise _wrong(row, field, "A new node has no link to remove.", "Name a node of the graph.")
        if label not in known:
            remedy = nearest(label, known) or f"Write {NEW}Label:Name; labels are {', '.join(known)}."
            raise _wrong(row, field, f"There is no label {_shown(label)} for a new node.", remedy)
        if not name:
            raise _wrong(row, field, "The new node has no name.", f"Write {NEW}{label}:Name.")
        if any(self.nodes[place].label == label for place in self.nodes.called(name)):
            raise _wrong(row, field, f"There is a {label} {_shown(name)} already.", f"Write its name without {NEW}{label}:.")
        return Node(f"{NEW}{label}:{name}", label, name)


def _wrong(row: Row, field: str, what: str, remedy: str) -> WrongUse:
    return WrongUse(what, where=f"{row.where}, {field}", remedy=remedy)


def _shown(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"
