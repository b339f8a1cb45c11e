"""Software catalogues of Backstage, from their YAML."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.independent.world import World

CATALOGUES = {
    "acme": ["backstage-acme-example/packages/catalog-model/examples"],
    "backstage-demo": ["backstage-demo"],
    "portefaix": ["portefaix/catalog/domains", "portefaix/catalog/groups", "portefaix/catalog/systems"],
    "bancorocks": ["bancorocks"],
}
SERVICES = ("System", "Component", "Domain", "API")
"""In the order in which they keep a name that several have."""
LIFE = {"production": "live", "experimental": "planned", "deprecated": "retired"}


def read(data: Path, world: World) -> None:
    for source, folders in CATALOGUES.items():
        _Catalogue(source, list(_entities(data / "backstage", folders)), world).tell()


def _entities(data: Path, folders: list[str]) -> Iterator[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for folder in folders:
        for file in sorted((data / folder).rglob("*.yaml")):
            yield from (e for e in yaml.load_all(file.read_text(encoding="utf-8"), loader) if e and e["kind"] != "Location")


class _Catalogue:
    """What one catalogue says."""

    def __init__(self, source: str, entities: list[dict[str, Any]], world: World) -> None:
        self.source, self.world = source, world
        self.entities = {self._key(e): e for e in entities}

    def tell(self) -> None:
        for key, entity in self.entities.items():
            self._thing(key, entity)
            self._ties(key, entity["spec"])
            self._parts(key, entity["spec"])
        self._owners()

    def _key(self, entity: dict[str, Any]) -> str:
        meta = entity["metadata"]
        return f"{entity['kind']}:{meta.get('namespace', 'default')}/{meta['name']}".casefold()

    def _reference(self, key: str, text: str, kind: str) -> str:
        kind, _, rest = text.rpartition(":") if ":" in text else (kind, "", text)
        space, _, name = rest.rpartition("/")
        own = key.partition(":")[2].partition("/")[0]
        return f"{kind}:{space or own}/{name}".casefold()

    def _name(self, key: str) -> str:
        """Title, display name or name."""
        meta, spec = self.entities[key]["metadata"], self.entities[key]["spec"]
        return str(meta.get("title") or spec.get("profile", {}).get("displayName") or meta["name"])

    def _apart(self, key: str) -> str:
        """A name that no other service of this catalogue has: all but the first of the kinds say theirs."""
        kind, name = self.entities[key]["kind"], self._name(key)
        alike = {
            e["kind"] for k, e in self.entities.items() if e["kind"] in SERVICES and self._name(k).casefold() == name.casefold()
        }
        return name if kind not in SERVICES or min(alike, key=SERVICES.index) == kind else f"{name} ({kind})"

    def _thing(self, key: str, entity: dict[str, Any]) -> None:
        kind, spec = entity["kind"], entity["spec"]
        service, human = kind in SERVICES, kind in ("Group", "User")
        sort = "technical" if service or kind == "Resource" else "human" if human else "information"
        self.world.say(
            self.source,
            key,
            "Service" if service else "Resource",
            name=self._apart(key),
            kind=sort,
            status=LIFE.get(spec.get("lifecycle", "")),
            email=spec.get("profile", {}).get("email", "").casefold() if human else "",
        )

    def _tie(self, type_: str, start: str, end: str, **said: str) -> None:
        self.world.tie(self.source, type_, f"{self.source}:{start}", f"{self.source}:{end}", **said)

    def _ties(self, key: str, spec: dict[str, Any]) -> None:
        for api in spec.get("consumesApis", []):
            self._tie("DEPENDS_ON", key, self._reference(key, api, "api"))
        for consumer in spec.get("apiConsumedBy", []):
            self._tie("DEPENDS_ON", self._reference(key, consumer, "component"), key)
        for api in spec.get("providesApis", []):
            self._tie("DEPENDS_ON", self._reference(key, api, "api"), key)
        for team in spec.get("memberOf", []):
            self._tie("MEMBER_OF", key, self._reference(key, team, "group"))
        if "parent" in spec:
            self._tie("PART_OF", key, self._reference(key, spec["parent"], "group"))
        for child in spec.get("children", []):
            self._tie("PART_OF", self._reference(key, child, "group"), key)

    def _parts(self, key: str, spec: dict[str, Any]) -> None:
        for field, kind in (("system", "system"), ("domain", "domain"), ("subcomponentOf", "component")):
            if field not in spec:
                continue
            whole = self._reference(key, spec[field], kind)
            if key.startswith("resource:"):
                self._tie("DEPENDS_ON", whole, key, effect="degraded")
            elif not key.startswith("airesource:"):
                self._tie("PART_OF", key, whole)

    def _owners(self) -> None:
        """Who owns something plays a role; its members hold the role, or itself where it has none."""
        for key, entity in self.entities.items():
            if owner := entity["spec"].get("owner"):
                self._tie("RESPONSIBLE_FOR", self._owner(key, owner), key)
                if self.source == "acme":
                    # There an owner answers for what it runs.
                    self._tie("ACCOUNTABLE_FOR", self._owner(key, owner), key)
        owners = {self._reference(k, e["spec"]["owner"], "group") for k, e in self.entities.items() if "owner" in e["spec"]}
        for owner in owners:
            self._hold(owner)

    def _owner(self, key: str, owner: str) -> str:
        return f"owner:{self._reference(key, owner, 'group')}"

    def _hold(self, owner: str) -> None:
        name = self._name(owner) if owner in self.entities else owner.rpartition("/")[2]
        self.world.say(self.source, f"owner:{owner}", "Role", name=f"{name} owner")
        members = [
            k
            for k, e in self.entities.items()
            if owner in [self._reference(k, t, "group") for t in e["spec"].get("memberOf", [])]
        ]
        for holder in members or [owner]:
            self._tie("HOLDS", holder, f"owner:{owner}")
