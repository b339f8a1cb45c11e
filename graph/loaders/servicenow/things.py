"""Rows become records: services, configuration items, people, teams, places, companies, tickets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from graph.loaders.servicenow.countries import country
from graph.loaders.servicenow.options import ServiceNowOptions
from graph.loaders.servicenow.rows import BadField, Row
from graph.loaders.servicenow.statuses import criticality, status
from graph.loaders.servicenow.survey import Survey
from graph.loaders.servicenow.tables import label_of
from graph.records.identity import by_key
from graph.records.model import Link, Record, Value
from graph.schema import model

Given = dict[str, Value | None]

FIELDS = frozenset({
    "sys_id", "sys_class_name", "name", "operational_status", "install_status", "busines_criticality",
    "service_classification", "short_description", "serial_number", "last_discovered", "location", "parent", "country",
    "email", "active", "first_name", "last_name", "user_name", "web_service_access_only", "internal_integration_user",
    "vendor", "customer", "website", "number", "type", "opened_at", "closed_at", "due_date", "major_incident_state",
    "cmdb_ci", "business_service", "service_offering", "child", "user", "group", "sys_name",
})  # fmt: skip
"""Every field that is read without an option; live answers are asked for these."""

_DEFAULT_REFERENCES: dict[str, list[tuple[str, str, str]]] = {
    "Resource": [("location", "LOCATED_IN", "cmn_location")],
    "Document": [("cmdb_ci", "DESCRIBES", ""), ("business_service", "DESCRIBES", ""), ("service_offering", "DESCRIBES", "")],
}
"""Label to field, type, and the table whose presence in the export makes the field worth reading (empty: always)."""
_PARENTS = {
    "service_offering": ("PART_OF", "cmdb_ci_service"),
    "cmn_location": ("PART_OF", "cmn_location"),
    "sys_user_group": ("PART_OF", "sys_user_group"),
    "core_company": ("SUBSIDIARY_OF", "core_company"),
}


@dataclass(frozen=True)
class Things:
    """Makes records of the rows of one source."""

    source: str
    options: ServiceNowOptions
    survey: Survey

    def record(self, row: Row) -> Record:
        """The record of a row; raises BadField."""
        label = label_of(row.table)
        given = _READERS[row.table if row.table in _READERS else label](row, self.options)
        if not given.get("name"):
            raise BadField("name", "", "the row has no name.", "Give it one, or leave it out of the export.")
        properties = {name: value for name, value in given.items() if value is not None}
        properties |= self._further(row, label)
        links = [*self._links(row, label), *self.survey.links.get(row.key, ())]
        return Record(row.key, label, properties, _once(links), file=row.file, line=row.line)

    def _further(self, row: Row, label: str) -> dict[str, Value]:
        """What the option `fields` adds."""
        known = model.properties(model.node(label))
        wanted = ((field, known[name]) for field, name in self.options.fields.items() if name in known)
        found = ((prop.name, _value(row, field, prop)) for field, prop in wanted)
        return {name: value for name, value in found if value}

    def _links(self, row: Row, label: str) -> Iterator[Link]:
        for field, type_ in self._references(row, label):
            for target in row.references(field):
                yield Link(type_, by_key(self.source, target))

    def _references(self, row: Row, label: str) -> Iterator[tuple[str, str]]:
        own = self.options.references
        may = {declared.type for declared in model.leaving(label)}
        yield from ((field, type_) for field, type_ in own.items() if type_ in may)
        for field, type_, needed in _DEFAULT_REFERENCES.get(label, ()):
            if field not in own and (not needed or needed in self.survey.tables):
                yield field, type_
        type_, needed = _PARENTS.get(row.table, ("", ""))
        if type_ and "parent" not in own and needed in self.survey.tables:
            yield "parent", type_


def _once(links: list[Link]) -> tuple[Link, ...]:
    return tuple({repr(link): link for link in links}.values())


def _value(row: Row, field: str, prop: model.Property) -> Value | None:
    if prop.kind == "day":
        return row.day(field)
    if prop.unit == "minutes":
        return row.minutes(field)
    if prop.kind == "number":
        return row.text(field).removesuffix("%").strip()
    if prop.kind == "texts":
        return [part.strip() for part in row.text(field).split(",") if part.strip()]
    # Values of a choice are codes; the words stand in what is displayed.
    return row.shown(field) if prop.kind == "term" else row.text(field)


def _service(row: Row, _: ServiceNowOptions) -> Given:
    said = f"{row.table} {row.text('service_classification')}".casefold()
    business = "business" in said and row.table != "cmdb_ci_service_technical"
    technical = row.table not in ("cmdb_ci_service", "service_offering") or "technical" in said or "application" in said
    return {
        "name": row.text("name"),
        "kind": "business" if business else "technical" if technical else None,
        "status": status(row),
        "criticality": criticality(row),
        "description": row.text("short_description") or None,
    }


def _process(row: Row, _: ServiceNowOptions) -> Given:
    return {"name": row.text("name"), "status": status(row), "purpose": row.text("short_description") or None}


_KINDS = {"cmdb_ci_information_object": "information", "cmdb_ci_datacenter": "facility"}


def _item(row: Row, _: ServiceNowOptions) -> Given:
    return {
        "name": row.text("name"),
        "kind": _KINDS.get(row.table, "technical"),
        "subtype": row.table.removeprefix("u_").removeprefix("cmdb_ci_").removeprefix("cmdb_ci") or None,
        "serial_number": row.text("serial_number") or None,
        "last_seen": row.day("last_discovered"),
        "status": status(row),
    }


def _place(row: Row, options: ServiceNowOptions) -> Given:
    return {"name": row.text("name"), "kind": "facility", "subtype": "site", "country": country(row, options.countries)}


def _person(row: Row, _: ServiceNowOptions) -> Given:
    account = row.flag("web_service_access_only") or row.flag("internal_integration_user")
    full = " ".join(part for part in (row.text("first_name"), row.text("last_name")) if part)
    return {
        "name": row.text("name") or full or row.text("user_name"),
        "kind": "technical" if account else "human",
        "subtype": "account" if account else "person",
        "email": row.text("email") or None,
        "status": _active(row),
    }


def _team(row: Row, _: ServiceNowOptions) -> Given:
    email = row.text("email") or None
    return {"name": row.text("name"), "kind": "human", "subtype": "team", "email": email, "status": _active(row)}


def _active(row: Row) -> str | None:
    return "retired" if row.flag("active") is False else None


def _company(row: Row, options: ServiceNowOptions) -> Given:
    customer = row.flag("customer") and not row.flag("vendor")
    return {
        "name": row.text("name"),
        "kind": "customer" if customer else "external",
        "country": country(row, options.countries),
        "website": row.text("website") or None,
    }


def _ticket(row: Row, _: ServiceNowOptions) -> Given:
    closed = row.day("closed_at")
    major = row.text("major_incident_state").casefold() == "accepted"
    kinds = {"incident": "major_incident" if major else "incident", "problem": "problem"}
    return {
        "name": f"{row.text('number')} {row.text('short_description')}".strip(),
        "reference": row.text("number") or None,
        "kind": kinds.get(row.table, "emergency_change"),
        "status": "closed" if closed or row.flag("active") is False else "open",
        "valid_from": row.day("opened_at"),
        "valid_to": closed,
        "review_due": row.day("due_date"),
    }


_READERS: dict[str, Callable[[Row, ServiceNowOptions], Given]] = {
    "Service": _service,
    "Process": _process,
    "Resource": _item,
    "Document": _ticket,
    "cmn_location": _place,
    "sys_user": _person,
    "sys_user_group": _team,
    "core_company": _company,
}
