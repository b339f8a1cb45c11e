"""The catalogue as a page in Markdown.

`python -m queries.pages` prints the page; a test holds docs/catalogue.md against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from queries.catalogue import catalogue
from queries.contract import Asked, Check, Param, Question
from queries.frameworks import requirements_of
from queries.parameters import quoted, shown

_INTRODUCTION = """\
# What can be asked

Made from the files in `queries/` by `make docs`; change it there. How to add one: [questions.md](questions.md).

A **check** judges: one row for each resource in scope, with a status and the reason. `ok` holds; `info` holds, with something a
reviewer should read; `alarm` does not hold; `skip` is in scope, but a fact is missing that another check asks for. A
**question** answers with columns of its own."""


def page() -> str:
    """The whole catalogue in Markdown."""
    known = catalogue()
    checks = map(_check, known.checks.values())
    questions = map(_question, known.questions.values())
    return "\n\n".join([_INTRODUCTION, "## Checks", *checks, "## Questions", *questions]) + "\n"


def command(asked: Asked) -> str:
    """How it is asked on the command line, with its examples; the optional ones of a check too."""
    verb = "check" if isinstance(asked, Check) else "ask"
    given = (f" -p {name}={quoted(param.example)}" for name, param in asked.params.items())
    return f"clausegraph {verb} {asked.name}{''.join(given)}"


def _check(check: Check) -> str:
    facts = [
        f"- In scope: {check.applies_when}.",
        f"- ok when: {check.passes_when}.",
        f"- Severity of an alarm: {check.severity}.",
        f"- Tests: {_tests(check.name)}.",
    ]
    said = _table(("Status", "When", "Reason"), ((str(r.status), r.when, r.reason) for r in check.rules))
    return "\n\n".join([*_head(check), "\n".join(facts), said, *_params(check), _example(check)])


def _question(question: Question) -> str:
    columns = f"Returns {', '.join(f'`{column}`' for column in question.returns)}."
    return "\n\n".join([*_head(question), columns, *_params(question), _example(question)])


def _head(asked: Asked) -> Iterator[str]:
    yield f"### {asked.name}"
    yield f"**{asked.title}.** {asked.about.strip()}"


def _tests(check: str) -> str:
    ids = (requirement.split("/", 1) for requirement in requirements_of(check))
    named = (f"{framework} {', '.join(ref for _, ref in group)}" for framework, group in groupby(ids, key=lambda i: i[0]))
    return "; ".join(named)


def _params(asked: Asked) -> Iterator[str]:
    if asked.params:
        yield _table(("Parameter", "Type", "Default", "What it is"), (_row(n, p) for n, p in asked.params.items()))


def _row(name: str, param: Param) -> tuple[str, str, str, str]:
    return name, param.type, shown(param.default), param.about


def _example(asked: Asked) -> str:
    return f"```console\n$ {command(asked)}\n```"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    print(page(), end="")
