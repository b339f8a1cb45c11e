"""LDIF blocks as entries: which attribute says what (RFC 4519, RFC 2798, and what Active Directory adds)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.loaders.contract import Origin
from graph.loaders.directory import distinguished_names
from graph.loaders.directory.entries import Entry, Member, Nature, Said, Span, day, truth
from graph.loaders.directory.ldif import Attribute, Block, blocks
from graph.loaders.directory.options import DirectoryOptions
from graph.loaders.files import File
from graph.records.model import Rejected

_MEMBERS = ("member", "uniquemember", "roleoccupant", "memberuid")
_READ = frozenset(
    {
        *_MEMBERS,
        *("objectclass", "cn", "displayname", "givenname", "sn", "uid", "ou", "mail", "c", "serialnumber", "memberof", "manager"),
        *("useraccountcontrol", "nsaccountlock", "logindisabled"),
    }
)
_DISABLED = 0x2
"""The bit of userAccountControl."""


def ldif_entries(file: File, origin: Origin, options: DirectoryOptions) -> Iterator[Entry | Rejected]:
    """The entries of an LDIF file; of other classes than the options know, rejected."""
    for block in blocks(file, origin, options.encoding, _READ | options.wanted()):
        yield block if isinstance(block, Rejected) else _Reader(block, file.shown, options).read()


@dataclass(slots=True)
class _Reader:
    """Reads one block."""

    block: Block
    file: str
    options: DirectoryOptions
    values: dict[str, list[Attribute]] = field(default_factory=lambda: defaultdict(list))

    def read(self) -> Entry | Rejected:
        for attribute in self.block.attributes:
            self.values[attribute.name].append(attribute)
        classes = [a.text for a in self.values["objectclass"]]
        nature = self.options.nature(classes)
        if nature is None:
            return self._unknown(classes)
        entry = Entry(self.block.key, nature, self.file, self.block.line)
        if nature != "skip":
            self._fill(entry)
        if nature == "unit" and self.options.contains(entry.key, entry.name):
            entry.nature = "skip"
        return entry

    def _unknown(self, classes: list[str]) -> Rejected:
        reason = "there is no rule for these classes." if classes else "it has no objectClass."
        remedy = "Say under options.classes what one of them is, or skip." if classes else "Export that attribute too."
        return Rejected(self.file, self.block.line, "objectClass", ", ".join(classes)[:200], reason, remedy, self.block.key)

    def _fill(self, entry: Entry) -> None:
        entry.name, entry.account = self._name(entry.nature), self._first("uid")
        entry.email, entry.country, entry.serial = self._first("mail"), self._first("c"), self._first("serialnumber")
        entry.active = self._active()
        for name in _MEMBERS:
            for attribute in self.values[name]:
                self._member(entry, attribute)
        entry.groups = [key for a in self.values["memberof"] if (key := self._key(entry, a))]
        entry.manager = next((key for a in self.values["manager"] if (key := self._key(entry, a))), "")
        for name in self.options.wanted():
            entry.fields[name] = [Said(a.text, self._span(entry, a)) for a in self.values[name] if a.text]
        if self.options.reports_to:
            self._normalise_field(entry, self.options.reports_to.lower())

    def _first(self, name: str) -> str:
        """The first value, one without language before one with."""
        found = sorted((a for a in self.values[name] if a.text), key=lambda a: len(a.options))
        return found[0].text if found else ""

    def _name(self, nature: Nature) -> str:
        own = {"unit": "ou", "person": "displayname"}.get(nature, "cn")
        full = f"{self._first('givenname')} {self._first('sn')}".strip()
        given = (self._first(own), self._first("displayname"), self._first("cn"), full, self._first("uid"))
        return next((name for name in given if name), "") or distinguished_names.first_value(self.block.dn)

    def _active(self) -> bool:
        control = self._first("useraccountcontrol")
        locked = (self._first("nsaccountlock"), self._first("logindisabled"))
        return not (control.isdecimal() and int(control[:20]) & _DISABLED) and not any(truth(text) for text in locked)

    def _member(self, entry: Entry, attribute: Attribute) -> None:
        ranges = [option for option in attribute.options if option.startswith("range=")]
        if ranges and not ranges[0].endswith("*"):
            reason = "the server gave only a part of the members."
            entry.trouble(attribute.line, attribute.name, ranges[0], reason, "Export with ranges of members, or as memberOf.")
        if not attribute.text:
            return
        key = f"uid={attribute.text}" if attribute.name == "memberuid" else self._key(entry, attribute)
        if key:
            entry.members.append(Member(key, self._span(entry, attribute), attribute.line))

    def _key(self, entry: Entry, attribute: Attribute) -> str:
        try:
            return distinguished_names.normalise(attribute.text) if attribute.text else ""
        except ValueError as problem:
            entry.trouble(attribute.line, attribute.name, attribute.text, f"{problem}.", "Correct it at its source.")
            return ""

    def _span(self, entry: Entry, attribute: Attribute) -> Span:
        """The span that attribute options give: `;x-since-20250101;x-until-20260930;x-deputy`."""
        days = {"x-since-": "", "x-until-": ""}
        for option in attribute.options:
            prefix = option[:8]
            if prefix in days:
                try:
                    days[prefix] = day(option[8:])
                except ValueError as problem:
                    remedy = "Write x-since-20250131 and x-until-20261231."
                    entry.trouble(attribute.line, attribute.name, option, f"{problem}.", remedy)
        return Span(days["x-since-"], days["x-until-"], "x-deputy" in attribute.options)

    def _normalise_field(self, entry: Entry, name: str) -> None:
        found = [self._key(entry, a) for a in self.values[name]]
        entry.fields[name] = [Said(key) for key in found if key]
