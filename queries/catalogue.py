"""The catalogue: every check and question, read from the .cypher files of this package."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.abc import Traversable
from importlib.resources import files
from types import MappingProxyType
from typing import Any, TypeVar

from graph.errors import WrongUse, nearest
from queries.contract import Asked, Check, Question
from queries.parameters import always_passed, derived, used
from queries.reading import load_mapping, validated
from queries.statement import broken

HOUSES: dict[str, type[Check] | type[Question]] = {"coverage": Check, "impact": Question, "views": Question}
"""Folder → what its files are."""

_FILE = re.compile(r"\A\s*/\*(?P<header>.*?)\*/\s*(?P<statement>.*?)\s*\Z", re.DOTALL)
A = TypeVar("A", bound=Asked)


@dataclass(frozen=True)
class Catalogue:
    """Everything that can be asked, by name."""

    checks: Mapping[str, Check]
    questions: Mapping[str, Question]

    def find_check(self, name: str) -> Check:
        """The check of that name; raises WrongUse with the nearest name."""
        return _find(self.checks, name, "check", self.questions, "question; use `clausegraph ask`")

    def find_question(self, name: str) -> Question:
        """The question of that name; raises WrongUse with the nearest name."""
        return _find(self.questions, name, "question", self.checks, "check; use `clausegraph check`")


def _find(known: Mapping[str, A], name: str, kind: str, others: Mapping[str, Any], other: str) -> A:
    if name in known:
        return known[name]
    if name in others:
        raise WrongUse(f"{name} is a {other}.")
    remedy = nearest(name, known) or f"--list shows every {kind}."
    raise WrongUse(f"There is no {kind} {name}.", remedy=remedy)


@cache
def catalogue() -> Catalogue:
    """The catalogue of this package; read once."""
    return read_catalogue(files("queries"))


def read_catalogue(root: Traversable) -> Catalogue:
    """The catalogue under a folder that holds `coverage`, `impact` and `views`.

    Raises WrongUse, naming file and key, for a file that cannot be meant, and for a name that is used twice.
    """
    found: dict[str, Asked] = {}
    for place, kind, text in _files(root):
        asked = read_statement(text, kind, place)
        if asked.name in found:
            raise WrongUse(f"The name {asked.name} is used twice.", where=place)
        found[asked.name] = asked
    return Catalogue(
        MappingProxyType({n: a for n, a in found.items() if isinstance(a, Check)}),
        MappingProxyType({n: a for n, a in found.items() if isinstance(a, Question)}),
    )


def _files(root: Traversable) -> Iterator[tuple[str, type[Check] | type[Question], str]]:
    for house, kind in HOUSES.items():
        folder = root.joinpath(house)
        if not folder.is_dir():
            continue
        for file in sorted(folder.iterdir(), key=lambda f: f.name):
            if file.name.endswith(".cypher"):
                yield f"{house}/{file.name}", kind, file.read_text(encoding="utf-8")


def read_statement(text: str, kind: type[A], where: str) -> A:
    """The check or question that a .cypher text holds; `where` is the name of its file.

    Raises WrongUse that names the file and the key, or the line of the statement.
    """
    parts = _FILE.match(text)
    if not parts:
        raise WrongUse("It does not begin with /* metadata */.", where=where)
    if not parts["statement"]:
        raise WrongUse("There is no statement under the metadata.", where=where)
    header = load_mapping(parts["header"], where)
    if "statement" in header:
        raise WrongUse("statement: there is no such key.", where=where, remedy="The statement stands below the metadata.")
    asked = validated(kind, header | {"statement": parts["statement"]}, where)
    _check_name(asked, where)
    _check_parameters(asked, where)
    for found in broken(asked.statement):
        line = 1 + text[: parts.start("statement") + found.place].count("\n")
        raise WrongUse(found.said, where=f"{where}:{line}", remedy=found.remedy)
    return asked


def _check_name(asked: Asked, where: str) -> None:
    stem = where.rsplit("/", 1)[-1].removesuffix(".cypher")
    if asked.name != stem:
        raise WrongUse(f"name: it is {asked.name}, but the file is called {stem}.", where=where, remedy="Give both one name.")


def _check_parameters(asked: Asked, where: str) -> None:
    free, in_statement = always_passed(asked), used(asked.statement)
    declared = {name: derived(name, param) for name, param in asked.params.items()}
    for name, names in declared.items():
        if names & free:
            raise WrongUse(f"params.{name}: every statement has it already.", where=where, remedy="Do not declare it.")
        if not names & in_statement:
            raise WrongUse(f"params.{name}: the statement does not use it.", where=where, remedy="Use it or leave it out.")
    known = free.union(*declared.values())
    for name in sorted(in_statement - known):
        remedy = nearest(name, known) or "Declare it under params."
        raise WrongUse(f"${name}: the statement uses it, but it is not declared.", where=where, remedy=remedy)
