"""Files of the Table API: their rows, one at a time, and the table each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from graph.errors import SourceFailed
from graph.loaders.contract import Origin
from graph.loaders.files import File, read_text
from graph.loaders.jsontext import parse_json
from graph.loaders.servicenow.options import ServiceNowOptions
from graph.loaders.servicenow.rows import Row
from graph.records.model import Rejected

_TECHNICAL = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)+|incident|problem|cmdb")
_NUMBERING = re.compile(r"[-_. ]?(page|part|offset)?[-_. ]*\d+$")
_LISTED = re.compile(r'\s*\{\s*"records"\s*:')
_FAILURE = re.compile(r'"error"\s*:\s*\{.*?"status"\s*:\s*"failure"', re.DOTALL)
_MESSAGE = re.compile(r'"message"\s*:\s*"([^"]{1,300})')
_EDGE = 4_000


@dataclass(frozen=True)
class Export:
    """One file, or one page of a live answer."""

    file: File
    table: str
    """The table that its name says; rows with a class of their own say more."""

    def rows(self, origin: Origin, encoding: str | None) -> Iterator[Row | Rejected]:
        """Its rows; raises SourceFailed when it is no whole answer."""
        text = read_text(self.file, origin, encoding)
        _check_failure(text, self.file.shown)
        pointer = () if text.lstrip()[:1] == "[" else ("records",) if _LISTED.match(text) else ("result",)
        for line, item in parse_json(text, self.file.shown, origin.limits).items(*pointer):
            if isinstance(item, dict):
                yield Row(self._table(item), item, self.file.shown, line)
            else:
                yield Rejected(self.file.shown, line, "row", str(item)[:200], "it is no row of a table.")

    def _table(self, fields: dict[str, Any]) -> str:
        said = fields.get("sys_class_name")
        said = said.get("value") if isinstance(said, dict) else said
        return said if isinstance(said, str) and _TECHNICAL.fullmatch(said) else self.table


def export(file: File, options: ServiceNowOptions) -> Export:
    """A file of the export and the table that its name, or the option `files`, says."""
    names = (file.path.name, file.shown)
    for pattern, table in options.files.items():
        if any(fnmatchcase(name, pattern) for name in names):
            return Export(file, table)
    return Export(file, _NUMBERING.sub("", file.path.stem.lower()))


def _check_failure(text: str, where: str) -> None:
    """ServiceNow sends half of the rows and an error behind them when a query takes too long."""
    for part in (text[:_EDGE], text[-_EDGE:]):
        if found := _FAILURE.search(part):
            message = _MESSAGE.search(found[0])
            what = message[1] if message else "an error"
            raise SourceFailed(
                f"ServiceNow answered with an error: {what}.", where=where, remedy="Export it again, with fewer rows a page."
            )
