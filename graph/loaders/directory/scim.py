"""SCIM 2.0 resources (RFC 7643, RFC 7644) as entries. Names of attributes count in any case, as the standard says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import SourceFailed
from graph.loaders.contract import Origin
from graph.loaders.directory.entries import Entry, Member, Said, Span, day, truth
from graph.loaders.directory.options import DirectoryOptions
from graph.loaders.files import File, read_text
from graph.loaders.jsontext import Json, parse_json
from graph.records.model import Rejected

_ABOUT_THE_SERVER = frozenset({"schema", "resourcetype", "serviceproviderconfig"})
_CHANGES = frozenset({"patchop", "bulkrequest", "bulkresponse", "searchrequest"})


@dataclass(slots=True)
class Pages:
    """Counts the resources of listings that come in several files."""

    held: dict[tuple[str, int], int]
    where: dict[tuple[str, int], str]

    def add(self, kind: str, total: int, count: int, file: str) -> None:
        """One page of a listing of `total` resources."""
        self.held[kind, total] = self.held.get((kind, total), 0) + count
        self.where[kind, total] = file

    def check(self) -> None:
        """Raises SourceFailed when pages are missing: what they hold would count as deleted."""
        for (kind, total), count in self.held.items():
            if count < total:
                what = f"The pages hold {count} of {total} resources."
                remedy = "Export all pages, with startIndex and count."
                raise SourceFailed(what, where=self.where[kind, total], remedy=remedy)


def scim_entries(file: File, origin: Origin, options: DirectoryOptions, pages: Pages) -> Iterator[Entry | Rejected]:
    """The users and groups of a SCIM file; raises SourceFailed when it holds an error."""
    answer = parse_json(read_text(file, origin, options.encoding), file.shown, origin.limits)
    for line, resource in _resources(answer, pages):
        found = _read(line, resource, file.shown, options)
        if found is not None:
            yield found


def _resources(answer: Json, pages: Pages) -> Iterator[tuple[int, Any]]:
    if isinstance(answer.value, list):
        yield from answer.items()
        return
    listed = next((key for key in answer.value if key.lower() == "resources"), None) if isinstance(answer.value, dict) else None
    if listed is None and _kind(_lower(answer.value)) != "listresponse":
        yield 1, answer.value
        return
    counted = list(answer.items(listed)) if listed else []
    total = _lower(answer.value).get("totalresults")
    if isinstance(total, int):
        pages.add(_kind(_lower(counted[0][1])) if counted else "", total, len(counted), answer.where)
    yield from counted


def _lower(value: Any) -> dict[str, Any]:
    """A resource with its names, at every depth, in lower case; nothing when it is none."""
    if not isinstance(value, dict):
        return {}
    return {key.lower(): _deeper(inner) for key, inner in value.items()}


def _deeper(value: Any) -> Any:
    if isinstance(value, list):
        return [_deeper(inner) for inner in value]
    return _lower(value) if isinstance(value, dict) else value


def _kind(resource: Mapping[str, Any]) -> str:
    """The type of a resource in lower case: user, group, error, patchop …; empty when nothing tells."""
    schemas = resource.get("schemas")
    names = [s.rsplit(":", 1)[-1].lower() for s in schemas if isinstance(s, str)] if isinstance(schemas, list) else []
    core = [n for n, s in zip(names, schemas or [], strict=False) if ":extension:" not in str(s).lower()]
    type_ = _part(resource, "meta").get("resourcetype")
    if isinstance(type_, str) and not set(core) & (_CHANGES | {"error", "listresponse"}):
        return type_.lower()
    if core and core[0] not in {"1.0", "2.0"}:
        return core[0]
    return "user" if "username" in resource else "group" if "members" in resource else ""


def _part(resource: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = resource.get(name)
    return found if isinstance(found, Mapping) else {}


def _read(line: int, value: Any, file: str, options: DirectoryOptions) -> Entry | Rejected | None:
    resource = _lower(value)
    kind, key = _kind(resource), resource.get("id")
    if kind == "error":
        said = f"{resource.get('status', '')} {resource.get('detail', '')}".strip()[:200]
        raise SourceFailed(f"It holds an error, not an answer: {said}", where=f"{file}:{line}", remedy="Export it again.")
    if kind in _ABOUT_THE_SERVER:
        return None
    if kind in _CHANGES:
        reason = "it is a change or a question, and says nothing of what is there."
        return Rejected(file, line, "schemas", kind, reason, "Name only Users and Groups under `path`.")
    if not isinstance(key, str) or not key.strip():
        return Rejected(file, line, "id", "", "it has no id, so it was never stored.", "Export it from the directory.")
    nature = options.nature([kind]) if kind else None
    if nature is None:
        remedy = "Say under options.classes what this resource type is, or skip."
        return Rejected(file, line, "schemas", kind, "there is no rule for this resource.", remedy, key.strip())
    entry = Entry(key.strip(), nature, file, line)
    return entry if nature == "skip" else _Reader(entry, resource, options).read()


@dataclass(slots=True)
class _Reader:
    """Reads one resource."""

    entry: Entry
    resource: Mapping[str, Any]
    options: DirectoryOptions

    def read(self) -> Entry:
        entry = self.entry
        entry.account = self._text("username")
        entry.name = self._name()
        entry.email, entry.country = self._email(), self._country()
        entry.active = self.resource.get("active") is not False and self._text("active").lower() != "false"
        entry.serial = self._text("serialnumber")
        entry.members = [member for item in self._list("members") if (member := self._member(item))]
        indirect = [g for g in self._list("groups") if isinstance(g, Mapping) and g.get("type") == "indirect"]
        entry.groups = [key for g in self._list("groups") if g not in indirect and (key := _target(g))]
        entry.manager = _target(self._find("manager"))
        for name in self.options.wanted():
            entry.fields[name] = [said for value in _several(self._find(name)) if (said := self._said(name, value))]
        return entry

    def _find(self, path: str) -> Any:
        """The value at a path; a bare name is also looked for in the extensions."""
        extensions = [part for name, part in self.resource.items() if name.startswith("urn:") and isinstance(part, Mapping)]
        for place in (self.resource, *extensions):
            found: Any = place
            for step in path.lower().split("."):
                found = found.get(step) if isinstance(found, Mapping) else None
            if found is not None:
                return found
        return None

    def _text(self, path: str) -> str:
        found = self._find(path)
        return str(found).strip() if isinstance(found, str | int | float) else ""

    def _list(self, name: str) -> list[Any]:
        return _several(self._find(name))

    def _name(self) -> str:
        full = f"{self._text('name.givenname')} {self._text('name.familyname')}".strip()
        given = (self._text("displayname"), self._text("name.formatted"), full, self.entry.account, self.entry.key)
        return next(name for name in given if name)

    def _email(self) -> str:
        emails = [e if isinstance(e, Mapping) else {"value": e} for e in self._list("emails")]
        best = sorted(emails, key=lambda e: (e.get("primary") is not True, e.get("type") != "work"))
        return next((e["value"].strip() for e in best if isinstance(e.get("value"), str)), "")

    def _country(self) -> str:
        addresses = [a for a in self._list("addresses") if isinstance(a, Mapping) and a.get("type") in (None, "work")]
        best = sorted(addresses, key=lambda a: a.get("primary") is not True)
        return next((str(a["country"]).strip() for a in best if a.get("country")), "")

    def _member(self, item: Any) -> Member | None:
        key = _target(item)
        if not key:
            self.entry.trouble(self.entry.line, "members", str(item), "it has no value and no $ref.", "Correct it at its source.")
            return None
        return Member(key, self._span(item, "members"), self.entry.line)

    def _said(self, name: str, value: Any) -> Said | None:
        text = (value.get("value") or value.get("display")) if isinstance(value, Mapping) else value
        if isinstance(text, bool):
            return Said(str(text).lower())
        return (
            Said(str(text).strip(), self._span(value, name))
            if isinstance(text, str | int | float) and str(text).strip()
            else None
        )

    def _span(self, item: Any, where: str) -> Span:
        if not isinstance(item, Mapping):
            return Span()
        deputy = str(item.get("type", "")).lower() == "deputy" or truth(str(item.get("deputy", "")))
        return Span(self._day(item, "since", where), self._day(item, "until", where), deputy)

    def _day(self, item: Mapping[str, Any], name: str, where: str) -> str:
        text = item.get(name)
        try:
            return day(str(text)) if text else ""
        except ValueError as problem:
            self.entry.trouble(self.entry.line, f"{where}.{name}", str(text), f"{problem}.", "Write 2026-09-30.")
            return ""


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _target(item: Any) -> str:
    """The id that a reference to a resource names, by its value or the end of its address."""
    if isinstance(item, str):
        return item.strip()
    if not isinstance(item, Mapping):
        return ""
    value, address = item.get("value"), item.get("$ref")
    if isinstance(value, str) and value.strip():
        return value.strip()
    return address.rstrip("/").rsplit("/", 1)[-1] if isinstance(address, str) else ""
