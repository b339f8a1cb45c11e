"""An organisation's own checks: .cypher files in a folder that clausegraph.yaml names, held to the contract of ours.

A file that breaks it is refused with its line and the remedy; the others are read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from graph.errors import WrongUse
from queries.catalogue import read_statement
from queries.contract import Check

_LARGEST = 100_000
_YAML_LINE = re.compile(r"line (\d+), column")


def read_own(folder: Path, taken: Iterable[str]) -> tuple[list[Check], list[WrongUse]]:
    """The checks of a folder in the order of their names, and what is wrong with the files that were refused.

    `taken` are names that nobody else may have. Raises WrongUse where there is no such folder.
    """
    if not folder.is_dir():
        raise WrongUse("There is no such folder of checks.", where=str(folder), remedy="Check `checks` in clausegraph.yaml.")
    known, found, refused = set(taken), [], []
    for file in sorted(folder.glob("*.cypher")):
        try:
            check = read_own_file(file)
            if check.name in known:
                raise WrongUse(f"name: there is a {check.name} already.", where=str(file), remedy="Give it a name of its own.")
        except WrongUse as problem:
            refused.append(problem)
        else:
            known.add(check.name)
            found.append(check)
    return found, refused


def read_own_file(file: Path) -> Check:
    """The check that a file holds; raises WrongUse with the line."""
    try:
        if file.stat().st_size > _LARGEST:
            raise WrongUse(f"It is larger than {_LARGEST:,} bytes.", where=str(file), remedy="A check is one statement.")
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        said = "It is not UTF-8." if isinstance(problem, UnicodeDecodeError) else f"It cannot be read: {problem.strerror}."
        raise WrongUse(said, where=str(file), remedy="Save it as UTF-8 text that you may read.") from problem
    try:
        return read_statement(text, Check, str(file))
    except WrongUse as problem:
        if problem.where != str(file):
            raise
        raise WrongUse(problem.what, where=f"{file}:{_line(problem.what, text)}", remedy=problem.remedy) from problem


def _line(said: str, text: str) -> int:
    """The line that a complaint is about: of the parameter or the key it begins with, or where the YAML breaks."""
    if parameter := re.match(r"\$\w+", said):
        return 1 + text[: max(text.find(parameter[0]), 0)].count("\n")
    above = text[: text.find("/*") + 2].count("\n")
    if found := _YAML_LINE.findall(said):
        return above + int(found[-1])
    return 1 + above + _key_line(said.split(": ", 1)[0].split("."), text)


def _key_line(keys: list[str], text: str) -> int:
    """Lines from the start of the metadata to the innermost key that is there."""
    header = text.partition("/*")[2].partition("*/")[0]
    line, node = 0, None
    try:
        node = yaml.compose(header, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return line
    for key in keys:
        step = next((pair for pair in _inside(node) if pair[0] == key), None)
        if step is None:
            return line
        _, line, node = step
    return line


def _inside(node: yaml.Node | None) -> Iterator[tuple[str, int, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), key.start_mark.line, value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from ((str(place), value.start_mark.line, value) for place, value in enumerate(node.value))
