"""What a person reads, as plain values: the page and the PDF are two ways to set the same text.

Every text is one line in which control characters are seen. Long lists are cut, and the tables hold the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from api.packs.contents import Contents
from api.packs.tables import age, stated
from api.shown import visible
from queries.assessment.facts import Evidence
from queries.assessment.inputs import claimed, counts, items
from queries.assessment.model import Clause, ClauseCheck
from queries.assessment.states import State
from queries.contract import FindingStatus

MOST = 50
"""Rows of a check that a report shows under findings; the table `findings` has every one."""
_MOST_OF_CLAUSE = 5
_MOST_IN_SCOPE = 200
_TOLD = (FindingStatus.ALARM, FindingStatus.ACCEPTED)


def view(contents: Contents) -> dict[str, Any]:
    """Everything that a report says, safe to show."""
    a = contents.assessment
    made = {
        "title": contents.title,
        "stated": stated(contents),
        "verdict": _words(a.ruling.verdict.value),
        "why": list(a.ruling.why),
        "states": [{"state": state.value, "words": _words(state.value), "count": a.states.get(state, 0)} for state in State],
        "judged": len(a.judged),
        "rows": {status.value: a.counts.get(status, 0) for status in FindingStatus},
        "heat": _heat(a.clauses),
        "scope": _scope(contents.scope),
        "clauses": [_clause(contents, clause) for clause in a.clauses],
        "severities": list(_severities(contents)),
        "exceptions": [{**vars(o.exception), "standing": _words(o.standing.value), "told": o.told} for o in a.exceptions],
        "sources": list(_sources(contents)),
        "statements": len(contents.asked),
        "facts": len(contents.lineage),
    }
    safe: dict[str, Any] = _safe(made)
    return safe


def _safe(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _safe(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_safe(one) for one in value]
    return visible(value) if isinstance(value, str) else value


def _words(text: str) -> str:
    return text.replace("_", " ")


def _heat(clauses: Iterable[Clause]) -> list[dict[str, Any]]:
    """Clauses by the first part of their number: a line of the picture each."""
    lines: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        lines[clause.ref.split(".")[0]].append(clause)
    return [
        {
            "ref": ref,
            "title": some[0].title if some[0].ref == ref else "",
            "cells": [{"ref": c.ref, "title": c.title, "state": c.state.value, "words": _words(c.state.value)} for c in some],
        }
        for ref, some in lines.items()
    ]


def _scope(rows: Iterable[tuple[str, str, str]]) -> list[dict[str, Any]]:
    found = []
    for label, some in groupby(rows, key=lambda row: row[0]):
        names = [name for _, name, _ in some]
        found.append({"label": label, "count": len(names), "names": names[:_MOST_IN_SCOPE]})
    return found


def _clause(contents: Contents, clause: Clause) -> dict[str, Any]:
    facts = clause.facts
    return {
        "ref": clause.ref,
        "title": clause.title,
        "depth": min(clause.ref.count("."), 3),
        "summary": clause.requirement.summary or "",
        "state": clause.state.value,
        "words": _words(clause.state.value),
        "why": clause.why,
        "also": list(clause.also),
        "claims": [{**one._asdict(), "counts_as": claimed(one).value} for one in facts.claims],
        "items": [_item(contents, clause, *asked) for asked in items(facts)],
        "open": [{**one._asdict(), "owners": ", ".join(one.owners)} for one in facts.open],
        "checks": [_check(one) for one in clause.checks if one.rows or one.named],
    }


def _item(contents: Contents, clause: Clause, what: str, item: str, there: Iterable[Evidence]) -> dict[str, Any]:
    framework, today = contents.assessment.framework, contents.assessment.today
    described = framework.documents.get(item) or framework.records.get(item)
    shown = [{**one._asdict(), "counts": counts(one, today)} for one in there]
    title = described.title if described else item
    return {"what": what, "item": title, "missing": item in clause.inputs.missing, "there": shown}


def _check(one: ClauseCheck) -> dict[str, Any]:
    """How many rows of a check have which status, and the first of those that count against the clause."""
    told = [row.finding for row in one.rows if row.counts and row.finding.status in _TOLD]
    return {
        "name": one.check.name,
        "title": one.check.title,
        "severity": one.check.severity.value,
        "named": one.named,
        "counts": {status.value: one.count(status) for status in FindingStatus},
        "not_counted": one.uncounted,
        "rows": [{"status": f.status.value, "name": f.name, "reason": f.reason} for f in told[:_MOST_OF_CLAUSE]],
        "more": max(0, len(told) - _MOST_OF_CLAUSE),
    }


def _severities(contents: Contents) -> Iterator[dict[str, Any]]:
    """Alarms and infos by severity and check, in the order that the worst come first."""
    gaps, known = contents.assessment.gaps, _checks(contents)
    for severity, some in groupby(gaps, key=lambda gap: gap.severity.value):
        by_check: dict[str, list[Any]] = defaultdict(list)
        for gap in some:
            by_check[gap.finding.check].append(gap)
        yield {
            "severity": severity,
            "count": sum(map(len, by_check.values())),
            "checks": [{"name": name, "title": known[name].title, **_cut(found)} for name, found in by_check.items()],
        }


def _cut(gaps: list[Any]) -> dict[str, Any]:
    rows = [
        {"status": g.finding.status.value, "name": g.finding.name, "reason": g.finding.reason, "refs": ", ".join(g.refs)}
        for g in gaps[:MOST]
    ]
    return {"count": len(gaps), "rows": rows, "more": max(0, len(gaps) - MOST)}


def _checks(contents: Contents) -> dict[str, Any]:
    return {one.check.name: one.check for clause in contents.assessment.clauses for one in clause.checks}


def _sources(contents: Contents) -> Iterator[dict[str, Any]]:
    for row in contents.sources.rows:
        said = dict(zip(contents.sources.columns, row, strict=True))
        yield {**said, "age": age(contents, row), "late": bool(said["next_due"] and said["next_due"] < contents.assessment.today)}
