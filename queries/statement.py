"""What every statement keeps to, whoever wrote it: it only reads, calls nothing, and its paths have an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST_PATH = 15
"""So many steps a path may have; failure is followed over 8."""

_NOT_CODE = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/", re.DOTALL)
_WRITES = re.compile(
    r"(?<![.:$\w])(CREATE|INSERT|MERGE|SET|DELETE|DETACH|REMOVE|DROP|FOREACH|LOAD\s+CSV|ALTER|GRANT|REVOKE|DENY|RENAME"
    r"|IN\s+(?:CONCURRENT\s+)?TRANSACTIONS)\b",
    re.IGNORECASE,
)
_SWITCHES = re.compile(r"(?<![.:$\w])(USE|EXPLAIN|PROFILE|CYPHER|SHOW|TERMINATE)\b(?=\s+\w)", re.IGNORECASE)
_CALLS = re.compile(r"\bCALL\s+(?=[A-Za-z_`])([\w.`]+)|(?<![.$\w])([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)\s*\(", re.IGNORECASE)
_STEPS = re.compile(r"-\s*\[[^\[\]]*?\*\s*(?:(?P<least>\d+)?\s*(?P<dots>\.\.)?\s*(?P<most>\d+)?)[^\[\]]*\]\s*-")
_QUANTIFIED = re.compile(
    r"(?:(?:->|\]-|--)\s*|\))(?P<mark>\+|\*|\{\s*\d*\s*(?P<comma>,)?\s*(?P<most>\d+)?\s*\})(?=\s*\(\s*\w*\s*[:){])"
)


class Broken(NamedTuple):
    """Where a statement does not keep to it."""

    place: int
    """Position in the statement."""
    said: str
    remedy: str


def code(statement: str) -> str:
    """The statement with its texts, quoted names and comments blanked, every character in its place."""
    return _NOT_CODE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), statement)


def broken(statement: str) -> Iterator[Broken]:
    """Every place that does not keep to it."""
    bare = code(statement)
    for found in _WRITES.finditer(bare):
        yield Broken(found.start(), f"{found[0].upper()}: a statement only reads.", "Ask for what is there, and change nothing.")
    for found in _SWITCHES.finditer(bare):
        yield Broken(found.start(), f"{found[0].upper()}: where and how it runs is not the statement's to say.", "Leave it out.")
    for found in _CALLS.finditer(bare):
        called = found[1] or found[2]
        yield Broken(found.start(), f"It calls {called}, which may write and is not on every engine.", "Use plain Cypher.")
    if ";" in bare:
        yield Broken(bare.index(";"), "A file holds one statement.", "Leave the semicolon out.")
    yield from _endless(bare)


def _endless(bare: str) -> Iterator[Broken]:
    for found in _STEPS.finditer(bare):
        most = found["most"] or ("" if found["dots"] else found["least"])
        yield from _too_long(found.start(), most or "", "*1..8")
    for found in _QUANTIFIED.finditer(bare):
        exact = found["mark"].strip("{} ") if found["mark"].startswith("{") and not found["comma"] else ""
        yield from _too_long(found.start(), found["most"] or exact, "{1,8}")


def _too_long(place: int, most: str, example: str) -> Iterator[Broken]:
    if not most:
        yield Broken(place, "This path has no end.", f"Bound it: {example}.")
    elif int(most) > LONGEST_PATH:
        yield Broken(place, f"This path may have {most} steps, and {LONGEST_PATH} are allowed.", f"Bound it: {example}.")
