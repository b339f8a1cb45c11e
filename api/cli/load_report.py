"""What a load gave, source by source; and the rows it had to reject, in a file."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from api import exports
from api.cli import changelog_report, terminal
from graph.errors import WrongUse

if TYPE_CHECKING:
    from graph.settings import Settings
    from graph.sources import SourceResult
    from queries.assessment.changelog import ChangeLog

SHOWN = 20
"""Rejected rows and changes on the screen; all of them are in the file and in --json."""
REJECTED_COLUMNS = ("source", "file", "line", "field", "value", "reason", "remedy", "key")


def chosen(settings: Settings, names: list[str]) -> list[str]:
    """The sources to read, each known; raises WrongUse with the nearest name, or when none is configured."""
    if not settings.sources:
        raise WrongUse(
            "No sources are named here.", where=str(settings.config), remedy="Name some, or choose another file with --config."
        )
    return list(dict.fromkeys(settings.source(name).name for name in names))


def show(
    settings: Settings, results: list[SourceResult], *, rejects: Path | None, dry_run: bool, as_json: bool, log: ChangeLog
) -> None:
    """Prints what each source gave, writes its rejected rows to a file, and tells which clauses got better or worse."""
    files = write_rejects(settings, results, rejects)
    if as_json:
        told = [_plain(result, files.get(result.source)) for result in results]
        terminal.print_json({"dry_run": dry_run, "sources": told, "change_log": changelog_report.plain(log)})
        return
    out = terminal.console()
    for result in results:
        show_source(out, result, files.get(result.source), dry_run=dry_run)
    changelog_report.show(out, log)
    if dry_run:
        out.print("Nothing was written: this was a dry run.")


def show_source(out: Console, result: SourceResult, file: Path | None, *, dry_run: bool = False) -> None:
    """One source: its counts, what would change, the first rejected rows, and why it failed."""
    out.print(Text.assemble((result.source, "bold"), f" ({result.loader}) ", terminal.styled(result.status)))
    if result.error:
        out.print(Text(f"  {terminal.visible(result.error)}", style="red"))
    if result.read or not result.error:
        out.print(terminal.table(out, *counts(result, dry_run=dry_run)))
    if result.totals.nodes and not dry_run:
        out.print("  nodes: " + " · ".join(f"{label} {number:,}" for label, number in sorted(result.totals.nodes.items())))
    if dry_run:
        _show_changes(out, result)
    else:
        _show_doubts(out, result)
    if result.rejected:
        _show_rejected(out, result, file)
    out.print()


def counts(result: SourceResult, *, dry_run: bool) -> tuple[list[str], list[list[object]]]:
    """Records, links, what is open, and seconds, as one row; a dry run knows nothing of links."""
    numbers: dict[str, object] = {
        "read": result.read,
        "new": result.added,
        "changed": result.changed,
        "gone": result.removed,
        "unchanged": result.unchanged,
    }
    if not dry_run:
        numbers |= {"links": result.totals.links, "unresolved": result.totals.unresolved}
    numbers |= {"rejected": len(result.rejected), "seconds": f"{result.seconds:.1f}"}
    return list(numbers), [list(numbers.values())]


def write_rejects(settings: Settings, results: list[SourceResult], into: Path | None) -> dict[str, Path]:
    """Writes every rejected row to `into`, or to a file a source in the data folder; gives the file of each source.

    A file that an earlier load left is replaced, and removed when the source has no rejected rows any more.
    """
    rows = {result.source: [[result.source, *_reject_row(row)] for row in result.rejected] for result in results}
    if into:
        exports.write(into, REJECTED_COLUMNS, [row for listed in rows.values() for row in listed])
        return {source: into for source, listed in rows.items() if listed}
    folder = settings.data_folder / "rejects"
    written: dict[str, Path] = {}
    for source, listed in rows.items():
        file = folder / f"{source}.csv"
        if listed:
            folder.mkdir(parents=True, exist_ok=True)
            exports.write(file, REJECTED_COLUMNS, listed)
            written[source] = file
        else:
            file.unlink(missing_ok=True)
    return written


def _reject_row(row: Any) -> list[Any]:
    return [getattr(row, column) for column in REJECTED_COLUMNS[1:]]


def _show_doubts(out: Console, result: SourceResult) -> None:
    """What loaded, but leaves a question open."""
    doubts = []
    if result.kept:
        doubts.append(f"{terminal.count(result.kept, 'record')} kept as known, since the row was rejected")
    if result.totals.conflicts:
        doubts.append(f"{terminal.count(result.totals.conflicts, 'record')} overruled by a source of higher priority")
    if result.totals.ambiguous:
        doubts.append(f"{terminal.count(result.totals.ambiguous, 'record')} fitting more than one node")
    if doubts:
        out.print("  to look at: " + " · ".join(doubts))


def _show_changes(out: Console, result: SourceResult) -> None:
    for change in result.changes[:SHOWN]:
        words = (change.kind, terminal.visible(change.name), terminal.visible(change.place or change.record))
        out.print(Text("  {:8} {}  ({})".format(*words)))
    if len(result.changes) > SHOWN:
        out.print(f"  … and {len(result.changes) - SHOWN:,} more; --json lists all of them")


def _show_rejected(out: Console, result: SourceResult, file: Path | None) -> None:
    rejected = terminal.count(len(result.rejected), "rejected row")
    out.print(Text(f"  {rejected}; all of them are in {file}" if file else f"  {rejected}", style="bold red"))
    for row in result.rejected[:SHOWN]:
        out.print(Text(f"  {terminal.visible(row)}"))
    if len(result.rejected) > SHOWN:
        out.print(f"  … and {len(result.rejected) - SHOWN:,} more")


def _plain(result: SourceResult, file: Path | None) -> dict[str, Any]:
    """A result as JSON has it; the error in its parts."""
    plain = {name: value for name, value in asdict(result).items() if name != "error"}
    error = result.error
    plain["error"] = {"what": error.what, "where": error.where, "remedy": error.remedy} if error else None
    return plain | {"rejects_file": str(file) if file else None}
