"""A provider whose sources say something else every month, loaded day by day."""

from __future__ import annotations

from pathlib import Path

from graph import sources
from graph.engine import Engine
from graph.settings import Settings, read_settings
from graph.sources import SourceResult
from queries.assessment.assess import assess
from queries.assessment.kept import keep
from queries.assessment.known import known_framework
from queries.assessment.model import Assessment
from queries.organisation import organisation

RULES = "house-rules"
CONFIGURATION = """
sources:
- {name: rules, loader: frameworks, path: rules.yaml}
- name: documents
  loader: tables
  path: documents.csv
  options:
    tables:
    - records:
      - label: Document
        key: "No"
        properties: {name: Title, kind: Kind, status: Status, valid_to: Until}
        links: [{type: EVIDENCES, to: Clause, by: id, properties: {item: Item}}]
- name: processes
  loader: tables
  path: processes.csv
  options:
    tables:
    - records:
      - label: Process
        key: "No"
        properties: {name: Process}
        links:
        - {type: IN_SCOPE_OF, to: {value: house-rules}, by: id}
        - {type: ADDRESSES, to: {column: Clauses, split: ";"}, by: id, properties: {status: Claim}}
- name: people
  loader: tables
  path: people.csv
  options:
    tables:
    - records:
      - {label: Resource, key: "No", properties: {name: Name, status: Status, kind: {value: human}}}
- name: roles
  loader: tables
  path: roles.csv
  options:
    tables:
    - records:
      - label: Role
        key: "No"
        properties: {name: Role, authority: {value: Signs}}
        links:
        - {type: ACCOUNTABLE_FOR, to: Process, by: name of Process}
        - {type: RESPONSIBLE_FOR, to: Process, by: name of Process}
        - {type: HOLDS, from: Holder, by: key of people}
"""
FRAMEWORK = """
framework: {id: house-rules, name: House rules, edition: "3"}
requirements:
- {ref: "1", title: Policy, required_documents: [house-policy]}
- {ref: "2", title: Roles}
- {ref: "2.1", parent: "2", title: Owners}
- {ref: "2.2", parent: "2", title: Holders}
documents:
  house-policy: {title: House policy, kinds: [policy]}
checks:
  process-has-accountable-role: ["2.1"]
  role-is-held: ["2.2"]
"""
FILES = {
    "rules.yaml": FRAMEWORK,
    "documents.csv": "No,Title,Kind,Status,Until,Clause,Item\n1,Policy,policy,draft,2026-12-31,house-rules/1,house-policy\n",
    "processes.csv": "No,Process,Clauses,Claim\n1,Steering,house-rules/1;house-rules/2.1;house-rules/2.2,full\n"
    "2,Service desk,,\n",
    "people.csv": "No,Name,Status\n1,Ida,live\n2,Ben,live\n",
    "roles.csv": "No,Role,Process,Holder\n1,Board,Steering,1\n",
}
"""Clause 1 is partial for want of a policy, 2.1 since nobody owns the service desk, and 2.2 is covered."""


class Provider:
    """A folder with the sources of the provider."""

    def __init__(self, engine: Engine, settings: Settings, folder: Path) -> None:
        self.engine, self.folder = engine, folder
        self.where = {name: getattr(settings, name) for name in ("data", "uri", "user", "password", "database")}
        (folder / "clausegraph.yaml").write_text(CONFIGURATION)
        for name, text in FILES.items():
            (folder / name).write_text(text)

    def says(self, name: str, old: str, new: str) -> None:
        """Changes the file of a source."""
        (path,) = self.folder.glob(f"{name}.*")
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def settings(self, day: str, **changed: object) -> Settings:
        """The settings of a day."""
        return read_settings(self.folder / "clausegraph.yaml", today=day, **self.where, **changed)

    async def load(self, day: str, *names: str) -> list[SourceResult]:
        """Loads the sources, all of them where none is named."""
        results = await sources.load(self.engine, self.settings(day), names, allow_deletions=True)
        assert [one.error for one in results] == [None] * len(results)
        assert [one.rejected for one in results] == [[]] * len(results)
        return results

    async def assess(self, day: str) -> Assessment:
        """The assessment of the graph as it is."""
        known = organisation(self.settings(day))
        return await assess(self.engine, await known_framework(self.engine, RULES, known.frameworks), today=day, known=known)

    async def keep(self, day: str) -> None:
        """Keeps the assessment of a day at its end, after whatever was loaded on it, at any hour the tests run."""
        await keep(self.engine, await self.assess(day), at=f"{day}T23:59:59Z", by="ida", fingerprint="")
