"""The first look at an export: which rows there are, and what the relationship tables say of them.

Relationships stand in tables of their own; a record carries its relationships. So they are gathered first, by the row
that will carry them: where they start, or where they end when the other end is not in the export.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graph.loaders.servicenow.options import ServiceNowOptions
from graph.loaders.servicenow.relations import STOCK, STOCK_IDS, Meaning
from graph.loaders.servicenow.rows import BadField, Row
from graph.loaders.servicenow.tables import MEMBERS, RELATION_TYPES, RELATIONS, is_wanted, label_of
from graph.records.identity import by_key
from graph.records.model import Link, Rejected, Value
from graph.schema import model

_KNOW = "Say in the option `relations` what it means, or `ignore`."


@dataclass(frozen=True, slots=True)
class _Relation:
    """One row of a relationship table, as long as its ends are not known."""

    file: str
    line: int
    key: str
    start: str
    end: str
    type: str
    """sys_id or name of its type; empty for a membership."""
    shown: str
    """The type as it is displayed."""
    properties: dict[str, Value]


@dataclass
class Survey:
    """What the first look found."""

    source: str
    options: ServiceNowOptions
    tables: set[str] = field(default_factory=set)
    labels: dict[str, str] = field(default_factory=dict)
    """sys_id of each row that is read to its label."""
    links: dict[str, list[Link]] = field(default_factory=lambda: defaultdict(list))
    """sys_id to the relationships that its record carries."""
    rejected: dict[str, list[Rejected]] = field(default_factory=lambda: defaultdict(list))
    """File to its relationships that could not be read."""
    types: dict[str, str] = field(default_factory=dict)
    """sys_id of a type of relationship to its name."""
    relations: list[_Relation] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """One row of the export."""
        if row.table in self.options.ignore:
            return
        self.tables.add(row.table)
        if row.table == RELATION_TYPES:
            self.types[row.key] = row.text("name") or row.text("sys_name")
        elif row.table in (RELATIONS, MEMBERS):
            self._hold(row)
        elif (label := label_of(row.table)) and is_wanted(row, self.options):
            self.labels[row.key] = label

    def _hold(self, row: Row) -> None:
        ends = ("user", "group") if row.table == MEMBERS else ("parent", "child")
        try:
            start, end = (row.reference(field) for field in ends)
            for field_, value in zip(ends, (start, end), strict=True):
                if not value:
                    raise BadField(field_, "", "the relationship has only one end.", "Correct it there.")
            type_ = "" if row.table == MEMBERS else row.text("type")
            self.relations.append(
                _Relation(row.file, row.line, row.key, start, end, type_, row.shown("type"), self._redundancy(row))
            )
        except BadField as bad:
            self.reject(row.file, row.line, row.key, bad)

    def _redundancy(self, row: Row) -> dict[str, Value]:
        found = {name: row.text(field_) for name, field_ in self.options.redundancy.items()}
        return {name: text for name, text in found.items() if text}

    def reject(self, file: str, line: int, key: str, bad: BadField) -> None:
        """Notes a relationship that cannot be read. Its key is that of no record, so no record is spared for it."""
        self.rejected[file].append(Rejected(file, line, bad.field, bad.value, bad.reason, bad.remedy, f"{RELATIONS}/{key}"))

    def settle(self) -> None:
        """Once every row was seen: each relationship goes to the record that will carry it."""
        own = self.options.meanings()
        for relation in self.relations:
            try:
                meaning = Meaning("MEMBER_OF") if not relation.type else self._meaning(relation, own)
                if meaning.type:
                    self._settle(relation, meaning)
            except BadField as bad:
                self.reject(relation.file, relation.line, relation.key, bad)
        self.relations.clear()

    def _meaning(self, relation: _Relation, own: dict[str, Meaning]) -> Meaning:
        name = self.types.get(relation.type) or STOCK_IDS.get(relation.type) or relation.shown
        folded = name.casefold()
        found = own.get(folded) or STOCK.get(folded)
        if not found:
            remedy = _KNOW if "::" in name else "Export cmdb_rel_type too, or with sysparm_display_value=all."
            raise BadField("type", name, "nobody knows what this type of relationship means.", remedy)
        return found

    def _settle(self, relation: _Relation, meaning: Meaning) -> None:
        """Turns the ends as the meaning says, and hands the link to the end that is in the export."""
        parent, child = relation.start, relation.end
        if meaning.whole and not self._alike(parent, child, relation):
            meaning = Meaning("DEPENDS_ON")
        start, end = (parent, child) if meaning.from_parent else (child, parent)
        self._check(relation, meaning.type, start, end)
        said = relation.properties if model.TYPES[meaning.type].travels else {}
        if start in self.labels:
            self.links[start].append(Link(meaning.type, by_key(self.source, end), said))
        elif end in self.labels:
            self.links[end].append(Link(meaning.type, by_key(self.source, start), said, outgoing=False))
        else:
            reason = "neither end of the relationship is in the export."
            raise BadField("parent", relation.start, reason, "Export the tables of its ends too, or ignore its type.")

    def _alike(self, parent: str, child: str, relation: _Relation) -> bool:
        """Whether a whole and its part are PART_OF: likes, and no redundancy is stated."""
        if relation.properties:
            return False
        one, other = self.labels.get(parent), self.labels.get(child)
        return one is None or other is None or one == other

    def _check(self, relation: _Relation, type_: str, start: str, end: str) -> None:
        ends = self.labels.get(start), self.labels.get(end)
        if ends[0] and ends[1] and not model.joins(model.TYPES[type_], ends[0], ends[1]):
            reason = f"{type_} cannot lead from a {ends[0]} to a {ends[1]}."
            raise BadField("type", relation.shown or relation.type or "member", reason, _KNOW)
