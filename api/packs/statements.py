"""Every statement that led to an assessment, with its parameters: what a second person would run to see the same."""

from __future__ import annotations

from typing import Any

import orjson

from api.packs.contents import SCOPE, Contents
from queries.assessment import exceptions, facts
from queries.catalogue import catalogue

_OTHERS = {
    facts.SCOPE: ("scope", "What is in scope of the framework"),
    facts.NEEDED: ("needed", "Documents and records that the clauses ask for"),
    facts.CLAIMS: ("claims", "Who says to address the clauses"),
    facts.EVIDENCE: ("evidence", "Documents that show something of the clauses"),
    facts.OPEN: ("open", "Open nonconformities and improvements about the clauses"),
    exceptions.EXCEPTIONS: ("exceptions", "Deviations that somebody accepted"),
    SCOPE: ("scope-by-name", "What is in scope of the framework, by name"),
}


def listed(contents: Contents) -> list[dict[str, Any]]:
    """Name, title, parameters and text of each statement, once, by name; checks and questions go by their own."""
    ran = {one.check.name: one.check for clause in contents.assessment.clauses for one in clause.checks}
    known = {one.statement: (name, one.title) for name, one in {**catalogue().questions, **ran}.items()}
    found: dict[bytes, dict[str, Any]] = {}
    for text, parameters in contents.asked:
        name, title = (known | _OTHERS).get(text, ("labels", "Which label some of the resources have"))
        said = {"name": name, "title": title, "parameters": parameters, "statement": text}
        found[orjson.dumps([name, parameters, text], option=orjson.OPT_SORT_KEYS)] = said
    return [found[key] for key in sorted(found)]
