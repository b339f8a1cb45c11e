"""A first pass over a directory: what its entries are and who belongs to what, so that either side may say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.loaders.directory import distinguished_names
from graph.loaders.directory.entries import Entry, Nature, Said
from graph.loaders.directory.options import DirectoryOptions
from graph.records.identity import normalised


@dataclass(slots=True)
class Survey:
    """What must be known of all entries before the first one becomes a record."""

    options: DirectoryOptions
    natures: dict[str, Nature] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    """Key by account name."""
    stated: set[tuple[str, str]] = field(default_factory=set)
    """Group and member, where the group says so."""
    held: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The roles that a person holds without end and not as deputy."""
    managers: dict[str, str] = field(default_factory=dict)
    """Manager by person; filled when the options want it."""
    role_names: dict[str, str] = field(default_factory=dict)
    """Name of each role that an attribute names, as it is first written, by its key."""

    def take(self, entries: Iterable[Entry]) -> None:
        """Looks at every entry once; accounts are resolved afterwards."""
        memberships: list[tuple[str, str]] = []
        lasting: list[tuple[str, str]] = []
        for entry in entries:
            if entry.key in self.natures:
                continue
            self.natures[entry.key] = self.nature(entry)
            if entry.account:
                self.accounts.setdefault(entry.account, entry.key)
            memberships += [(entry.key, member.key) for member in entry.members]
            lasting += [(entry.key, m.key) for m in entry.members if not m.span.until and not m.span.deputy]
            self._attributes(entry)
        self.stated.update((group, self.person(member)) for group, member in memberships)
        for group, member in lasting:
            if self.natures[group] == "role":
                self.held[self.person(member)].add(group)

    def nature(self, entry: Entry) -> Nature:
        """What an entry is, once the rules that make roles of groups are counted."""
        if entry.nature == "team" and self.options.group_role(entry.key, entry.name):
            return "role"
        return entry.nature

    def person(self, key: str) -> str:
        """The key of a member's entry, where only the account was named."""
        account = key.removeprefix("uid=")
        return self.accounts.get(account, key) if account != key and "," not in key else key

    def is_role(self, group: str) -> bool:
        """Whether a group that somebody is a member of is a role; it need not be described."""
        return self.natures.get(group) == "role" or (group not in self.natures and bool(self.options.group_role(group, "")))

    def unit(self, key: str) -> str:
        """The nearest unit that an entry stands in; empty when there is none. Only distinguished names have one."""
        above = distinguished_names.parent(key) if "=" in key else ""
        while above and self.natures.get(above) != "unit":
            above = distinguished_names.parent(above)
        return above

    def superiors(self, role: str) -> list[str]:
        """The roles that a role reports to through the managers of the people who hold just this one."""
        found = set()
        for person, manager in self.managers.items():
            if self.held.get(person) == {role} and len(above := self.held.get(manager, set())) == 1:
                found |= above
        return sorted(found - {role})

    def _attributes(self, entry: Entry) -> None:
        if entry.nature != "person":
            return
        if self.options.manager == "roles" and entry.manager:
            self.managers[entry.key] = entry.manager
        for rule in self.options.attribute_roles():
            for said in entry.fields.get(rule.attribute.lower(), []):
                self.role_names.setdefault(role_key(said), said.text)
                ends = said.span.until or (rule.until and entry.first(rule.until))
                stands_in = said.span.deputy or (rule.deputy and entry.first(rule.deputy))
                if not ends and not stands_in:
                    self.held[entry.key].add(role_key(said))
        for group in entry.groups:
            if self.is_role(group):
                self.held[entry.key].add(group)


def role_key(said: Said) -> str:
    """Key of a role that an attribute names."""
    return f"role:{normalised(said.text)}"


def team_key(said: Said) -> str:
    """Key of a team that an attribute names."""
    return f"team:{normalised(said.text)}"
