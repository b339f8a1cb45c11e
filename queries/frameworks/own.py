"""An organisation's own frameworks: files in the form of ours that a source of its clausegraph.yaml names.

A file that breaks the form is refused with its line and the remedy; the others are read all the same. Libraries of CISO
Assistant and catalogues of OSCAL name no checks and are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from graph.configuration import line_of
from graph.errors import SourceFailed, WrongUse, nearest
from graph.loaders.contract import Origin
from graph.loaders.files import File, files, read_text
from graph.loaders.yamltext import parse_yaml
from graph.refusals import refusal
from graph.settings import Settings
from queries.contract import Check
from queries.frameworks import Framework
from queries.frameworks.builtin import FOLDER, PREFIX
from queries.parameters import meant

_SUFFIXES = (".yaml", ".yml")
_FORM = re.compile(r"""^(framework\b|["']framework["']|\{)""", re.MULTILINE)
"""How a document in the form of ours begins its head; libraries are large, and parsing takes long."""


def read_own(settings: Settings, checks: Mapping[str, Check]) -> tuple[dict[str, Framework], list[WrongUse]]:
    """The frameworks by id, and what is wrong with the files. One that names a check that is not of `checks` goes without it."""
    found: dict[str, Framework] = {}
    refused: list[WrongUse] = []
    for source in settings.sources:
        paths = tuple(path for path in source.path if not path.startswith(PREFIX))
        if source.loader == "frameworks" and paths:
            _read(Origin(source.name, settings.folder, paths), checks, found, refused)
    return found, refused


def _read(origin: Origin, checks: Mapping[str, Check], found: dict[str, Framework], refused: list[WrongUse]) -> None:
    try:
        named = [file for file in files(origin, _SUFFIXES) if file.path.suffix.lower() in _SUFFIXES]
    except SourceFailed as problem:
        refused.append(WrongUse(problem.what, where=problem.where, remedy=problem.remedy))
        return
    for file in named:
        if file.path.resolve().parent == FOLDER.resolve():
            continue
        try:
            for framework, unknown in _frameworks(file, origin, checks):
                if framework.id in found:
                    raise WrongUse(f"framework.id: there is a {framework.id} already.", where=file.shown, remedy="Keep one.")
                found[framework.id] = framework
                refused += unknown
        except (SourceFailed, WrongUse) as problem:
            refused.append(WrongUse(problem.what, where=problem.where, remedy=problem.remedy))


def _frameworks(file: File, origin: Origin, checks: Mapping[str, Check]) -> Iterator[tuple[Framework, list[WrongUse]]]:
    """Each framework of a file, with what is wrong with the checks that it names."""
    text = read_text(file, origin)
    if not _FORM.search(text):
        return
    for _, value in parse_yaml(text, file.shown, origin.limits):
        if isinstance(value, dict) and "framework" in value:
            framework = _framework(value, file)
            yield framework, list(_unknown(framework, checks, value, file))


def _framework(value: object, file: File) -> Framework:
    try:
        return Framework.model_validate(value)
    except ValidationError as problem:
        told = refusal(problem, Framework, value)
        # What holds between several fields begins with the place it is about.
        line = told.line or line_of(value, told.said.partition(":")[0].split("."))
        said = f"{told.place}: {told.said}" if told.place else told.said
        raise WrongUse(said, where=f"{file.shown}:{line or 1}", remedy=told.remedy) from problem


def _unknown(framework: Framework, checks: Mapping[str, Check], value: object, file: File) -> Iterator[WrongUse]:
    """The checks that there are not; raises WrongUse for a parameter of another that cannot be meant."""

    def wrong(place: tuple[str, ...], said: str, remedy: str) -> WrongUse:
        return WrongUse(f"{'.'.join(place)}: {said}", where=f"{file.shown}:{line_of(value, place)}", remedy=remedy)

    for place, names in ((("checks",), framework.checks), (("parameters", "checks"), framework.parameters.checks)):
        for name in names:
            if name not in checks:
                remedy = nearest(name, checks) or "clausegraph check --list shows them."
                yield wrong((*place, name), f"there is no check {name}.", remedy)
    for name, said in framework.parameters.checks.items():
        for param, given in said.items() if name in checks else ():
            try:
                meant(checks[name], param, given)
            except WrongUse as problem:
                raise wrong(("parameters", "checks", name, param), problem.what, problem.remedy) from problem
