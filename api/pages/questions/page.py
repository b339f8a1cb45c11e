"""/questions: the catalogue; /questions/{name}: one of it with its parameters as a form, its statement, and its answer."""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from api.pages.addresses import Address
from api.pages.elsewhere import Elsewhere
from api.pages.missing import NotThere
from api.pages.pictures.model import Picture
from api.pages.questions import answers, listing, picture
from api.pages.questions.fields import Field, fields, key, typed
from api.pages.site import Site
from api.pages.tables import Table
from graph.errors import WrongUse, nearest
from queries.contract import Asked, Check, FindingStatus, Question, Severity

ALL = "all"
"""Value of `part`: the whole page, even where the answer takes a moment."""
Text = Annotated[str, Query(max_length=200)]


def questions_router(site: Site) -> APIRouter:
    """The catalogue, and one of it."""
    router = APIRouter()

    @router.get("/questions")
    async def catalogue(request: Request, what: str = "", severity: str = "", about: Text = "") -> Response:
        every = listing.every(site.known)
        topics = sorted({topic for one in every for topic in listing.topics(one)})
        wanted = _one_of(listing.What, what, "what"), _one_of(Severity, severity, "severity")
        shown = listing.chosen(every, *wanted, about)
        return await site.show(
            request,
            "questions.html",
            tables=[listing.table(shown, site.known)],
            elsewhere=Elsewhere(["check", "--list"], "{ checks { name title severity } questions { name title } }"),
            chosen={"what": what, "severity": severity, "about": about},
            offered={"what": list(listing.What), "severity": list(Severity), "about": topics},
        )

    @router.get("/questions/{name}")
    async def question(request: Request, name: str) -> Response:
        asked, given = _asked(site, name), dict(request.query_params)
        said = typed(asked, given)
        sent = any(key(one) in given for one in asked.params)
        form = await fields(site.engine(), asked, said, sent=sent)
        return await _page(site, request, asked, form, said)

    return router


def _one_of(kind: Any, text: str, where: str) -> Any:
    """The member of a closed list that is named, None for no text; raises WrongUse."""
    if not text:
        return None
    if text not in list(kind):
        raise WrongUse(f"There is no {where} {text}.", where=where, remedy=f"Use {', '.join(kind)}.")
    return kind(text)


def _asked(site: Site, name: str) -> Asked:
    known = {one.name: one for one in listing.every(site.known)}
    if name not in known:
        raise NotThere(f"The catalogue has no check or question {name}.", remedy=nearest(name, known))
    return known[name]


async def _page(site: Site, request: Request, asked: Asked, form: list[Field], said: dict[str, str]) -> Response:
    """The page; where every value is there and meant, its answer is fetched, or is on it where that is asked for."""
    ready = all(not field.wrong and (field.typed or not field.needed) for field in form)
    wants = {"part", "format"} & set(request.query_params)
    table, drawn = await _answer(site, asked, said) if ready and wants else (None, None)
    return await site.show(
        request,
        "question.html",
        tables=[table] if table else [],
        picture=drawn,
        status=400 if any(field.wrong for field in form) else 200,
        elsewhere=_elsewhere(asked, said) if ready else None,
        asked=asked,
        check=asked if isinstance(asked, Check) else None,
        tests=[_clause(id_) for id_ in site.known.requirements_of(asked.name)],
        form=form,
        ready=ready,
        drawable=isinstance(asked, Question) and picture.is_drawn(asked),
        answered=table is not None,
        counts=_counts(table) if table and isinstance(asked, Check) else [],
        part=Address.of(request).changed({"part": ALL}),
        own=asked.name in site.known.own,
    )


async def _answer(site: Site, asked: Asked, said: dict[str, str]) -> tuple[Table, Picture | None]:
    if not isinstance(asked, Question):
        check = site.known.catalogue.find_check(asked.name)
        findings, refused = await site.known.run(site.engine(), [check], site.today, said)
        if refused:
            raise refused[0]
        return answers.of_check(findings), None
    rows = await site.ask(asked.name, **said)
    drawn = picture.picture(asked, rows, await site.names()) if picture.is_drawn(asked) else None
    return answers.of_question(asked, rows), drawn


def _counts(table: Table) -> list[tuple[str, int]]:
    found = Counter(row["status"] for row in table.rows)
    return [(status.value, found[status.value]) for status in FindingStatus if found[status.value]]


def _clause(id_: str) -> tuple[str, str]:
    framework, _, ref = id_.partition("/")
    return id_, f"/coverage/{framework}?clause={ref}"


def _elsewhere(asked: Asked, said: dict[str, str]) -> Elsewhere:
    made = Elsewhere.of_check if isinstance(asked, Check) else Elsewhere.of_question
    return made(asked.name, **said)
