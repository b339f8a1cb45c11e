"""What the demo prints: what each source gave, the gaps in section 4, and what a failing supplier takes with it."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from api.cli import check_report, load_report, selection, terminal
from api.cli.demo_setup import Stage
from graph.engine import Engine, connect
from graph.settings import Settings
from graph.sources import SourceResult
from queries.catalogue import catalogue
from queries.contract import Check
from queries.run import ask, run_checks

FRAMEWORK, SECTION = "iso-20000-1-2011", "4"
WORST = 10
NEXT = (
    "check --framework iso-20000-1-2018 --clause 8",
    "ask who-answers-for-what-is-down",
    'ask where-does-this-come-from -p node="Customer portal"',
)
SOURCE_COLUMNS = ["source", "records", "new", "changed", "gone", "nodes", "links", "rejected"]


async def show(stage: Stage, loaded: list[SourceResult]) -> None:
    """Everything, in the order in which a newcomer asks."""
    out, settings = terminal.console(), stage.now
    _heading(out, f"{settings.organisation}, {settings.day}: what its source systems gave")
    _show_sources(out, settings, loaded)
    async with connect(settings, read_only=True) as engine:
        await _show_section(out, engine, settings)
        await _show_failing(out, engine, settings)
    _heading(out, "To go on")
    here = Path.cwd()
    config = settings.config.relative_to(here) if settings.config.is_relative_to(here) else settings.config
    for command in NEXT:
        out.print(f"clausegraph --config {config} {command}", soft_wrap=True)


def _heading(out: Console, text: str) -> None:
    out.print()
    out.print(terminal.sentence(text, "bold"))


def _show_sources(out: Console, settings: Settings, loaded: list[SourceResult]) -> None:
    out.print(terminal.table(out, SOURCE_COLUMNS, [_counts(result) for result in loaded]))
    files = load_report.write_rejects(settings, loaded, None)
    for result in loaded:
        if result.error:
            out.print(terminal.sentence(f"{result.source} could not be read: {result.error}", "bold red"))
            out.print("Nothing of it was deleted: the graph keeps what its last good run gave.")
        for row in result.rejected:
            out.print(terminal.sentence(f"rejected: {row}", "yellow"))
    if files:
        out.print(Text(f"Rejected rows are kept in {next(iter(files.values())).parent}."))


def _counts(result: SourceResult) -> list[object]:
    """A source that failed gave nothing, which is not the same as none."""
    if result.error:
        return [result.source, *[None] * (len(SOURCE_COLUMNS) - 1)]
    nodes = sum(result.totals.nodes.values())
    changes = (result.read, result.added, result.changed, result.removed)
    return [result.source, *changes, nodes, result.totals.links, len(result.rejected)]


async def _show_section(out: Console, engine: Engine, settings: Settings) -> None:
    chosen = selection.checks([], FRAMEWORK, SECTION)
    findings = await run_checks(engine, chosen.checks, settings.day)
    by_check = check_report.grouped(findings)
    _heading(out, f"Section {SECTION} of {chosen.clauses[0].framework.name}: what was checked")
    check_report.show_counts(out, chosen, by_check)
    worst = check_report.worst(chosen.checks, by_check, WORST)
    _heading(out, f"The {len(worst)} worst of {sum(f.status == 'alarm' for f in findings)} gaps")
    rows = [[_clauses(chosen, check), f.name, f.reason] for check, f in worst]
    out.print(terminal.table(out, ["clause", "what", "why"], rows, spaced=True))


def _clauses(chosen: selection.Selection, check: Check) -> Text:
    """Numbers of the chosen clauses that the check tests, one below the other."""
    return Text("\n".join(clause.requirement.ref for clause in chosen.clauses if check in clause.checks))


async def _show_failing(out: Console, engine: Engine, settings: Settings) -> None:
    suppliers = await ask(engine, catalogue().find_question("suppliers-by-state"), today=settings.day)
    for row in suppliers.rows:
        supplier = dict(zip(suppliers.columns, row, strict=True))
        if supplier["state"] == "down":
            await _show_impact(out, engine, settings, supplier["supplier"], supplier["name"])


async def _show_impact(out: Console, engine: Engine, settings: Settings, supplier: str, name: str) -> None:
    question = catalogue().find_question("impact-of-a-failing-supplier")
    answer = await ask(engine, question, today=settings.day, params={"supplier": supplier})
    _heading(out, f"{name} is down. Which services depend on it?")
    if not answer.rows:
        out.print("None that the graph knows of.")
        return
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    columns = ["service", "criticality", "alone", "path"]
    room = out.width - max(len(row["name"]) for row in rows) - sum(len(column) + 2 for column in columns[1:3]) - 2
    listed = [[row["name"], row["criticality"], row["alone"], terminal.steps(row["path"], room)] for row in rows]
    out.print(terminal.table(out, columns, listed))
