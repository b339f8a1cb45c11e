"""The report as a PDF, set with Typst: tagged, with bookmarks, and readable by machines (PDF/UA-1, ISO 14289-1).

All text is handed over as data, never as markup. Only the fonts that come with Typst are used, so the same report is the same
file on every machine; they draw Latin, Greek, Cyrillic, Hebrew, Arabic and many signs. What they do not draw stands there by
its number, [U+1F600]; the page and the tables have it as it is.
"""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

import orjson

from api.packs.contents import Contents
from api.packs.view import view

if TYPE_CHECKING:
    from typst import PDFStandard, TypstError

_TEMPLATE = "templates/pack/report.typ"
_ROUNDS = 3
_NOT_DRAWN = re.compile(r"the text `\"(.*?)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")


def write(path: Path, contents: Contents) -> None:
    """Writes the PDF; raises OSError."""
    path.write_bytes(drawn(orjson.dumps(view(contents)).decode(), int(contents.moment.timestamp())))


def drawn(said: str, timestamp: int) -> bytes:
    """A report of these values, JSON, that says it was made at that time."""
    from typst import TypstError

    for _ in range(_ROUNDS):
        try:
            return _compiled(said, timestamp, ["ua-1"])
        except TypstError as problem:
            said = _numbered(said, problem)
    return _compiled(said, timestamp, [])


def _compiled(said: str, timestamp: int, standards: list[PDFStandard]) -> bytes:
    from typst import Compiler

    template = (files("api") / _TEMPLATE).read_bytes()
    with TemporaryDirectory() as nothing:
        compiler = Compiler(template, root=nothing, ignore_system_fonts=True, package_path=nothing, package_cache_path=nothing)
        made = compiler.compile(format="pdf", sys_inputs={"said": said}, timestamp=timestamp, pdf_standards=standards)
    return cast(bytes, made)


def _numbered(said: str, problem: TypstError) -> str:
    """The values with what no font draws by its number; raises what went wrong when it is something else."""
    told = f"{problem.message}\n{problem.diagnostic}"
    found = {_ESCAPED.sub(lambda hit: chr(int(hit[1], 16)), text) for text in _NOT_DRAWN.findall(told)}
    missing = {character for text in found for character in text if ord(character) > 0x7F}
    if not missing:
        raise problem
    return said.translate({ord(one): f"[U+{ord(one):04X}]" for one in missing})
