"""The Table API over HTTP: every page is fetched to a private folder first, so that a failure is known before a row is read."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from graph.errors import SourceFailed, WrongUse
from graph.loaders.contract import Origin
from graph.loaders.files import File
from graph.loaders.jsontext import parse_json
from graph.loaders.servicenow.access import access
from graph.loaders.servicenow.exports import Export
from graph.loaders.servicenow.options import ServiceNowOptions
from graph.loaders.servicenow.requests import Answer, Instance
from graph.loaders.servicenow.tables import LIVE, MEMBERS, RELATION_TYPES, RELATIONS
from graph.loaders.servicenow.things import FIELDS
from graph.records.model import Rejected

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@asynccontextmanager
async def downloaded(origin: Origin, options: ServiceNowOptions, notes: list[Rejected]) -> AsyncIterator[list[Export]]:
    """The pages of every table as files that are gone afterwards; `notes` gets what an account may not see.

    Raises WrongUse for an address or a variable that cannot be meant, SourceFailed for a page that cannot be had.
    """
    base = _address(origin)
    credentials = access(base, options, os.environ)
    with tempfile.TemporaryDirectory(prefix="clausegraph-") as folder:
        async with httpx.AsyncClient(base_url=base, auth=credentials, timeout=options.timeout_seconds) as client:
            instance = Instance(client, options, origin.limits)
            pages: list[Export] = []
            for table in _tables(options):
                pages += await _Download(instance, origin, options, Path(folder), notes).table(table)
        yield pages


def _address(origin: Origin) -> str:
    if origin.paths:
        raise WrongUse("It has both path and url.", where=f"source {origin.name}", remedy="Give one of them.")
    parts = urlsplit(origin.url or "")
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise WrongUse(
            f"The address {parts.scheme}://{parts.hostname} is no https address.",
            where=f"source {origin.name}",
            remedy="Passwords are sent over https only.",
        )
    if parts.username or parts.password:
        raise WrongUse("The address holds a password.", where=f"source {origin.name}", remedy="Use the option `password_env`.")
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"


def _tables(options: ServiceNowOptions) -> list[str]:
    wanted = options.tables if options.tables is not None else [*LIVE, *options.tickets]
    relations = [RELATION_TYPES, RELATIONS, MEMBERS]
    return [table for table in dict.fromkeys([*relations, *wanted]) if table not in options.ignore]


class _Download:
    """The pages of the tables of one instance."""

    def __init__(
        self, instance: Instance, origin: Origin, options: ServiceNowOptions, folder: Path, notes: list[Rejected]
    ) -> None:
        self.instance, self.origin, self.options, self.folder, self.notes = instance, origin, options, folder, notes

    async def table(self, table: str) -> list[Export]:
        """Every page of a table, in the order of sys_id."""
        pages: list[Export] = []
        offset = rows = 0
        while True:
            answer = await self.instance.page(table, self._query(table, offset))
            found = self._keep(table, offset, answer, pages)
            rows, offset = rows + found, offset + self.options.page_rows
            if offset > self.origin.limits.rows:
                raise SourceFailed(f"The table has more than {self.origin.limits.rows:,} rows.", where=answer.address)
            if not answer.more(offset, found):
                break
        self._note_hidden(table, rows, answer)
        return pages

    def _query(self, table: str, offset: int) -> dict[str, str | int]:
        query = self.options.queries.get(table)
        fields = {*FIELDS, *self.options.fields, *self.options.references, *self.options.redundancy.values()}
        return {
            "sysparm_query": f"{query}^ORDERBYsys_id" if query else "ORDERBYsys_id",
            "sysparm_fields": ",".join(sorted(fields)),
            "sysparm_display_value": "all",
            "sysparm_exclude_reference_link": "true",
            "sysparm_limit": self.options.page_rows,
            "sysparm_offset": offset,
        }

    def _keep(self, table: str, offset: int, answer: Answer, pages: list[Export]) -> int:
        """Stores a page; its number of rows. Raises SourceFailed when it is no whole answer."""
        shown = f"{answer.address}?sysparm_offset={offset}"
        text = answer.body.decode("utf-8", "replace")
        rows = sum(1 for _ in parse_json(text, shown, self.origin.limits).items("result"))
        if rows:
            path = self.folder / f"{table}-{offset}.json"
            path.write_bytes(answer.body)
            self.origin.digests[shown] = hashlib.sha256(answer.body).hexdigest()
            pages.append(Export(File(path, shown), table))
        return rows

    def _note_hidden(self, table: str, rows: int, answer: Answer) -> None:
        """Rows that were counted but not delivered: access rules of the instance hide them from this account."""
        if answer.total is not None and rows < answer.total:
            reason = f"{answer.total:,} rows were counted and {rows:,} delivered; this account may not read the others."
            remedy = "Give the account the right to read the table."
            self.notes.append(Rejected(answer.address, 0, "rows", str(rows), reason, remedy, f"table {table}"))
