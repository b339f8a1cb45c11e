"""What the demo prints: what each source gave, the gaps in section 4, and what a failing supplier takes with it."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.text import Text

from api.cli import check_report, demo_failing, load_report, selection, terminal
from api.cli.demo_setup import Stage
from graph.engine import Engine, connect
from graph.settings import Settings
from graph.sources import SourceResult
from queries.contract import Check
from queries.organisation import organisation

FRAMEWORK, SECTION = "iso-20000-1-2011", "4"
WORST = 10
NEXT = (
    "check --framework iso-20000-1-2018 --clause 8",
    'impact --reported --why "Managed network"',
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
        for supplier, reached in await demo_failing.reached(engine, settings.day):
            _heading(out, f"{supplier} is down. What becomes of the services that it reaches?")
            demo_failing.show(out, reached)
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
    known = organisation(settings)
    chosen = selection.checks([], FRAMEWORK, SECTION, known)
    findings, _ = await known.run(engine, chosen.checks, settings.day, framework=known.frameworks[FRAMEWORK])
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
