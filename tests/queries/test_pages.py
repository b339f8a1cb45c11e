"""docs/catalogue.md says what the catalogue says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from queries import pages
from queries.catalogue import catalogue
from queries.parameters import bind

DOCS = Path(__file__).parents[2] / "docs" / "catalogue.md"


def test_the_page_in_docs_is_what_the_catalogue_says() -> None:
    assert DOCS.read_text(encoding="utf-8") == pages.page(), "docs/catalogue.md is out of date: run `make docs`"


def test_everything_has_a_section_with_all_its_sentences_and_parameters() -> None:
    page, known = pages.page(), catalogue()
    for asked in (*known.checks.values(), *known.questions.values()):
        section = page.split(f"\n### {asked.name}\n")[1].split("\n### ")[0]
        assert asked.title in section
        assert all(f"| {name} | {param.type.replace('|', chr(92) + '|')} |" in section for name, param in asked.params.items())
    for check in known.checks.values():
        section = page.split(f"\n### {check.name}\n")[1].split("\n### ")[0]
        assert all(rule.reason in section for rule in check.rules)


def test_every_example_of_the_page_can_be_asked() -> None:
    known = catalogue()
    commands = re.findall(r"^\$ clausegraph (.*)$", pages.page(), flags=re.MULTILINE)
    assert len(commands) == len(known.checks) + len(known.questions)
    for command in commands:
        verb, name, *words = shlex.split(command)
        asked = known.find_check(name) if verb == "check" else known.find_question(name)
        given = dict(word.split("=", 1) for word in words if word != "-p")
        bind(asked, given, today="2026-11-23")
