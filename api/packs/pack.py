"""A report of an assessment in a file: a whole pack, or the page or the PDF of it alone."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson

from api.exports import csv_files
from api.exports.workbooks import workbook
from api.packs import archive, html, oscal, pdf, tables
from api.packs.contents import Contents, gather
from api.packs.noting import Noting
from api.packs.statements import listed
from graph.errors import WrongUse
from queries.assessment.model import Assessment


async def write(engine: Noting, assessment: Assessment, path: Path, *, organisation: str = "") -> str:
    """Writes the report that the suffix says, whole or not at all; of a pack returns the SHA-256 of its manifest, else nothing.

    `engine` is the connection that the assessment was made through, and still holds that graph. Raises WrongUse for a suffix
    that is none of `exports.REPORTS`, and when the file cannot be written.
    """
    make = _MAKERS.get(path.suffix.lower())
    if make is None:
        raise WrongUse(f"A report cannot be written as {path.suffix or 'no suffix'}.", where=str(path))
    contents = await gather(engine, assessment, organisation)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        made = await asyncio.to_thread(make, part, contents) or ""
        part.replace(path)
    except OSError as problem:
        raise WrongUse(f"It cannot be written: {problem.strerror}.", where=str(path)) from problem
    finally:
        part.unlink(missing_ok=True)
    return made


def _pack(path: Path, contents: Contents) -> str:
    with TemporaryDirectory(prefix="clausegraph-") as name:
        folder = Path(name)
        (folder / "tables").mkdir()
        html.write(folder / "report.html", contents)
        pdf.write(folder / "report.pdf", contents)
        oscal.write(folder / "assessment-results.json", contents)
        workbook(folder / "coverage.xlsx", {name: make(contents) for name, make in tables.TABLES.items()})
        for table, make in tables.TABLES.items():
            csv_files.write(folder / "tables" / f"{table}.csv", *make(contents))
        csv_files.write(folder / "lineage.csv", *tables.lineage(contents))
        statements = orjson.dumps(listed(contents), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
        (folder / "statements.json").write_bytes(statements)
        return archive.write(path, folder, day=contents.assessment.today, said=tables.stated(contents))


_MAKERS: dict[str, Callable[[Path, Contents], str | None]] = {".zip": _pack, ".html": html.write, ".pdf": pdf.write}
