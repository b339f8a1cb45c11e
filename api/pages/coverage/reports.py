"""Reports of an assessment to download: the page, the PDF, or the whole pack, made one at a time."""

from __future__ import annotations

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi.responses import Response

from api.packs.noting import Noting
from api.packs.pack import write
from api.pages.busy import Busy
from api.pages.coverage.asked import Asked
from api.pages.coverage.days import Days
from api.pages.site import Site
from api.pages.tables.files import download
from queries.assessment.assess import assess

TYPES = {"zip": "application/zip", "pdf": "application/pdf", "html": "text/html; charset=utf-8"}
"""What can be asked for, beside the files of tables."""
WAITING = 3
"""So many readers may wait for a report; more are told to come again."""


class Reports:
    """Makes reports in turns."""

    def __init__(self, site: Site, days: Days) -> None:
        self._site, self._days = site, days
        self._turn, self._asked_for = asyncio.Lock(), 0

    async def made(self, asked: Asked, form: str) -> Response:
        """The report as a file; raises Busy where several are waiting already.

        It is assessed anew, so that the pack holds every statement that was run for it.
        """
        if self._asked_for > WAITING:
            raise Busy("Several reports are being made already.", remedy="Ask again in a minute, or use the command.")
        self._asked_for += 1
        try:
            async with self._turn:
                return await self._made(asked, form)
        finally:
            self._asked_for -= 1

    async def _made(self, asked: Asked, form: str) -> Response:
        section = f"-{asked.clause}" if asked.clause else ""
        name = f"coverage-{asked.framework.id}{section}-{asked.day}.{form}"
        with TemporaryDirectory(prefix="clausegraph-", ignore_cleanup_errors=True) as folder:
            path = Path(folder) / f"report.{form}"
            async with self._days.graph(asked.day) as graph:
                engine = Noting(graph)
                found = await assess(engine, asked.framework, today=asked.day, section=asked.clause, known=self._site.known)
                manifest = await write(engine, found, path, organisation=self._site.organisation)
            response = download(await asyncio.to_thread(path.read_bytes), name, TYPES[form])
        if manifest:
            response.headers["clausegraph-manifest-sha256"] = manifest
        return response
