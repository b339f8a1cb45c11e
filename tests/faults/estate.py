"""A source of services that depend on each other, as a file, and the command that loads it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from graph.settings import Settings, read_settings
from tests import forked

_CONFIG = """
whole_records: {whole}
sources:
- name: estate
  loader: tables
  path: estate.csv
  options:
    tables:
    - records:
      - label: Service
        key: ID
        properties: {{name: Name, criticality: Criticality, rto_minutes: RTO}}
        links:
        - {{type: DEPENDS_ON, to: {{column: Needs, split: ";"}}, by: key, properties: {{effect: Effect}}}}
        - {{type: SUPPLIED_BY, to: Supplier, by: name of Supplier}}
      - label: Supplier
        key: "supplier-{{Supplier}}"
        repeats: true
        properties: {{name: Supplier}}
"""


@dataclass(frozen=True)
class Estate:
    """A configuration folder whose source can be written anew; `settings` say which engine it is loaded into."""

    folder: Path
    engine: Settings
    whole: int = 0
    """0: every load is written in batches."""

    @property
    def csv(self) -> Path:
        """The source's file."""
        return self.folder / "estate.csv"

    @property
    def settings(self) -> Settings:
        """As the command reads them."""
        given = self.engine
        return read_settings(
            self.folder / "clausegraph.yaml", uri=given.uri, password=given.password, user=given.user, data=given.data
        )

    def write(self, size: int, moment: str = "first") -> Estate:
        """Writes configuration and source: first, or changed (every fifth changed, every fiftieth gone)."""
        self.folder.mkdir(exist_ok=True)
        self.folder.joinpath("clausegraph.yaml").write_text(_CONFIG.format(whole=self.whole))
        rows = [_row(i, size, moment) for i in range(size) if moment == "first" or i % 50 != 7]
        self.csv.write_text("\n".join(["ID,Name,Criticality,RTO,Needs,Effect,Supplier", *rows, ""]))
        return self

    def command(self, *arguments: str) -> subprocess.Popen[str]:
        """`clausegraph load`, running."""
        call = [sys.executable, "-m", "api.cli.main", *self._words, *arguments]
        return subprocess.Popen(call, env=self._environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def process(self) -> ForkServerProcess:
        """The same command, running in a process that had imported everything before: it loads from its first moment on."""
        return forked.start(self._words, self.folder, self._environment, self.said, self.said)

    @property
    def said(self) -> Path:
        """What the last such process printed."""
        return self.folder / "said.txt"

    @property
    def _words(self) -> list[str]:
        return ["--config", str(self.folder / "clausegraph.yaml"), "load"]

    @property
    def _environment(self) -> dict[str, str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("CLAUSEGRAPH_")}
        given = self.engine
        if not given.uri:
            return {**environment, "CLAUSEGRAPH_DATA": str(given.data)}
        environment |= {"CLAUSEGRAPH_URI": given.uri, "CLAUSEGRAPH_USER": given.user}
        return {**environment, "CLAUSEGRAPH_PASSWORD": given.password.get_secret_value()}


def _row(i: int, size: int, moment: str) -> str:
    changed = moment == "changed" and i % 5 == 3
    needs = ";".join(str((i * step + 1 + changed) % (size + size // 100)) for step in (3, 7))
    effect = "degraded" if changed else ("" if i % 3 else "down")
    return f"{i},Service {i}{' renamed' if changed else ''},{'high' if i % 2 else ''},{i % 500},{needs},{effect},Supplier {i % 7}"
