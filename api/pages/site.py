"""What every page stands on: the engine, the day, whose graph it is, and how an answer becomes a page or a file."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar

from fastapi.responses import Response
from starlette.requests import Request

from api.pages import rendering
from api.pages.addresses import Address
from api.pages.elsewhere import Elsewhere
from api.pages.navigation import Place
from api.pages.pictures.drawn import Drawn
from api.pages.pictures.model import Picture
from api.pages.tables import Table
from api.pages.tables.files import download, table_file, workbook_file
from api.pages.tables.view import FORMATS, View, view
from graph.engine import Engine
from graph.errors import WrongUse, nearest
from graph.records.lock import holder
from graph.settings import Settings
from queries.assessment.assess import assess
from queries.assessment.known import known_framework
from queries.assessment.model import Assessment
from queries.catalogue import catalogue
from queries.contract import Check
from queries.explore.haystack import Haystack
from queries.explore.names import names
from queries.explore.remembered import Remembered
from queries.findings import Finding
from queries.impact.snapshot import ByGraph, Snapshot
from queries.once import Once
from queries.organisation import Organisation
from queries.run import ask

SWAPPED = "clausegraph-swap"
"""The header by which a page says that it changes in place."""
Rows = list[dict[str, Any]]
"""The answer to a question, a row each."""
T = TypeVar("T")


class PictureFile(StrEnum):
    """Forms that a picture is kept in; a browser makes the PNG itself."""

    SVG = "svg"
    HTML = "html"


@dataclass
class Site:
    """Shared by all pages of a server."""

    engine: Callable[[], Engine]
    """For one request: its statements end after a while."""
    unhurried: Callable[[], Engine]
    """For what is worked out once for everybody, however long that takes."""
    settings: Settings
    known: Organisation
    """The catalogue as the organisation has it."""
    by_graph: ByGraph
    """Failure models, shared with GraphQL."""
    remembered: Remembered = field(default_factory=Remembered)
    """What takes long and changes only with a load."""
    places: tuple[Place, ...] = ()
    """What the header leads to."""

    @property
    def today(self) -> str:
        """The day that questions are asked on, as ISO date."""
        return self.settings.day

    @property
    def organisation(self) -> str:
        """Whose graph it is; may be empty."""
        return self.settings.organisation

    async def snapshot(self) -> Snapshot:
        """The failure model of the graph as it is."""
        engine = self.unhurried()
        return await self.by_graph.of(engine).latest(engine)

    async def remember(self, key: Hashable, work: Callable[[Site], Awaitable[T]], *, day: str = "") -> T:
        """What `work` gives, worked out once until a load ends, and on another `day`; whoever asks meanwhile waits for it.

        The work is given the site whose statements may take as long as they need.
        """
        unhurried = replace(self, engine=self.unhurried)
        return await self.remembered.value(self.unhurried(), key, lambda: work(unhurried), day=day)

    async def ask(self, question: str, **params: Any) -> Rows:
        """The answer to a question of the catalogue; raises WrongUse for a value that cannot be meant."""
        answer = await ask(self.engine(), catalogue().find_question(question), today=self.today, params=params)
        return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]

    async def names(self) -> Haystack:
        """What the search box looks through."""
        return await self.remember("names", lambda site: names(site.engine()))

    async def assessment(self, framework: str) -> Assessment:
        """A framework as it stands today, by what the organisation says; raises WrongUse for one that is not known."""
        found = await known_framework(self.engine(), framework, self.known.frameworks)

        async def work(site: Site) -> Assessment:
            return await assess(site.engine(), found, today=self.today, known=self.known, once=await self._once())

        return await self.remember(("assessment", found.id), work, day=self.today)

    async def findings(self, checks: Sequence[Check]) -> list[Finding]:
        """What checks find today, each asked once until a load ends, without the organisation's own that the engine refuses."""
        found, _ = await self.known.run(self.engine(), checks, self.today, once=await self._once())
        return found

    async def _once(self) -> Once:
        """What checks found already."""

        async def nothing_yet(_site: Site) -> Once:
            return Once()

        return await self.remember("findings", nothing_yet, day=self.today)

    async def show(
        self,
        request: Request,
        template: str,
        *,
        tables: Sequence[Table] = (),
        picture: Picture | None = None,
        elsewhere: Elsewhere | None = None,
        status: int = 200,
        **values: Any,
    ) -> Response:
        """The page, or the file of its tables or picture that `?format=` asks for; raises WrongUse for another format.

        The template has `tables` by name, with hyphens as underscores, `picture`, `elsewhere`, `address`, and the values.
        """
        address = Address.of(request)
        views = {table.name: view(table, address) for table in tables}
        if form := request.query_params.get("format"):
            return await asyncio.to_thread(self._file, form, request, views, picture)
        shown = {
            "tables": {name.replace("-", "_"): one for name, one in views.items()},
            "picture": Drawn(picture, address, swapped=SWAPPED in request.headers) if picture else None,
            "elsewhere": elsewhere,
        }
        return await self.page(request, template, status=status, **shown, **values)

    async def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page within the shell: header, search, notice of a load."""
        loading = await holder(self.engine())
        return self._rendered(request, template, status, loading, values)

    def error(self, request: Request, status: int, what: str, remedy: str) -> Response:
        """The page for an error; it asks nothing of the engine, which may be what is wrong."""
        return self._rendered(request, "error.html", status, None, {"what": what, "remedy": remedy})

    def _rendered(self, request: Request, template: str, status: int, loading: str | None, values: dict[str, Any]) -> Response:
        shell = {"organisation": self.organisation, "today": self.today, "places": self.places, "loading": loading}
        here = {"address": Address.of(request), "q": request.query_params.get("q", "")}
        return rendering.page(template, status=status, **{"picture": None, "elsewhere": None, **shell, **here, **values})

    def _file(self, form: str, request: Request, views: dict[str, View], picture: Picture | None) -> Response:
        name = f"{request.url.path.strip('/') or 'start'}-{self.today}"
        if picture and form in tuple(PictureFile):
            drawn = Drawn(picture, Address.of(request))
            return download(drawn.file(form, str(request.url)), f"{name}.{form}", drawn.types[form])
        if form not in FORMATS or not views:
            raise WrongUse(f"{form}: this page has no such format.", where="format", remedy=_offered(views, picture))
        wanted = request.query_params.get("table", "")
        if not wanted and form == "xlsx":
            return workbook_file(views, name)
        chosen = wanted or next(iter(views))
        if chosen not in views:
            raise WrongUse(f"There is no table {chosen} on this page.", where="table", remedy=nearest(chosen, views))
        return table_file(views[chosen], form, f"{name}-{chosen}")


def _offered(views: dict[str, View], picture: Picture | None) -> str:
    offered = [*(FORMATS if views else ()), *(PictureFile if picture else ())]
    return f"It has {', '.join(offered)}." if offered else "It is only a page."
