"""The assessment as OSCAL assessment results (NIST, version 1.1.3), for programs of governance, risk and compliance.

A clause that is judged is a finding: satisfied when it is covered. A check is an observation by test, with what it judged as
its subjects; the documents of a clause are one by examination. Open nonconformities and accepted deviations are risks.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from api.packs.contents import Contents
from api.packs.oscal_subjects import components, observations
from api.packs.oscal_values import deadline, identity, line, markup, moment, prop, token
from api.packs.tables import stated
from queries.assessment.exceptions import Standing
from queries.assessment.model import Clause
from queries.assessment.states import State

VERSION = "1.1.3"
_PARTY = "organisation"
_REASONS = {State.COVERED: "pass", State.PARTIAL: "fail", State.GAP: "fail", State.NOT_ASSESSED: "other"}


def write(path: Path, contents: Contents) -> None:
    """Writes the document; raises OSError."""
    path.write_bytes(orjson.dumps(document(contents), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))


def document(contents: Contents) -> dict[str, Any]:
    """The document; the same contents give the same ids."""
    own, plan = _id(contents, "document"), _id(contents, "plan")
    metadata = {
        "title": markup(contents.title),
        "last-modified": moment(contents.assessment.today),
        "version": contents.assessment.today,
        "oscal-version": VERSION,
        "props": [prop(name, value) for name, value in stated(contents).items() if value not in (None, "")],
    }
    if contents.organisation:
        party = {"uuid": identity(_PARTY, contents.organisation), "type": "organization", "name": line(contents.organisation)}
        metadata["parties"] = [party]
    how = "The checks and required documents of the framework, as statements.json lists them with their parameters."
    resource = {"uuid": plan, "title": "What was assessed, and how", "description": how, "rlinks": [{"href": "statements.json"}]}
    made = {"uuid": own, "metadata": metadata, "import-ap": {"href": f"#{plan}"}, "results": [_result(contents)]}
    return {"assessment-results": {**made, "back-matter": {"resources": [resource]}}}


def _id(contents: Contents, *parts: str) -> str:
    a = contents.assessment
    return identity(contents.fingerprint, a.framework.id, a.section, a.today, *parts)


def _result(contents: Contents) -> dict[str, Any]:
    a = contents.assessment
    lists = {
        "observations": list(observations(contents)),
        "risks": [*_open(contents), *_exceptions(contents)],
        "findings": [_finding(contents, clause) for clause in a.judged if clause.own != State.NOT_APPLICABLE],
    }
    held = components(contents)
    return {
        "uuid": _id(contents, "result"),
        "title": markup(contents.title),
        "description": markup(" ".join(a.ruling.why)),
        "start": moment(a.today),
        "end": moment(a.today),
        "props": [prop("verdict", a.ruling.verdict.value)],
        **({"local-definitions": {"components": held}} if held else {}),
        "reviewed-controls": {"control-selections": [_reviewed(contents)]},
        **{name: some for name, some in lists.items() if some},
    }


def _reviewed(contents: Contents) -> dict[str, Any]:
    judged = contents.assessment.judged
    left_out = [{"control-id": token(c.id)} for c in judged if c.own == State.NOT_APPLICABLE]
    reviewed = [{"control-id": token(c.id)} for c in judged if c.own != State.NOT_APPLICABLE]
    made: dict[str, Any] = {"include-controls": reviewed} if reviewed else {"include-all": {}}
    return {**made, "exclude-controls": left_out} if left_out else made


def _finding(contents: Contents, clause: Clause) -> dict[str, Any]:
    state = clause.own or clause.state
    status = {"state": "satisfied" if state == State.COVERED else "not-satisfied", "reason": _REASONS[state]}
    related = [identity("check", one.check.name, contents.fingerprint) for one in clause.checks if one.rows]
    related += [identity("documents", clause.id, contents.fingerprint)] if clause.facts.evidence else []
    risks = [{"risk-uuid": identity("open", one.id)} for one in clause.facts.open]
    return {
        "uuid": _id(contents, "finding", clause.id),
        "title": markup(f"{clause.ref} {clause.title}"),
        "description": markup(" ".join([clause.why, *clause.also])),
        "props": [prop("clause", clause.ref), prop("state", state.value), prop("addressed", clause.inputs.addressed.value)],
        "target": {"type": "objective-id", "target-id": token(clause.id), "title": markup(clause.title), "status": status},
        **({"related-observations": [{"observation-uuid": one} for one in related]} if related else {}),
        **({"related-risks": risks} if risks else {}),
    }


def _open(contents: Contents) -> Iterator[dict[str, Any]]:
    found = {one.id: one for clause in contents.assessment.clauses for one in clause.facts.open}
    for one in found.values():
        told = {"grade": one.grade, "raised": one.raised, "owners": ", ".join(one.owners), "id": one.id}
        yield {
            "uuid": identity("open", one.id),
            "title": markup(one.name),
            "description": markup(f"{one.kind} that is not closed."),
            "statement": markup(one.name),
            "props": [prop("kind", one.kind), *(prop(name, value) for name, value in told.items() if value)],
            "status": "open",
            **deadline(one.due),
        }


def _exceptions(contents: Contents) -> Iterator[dict[str, Any]]:
    for one in contents.assessment.exceptions:
        said, approved = one.exception, one.standing in (Standing.IN_FORCE, Standing.PENDING)
        told = {"check": said.check, "approved-by": said.approved_by, "standing": one.standing.value, "id": said.id}
        yield {
            "uuid": identity("exception", said.id),
            "title": markup(said.name),
            "description": markup(said.reason),
            "statement": markup(one.told),
            "props": [prop(name, value) for name, value in told.items() if value],
            "status": "deviation-approved" if approved else "open",
            **deadline(said.until),
        }
