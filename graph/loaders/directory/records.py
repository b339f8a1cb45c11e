"""Entries of a directory as records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.loaders.directory.entries import Entry, Said, Span, day, truth
from graph.loaders.directory.options import LABELS, AttributeRoles, DirectoryOptions
from graph.loaders.directory.survey import Survey, role_key, team_key
from graph.loaders.meaning import refer
from graph.records.identity import by_key, by_name, normalised
from graph.records.model import Item, Link, Record, Value

_KINDS = {"person": "human", "team": "human", "unit": "human", "device": "technical"}
_SUBTYPES = {"team": "team", "unit": "unit", "device": "device"}


@dataclass(slots=True)
class Records:
    """Makes the records of entries, one by one, after the survey."""

    source: str
    options: DirectoryOptions
    survey: Survey
    _made: set[str] = field(default_factory=set)
    """Keys of the roles and teams that attributes named so far."""

    def of(self, entry: Entry) -> Iterator[Item]:
        """The record of an entry, what had to be left out of it, and the roles and teams it names first."""
        nature = self.survey.nature(entry)
        if nature == "skip":
            return
        links = [*self._members(entry, nature), *self._groups(entry), *self._place(entry)]
        if nature == "person":
            links += [*self._holdings(entry), *self._teams(entry), *self._supplier(entry)]
            yield from self._named(entry)
        if nature == "role":
            links += self._superiors(entry)
        properties = self._properties(entry, nature)
        yield from entry.troubles
        yield Record(entry.key, LABELS[nature], properties, _once_each(links), self._identities(entry), entry.file, entry.line)

    def _properties(self, entry: Entry, nature: str) -> dict[str, Value]:
        said: dict[str, Value] = {"name": entry.name, "kind": _KINDS.get(nature, ""), "subtype": _SUBTYPES.get(nature, "")}
        if nature == "role":
            said["name"] = self._role_name(entry)
        else:
            said["email"] = entry.email
        if nature == "person" and entry.country:
            said["country"] = self._country(entry)
        if nature == "device":
            said["serial_number"] = entry.serial
        if not entry.active or self._has_left(entry):
            said["status"] = "retired"
        for attribute, name in self.options.properties.of(nature).items():
            if values := entry.fields.get(attribute.lower()):
                said[name] = "; ".join(value.text for value in values)
        return {name: value for name, value in said.items() if value}

    def _country(self, entry: Entry) -> str:
        if len(entry.country) == 2 and entry.country.isalpha():
            return entry.country
        remedy = "Write two letters (ISO 3166-1)."
        entry.trouble(entry.line, "country", entry.country, "it is no code of a country.", remedy)
        return ""

    def _has_left(self, entry: Entry) -> bool:
        return any(
            normalised(said.text) in {normalised(value) for value in values}
            for attribute, values in self.options.inactive.items()
            for said in entry.fields.get(attribute.lower(), [])
        )

    def _role_name(self, entry: Entry) -> str:
        rule = self.options.group_role(entry.key, entry.name) if entry.nature == "team" else None
        name = (entry.first(rule.name) if rule and rule.name else "") or entry.name
        return (name.removeprefix(rule.prefix).strip() if rule else name) or entry.name

    def _identities(self, entry: Entry) -> tuple[str, ...]:
        return tuple(
            refer(scheme, said.text)
            for attribute, scheme in self.options.identities.items()
            for said in entry.fields.get(attribute.lower(), [])
        )

    def _members(self, entry: Entry, nature: str) -> Iterator[Link]:
        for member in entry.members:
            key = self.survey.person(member.key)
            if self.survey.natures.get(key) == "role":
                reason = "a role is held by people and teams, not by roles, and is in no team."
                entry.trouble(member.line, "member", key, reason, "Name its holders.")
            elif self.survey.natures.get(key) != "skip":
                type_, properties = ("HOLDS", _span(member.span)) if nature == "role" else ("MEMBER_OF", {})
                yield Link(type_, by_key(self.source, key), properties, outgoing=False)

    def _groups(self, entry: Entry) -> Iterator[Link]:
        """What it says it belongs to, where the group does not say so itself."""
        for group in entry.groups:
            if (group, entry.key) in self.survey.stated or self.survey.natures.get(group) == "skip":
                continue
            if self.survey.nature(entry) == "role":
                entry.trouble(entry.line, "memberOf", group, "a role is in no team.", "Name its holders.")
            else:
                yield Link("HOLDS" if self.survey.is_role(group) else "MEMBER_OF", by_key(self.source, group))

    def _place(self, entry: Entry) -> Iterator[Link]:
        """The unit that a person or a unit stands in."""
        if entry.nature in {"person", "unit"} and (unit := self.survey.unit(entry.key)):
            yield Link("PART_OF" if entry.nature == "unit" else "MEMBER_OF", by_key(self.source, unit))

    def _holdings(self, entry: Entry) -> Iterator[Link]:
        for rule in self.options.attribute_roles():
            for said in entry.fields.get(rule.attribute.lower(), []):
                yield Link("HOLDS", by_key(self.source, role_key(said)), _span(self._rule_span(entry, rule, said)))

    def _rule_span(self, entry: Entry, rule: AttributeRoles, said: Said) -> Span:
        """The span of a value, else the one that other attributes of the person give."""
        deputy = said.span.deputy or bool(rule.deputy and truth(entry.first(rule.deputy)))
        return Span(
            said.span.since or self._day(entry, rule.since or ""), said.span.until or self._day(entry, rule.until or ""), deputy
        )

    def _day(self, entry: Entry, attribute: str) -> str:
        text = entry.first(attribute) if attribute else ""
        try:
            return day(text) if text else ""
        except ValueError as problem:
            entry.trouble(entry.line, attribute, text, f"{problem}.", "Write 2026-09-30 or 20260930.")
            return ""

    def _teams(self, entry: Entry) -> Iterator[Link]:
        for attribute in self.options.teams:
            for said in entry.fields.get(attribute.lower(), []):
                yield Link("MEMBER_OF", by_key(self.source, team_key(said)))

    def _supplier(self, entry: Entry) -> Iterator[Link]:
        rule = self.options.supplier
        name = entry.first(rule.attribute) if rule else ""
        if rule and name and normalised(name) not in {normalised(own) for own in rule.own}:
            yield Link("SUPPLIED_BY", by_name("Supplier", name))

    def _superiors(self, entry: Entry) -> Iterator[Link]:
        if self.options.reports_to:
            for said in entry.fields.get(self.options.reports_to.lower(), []):
                yield Link("REPORTS_TO", by_key(self.source, said.text))
        for role in self.survey.superiors(entry.key):
            yield Link("REPORTS_TO", by_key(self.source, role))

    def _named(self, entry: Entry) -> Iterator[Record]:
        """The roles and teams that the person's attributes name, each once."""
        for rule in self.options.attribute_roles():
            for said in entry.fields.get(rule.attribute.lower(), []):
                reports = [Link("REPORTS_TO", by_key(self.source, role)) for role in self.survey.superiors(role_key(said))]
                yield from self._once(entry, role_key(said), "Role", {"name": said.text}, tuple(reports))
        for attribute in self.options.teams:
            for said in entry.fields.get(attribute.lower(), []):
                team: dict[str, Value] = {"name": said.text, "kind": "human", "subtype": "team"}
                yield from self._once(entry, team_key(said), "Resource", team)

    def _once(
        self, entry: Entry, key: str, label: str, properties: dict[str, Value], links: tuple[Link, ...] = ()
    ) -> Iterator[Record]:
        if key not in self._made:
            self._made.add(key)
            yield Record(key, label, properties, links, file=entry.file, line=entry.line)


def _span(span: Span) -> dict[str, Value]:
    found: dict[str, Value] = {"since": span.since, "until": span.until, "deputy": span.deputy}
    return {name: value for name, value in found.items() if value}


def _once_each(links: list[Link]) -> tuple[Link, ...]:
    """The links without repetitions: a member may be listed under two attributes."""
    return tuple({(k.type, k.target, k.outgoing, repr(k.properties)): k for k in links}.values())
