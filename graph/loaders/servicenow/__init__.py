"""ServiceNow: the CMDB, people and tickets, from files or live. See docs/loaders/servicenow.md."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from typing import ClassVar

from graph.errors import SourceFailed
from graph.loaders.contract import Options, Origin, loader
from graph.loaders.files import files
from graph.loaders.servicenow.exports import Export, export
from graph.loaders.servicenow.live import downloaded
from graph.loaders.servicenow.options import ServiceNowOptions
from graph.loaders.servicenow.rows import BadField, Row
from graph.loaders.servicenow.survey import Survey
from graph.loaders.servicenow.tables import HELD, is_wanted, label_of
from graph.loaders.servicenow.things import Things
from graph.records.model import Item, Rejected

_BREATH = 500
"""Rows after which other tasks have their turn."""


@loader
class ServiceNow:
    """Answers of the Table API."""

    name: ClassVar[str] = "servicenow"
    options: ClassVar[type[Options]] = ServiceNowOptions

    async def read(self, origin: Origin, options: ServiceNowOptions) -> AsyncIterator[Item]:
        """The records, file by file; every file was seen once before the first record comes."""
        async with AsyncExitStack() as stack:
            notes: list[Rejected] = []
            if origin.url:
                exports = await stack.enter_async_context(downloaded(origin, options, notes))
            else:
                exports = [export(file, options) for file in files(origin, (".json",))]
            survey = await asyncio.to_thread(_survey, exports, origin, options)
            things = Things(origin.name, options, survey)
            for count, item in enumerate(_items(exports, things, origin), 1):
                yield item
                if count % _BREATH == 0:
                    await asyncio.sleep(0)
            for note in notes:
                yield note


def _survey(exports: list[Export], origin: Origin, options: ServiceNowOptions) -> Survey:
    survey = Survey(origin.name, options)
    rows = 0
    for one in exports:
        for row in one.rows(origin, options.encoding):
            rows += 1
            if isinstance(row, Row):
                survey.take(row)
        if rows > origin.limits.rows:
            raise SourceFailed(f"The source has more than {origin.limits.rows:,} rows.", where=one.file.shown)
    survey.settle()
    return survey


def _items(exports: list[Export], things: Things, origin: Origin) -> Iterator[Item]:
    for one in exports:
        strange: set[str] = set()
        for row in one.rows(origin, things.options.encoding):
            if isinstance(row, Rejected):
                yield row
            elif row.table not in HELD and row.table not in things.options.ignore:
                yield from _item(row, things, strange)
        yield from things.survey.rejected.get(one.file.shown, ())


def _item(row: Row, things: Things, strange: set[str]) -> Iterator[Item]:
    if not label_of(row.table):
        if row.table not in strange:
            strange.add(row.table)
            yield _unknown(row)
    elif is_wanted(row, things.options):
        try:
            if not row.key:
                raise BadField("sys_id", "", "the row has no sys_id.", "Export the field sys_id too.")
            yield things.record(row)
        except BadField as bad:
            yield Rejected(row.file, row.line, bad.field, bad.value, bad.reason, bad.remedy, row.key)


def _unknown(row: Row) -> Rejected:
    remedy = "Name the file after its table, or put the table under `ignore`."
    return Rejected(row.file, row.line, "table", row.table, "nobody knows this table.", remedy, f"table {row.table}")
