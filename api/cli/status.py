"""`clausegraph status`: which engine answers, what the graph holds, and how fresh it is."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli import options

if TYPE_CHECKING:
    from graph.settings import Settings

SOURCE_COLUMNS = ["source", "last_run", "at", "next_due", "records", "unresolved", "rejected"]


def add_to(app: typer.Typer) -> None:
    """Makes the command known."""
    app.command("status", epilog="Example: clausegraph status --json")(status)


def status(
    ctx: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Prints the status as JSON.")] = False
) -> None:
    """Says which engine answers, what the graph holds, and when each source was last read."""
    from api.cli import terminal

    settings = options.settings(ctx)
    found = asyncio.run(_status(settings))
    if as_json:
        terminal.print_json(found)
    else:
        _show(found)


async def _status(settings: Settings) -> dict[str, Any]:
    from graph.engine import connect
    from queries.catalogue import catalogue
    from queries.run import ask

    async with connect(settings, read_only=True) as engine:
        asked = [catalogue().questions[name] for name in ("nodes-by-label", "sources-and-runs")]
        nodes, sources = [await ask(engine, question, today=settings.day) for question in asked]
    known = [dict(zip(sources.columns, row, strict=True)) for row in sources.rows]
    never = {source.name for source in settings.sources} - {source["source"] for source in known}
    return {
        "engine": engine.kind,
        "version": engine.version,
        "address": settings.uri or "embedded",
        "data": None if settings.uri else str(settings.data_folder),
        "configuration": str(settings.config) if settings.config.is_file() else None,
        "today": settings.day,
        "loading": [source["source"] for source in known if source["loading"]],
        "unresolved": sum(source["unresolved"] for source in known),
        "nodes": dict(nodes.rows),
        "sources": known,
        "never_read": sorted(never),
    }


def _show(found: dict[str, Any]) -> None:
    from api.cli import terminal

    out = terminal.console()
    out.print(f"Engine         {found['engine']}, {terminal.visible(found['version'])}")
    out.print(f"Address        {terminal.visible(found['data'] or found['address'])}")
    out.print(f"Configuration  {terminal.visible(found['configuration'] or 'none')}, asked on {found['today']}")
    writing = ", ".join(found["loading"])
    out.print(f"Loading now    {terminal.visible(writing) + ': answers may be incomplete' if writing else 'nothing'}")
    out.print(f"Unresolved     {terminal.count(found['unresolved'], 'reference')}\n")
    out.print(terminal.table(out, ["label", "nodes"], list(found["nodes"].items())))
    out.print()
    if found["sources"]:
        rows = [[_minute(source[column]) for column in SOURCE_COLUMNS] for source in found["sources"]]
        out.print(terminal.table(out, SOURCE_COLUMNS, rows))
    for source in found["sources"]:
        if source["last_run"] == "failed":
            since = _minute(source["data_from"]) or "never"
            out.print(terminal.sentence(f"{source['source']} failed: {source['error']} Last read well: {since}."))
    if found["never_read"]:
        out.print(terminal.sentence(f"Never read: {', '.join(found['never_read'])}"))
    if not found["sources"]:
        out.print("Nothing was loaded yet. Try: clausegraph load")


def _minute(value: Any) -> Any:
    """A time to the minute, as a person reads it; anything else as it is."""
    return value[:16].replace("T", " ") if isinstance(value, str) and value.endswith("Z") and value[10:11] == "T" else value
