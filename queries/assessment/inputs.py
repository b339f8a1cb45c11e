"""From facts to inputs: what counts on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from graph.schema.vocabulary import RECORD_KINDS
from queries.assessment.facts import Claim, ClauseFacts, Evidence, Open
from queries.assessment.limits import Limits
from queries.assessment.states import Addressed, CheckCount, Inputs

_RECORDS = frozenset(RECORD_KINDS)
_RANK = {addressed: n for n, addressed in enumerate(Addressed)}
_CLAIMS = {addressed.value: addressed for addressed in Addressed}
_NOT_IN_USE = ("planned", "retired", "draft", "withdrawn")


def inputs(facts: ClauseFacts, checks: Iterable[CheckCount] = (), *, in_scope: bool, limits: Limits, today: str) -> Inputs:
    """What the state of a clause depends on, as of `today`."""
    documents = [item for item in facts.documents if not any(is_document(e, item, today) for e in facts.evidence)]
    since = {item: days_before(today, limits.within_days(item)) for item in facts.records}
    records = [item for item in facts.records if not any(is_record(e, item, since[item], today) for e in facts.evidence)]
    heavy = [is_major(one, today) for one in facts.open if is_finding(one)]
    return Inputs(
        in_scope=in_scope,
        excluded=limits.exclusions and any(excludes(claim, today) for claim in facts.claims),
        addressed=_best(facts.claims),
        documents_needed=len(facts.documents),
        documents_missing=len(documents),
        records_needed=len(facts.records),
        records_missing=len(records),
        evidence=len({e.id for e in facts.evidence if counts(e, today)}),
        major_open=sum(heavy),
        minor_open=len(heavy) - sum(heavy),
        checks=tuple(checks),
        missing=(*documents, *records),
    )


def in_force(valid_from: str | None, valid_to: str | None, today: str) -> bool:
    """Whether a span that may be open at either end holds the day."""
    return (valid_from or today) <= today <= (valid_to or today)


def excludes(claim: Claim, today: str) -> bool:
    """Whether it is an approved statement of applicability in force that leaves the clause out, with a reason."""
    stated = (claim.kind, claim.in_use, claim.status) == ("statement_of_applicability", "approved", "not_applicable")
    return stated and bool(claim.note) and in_force(claim.valid_from, claim.valid_to, today)


def claimed(claim: Claim) -> Addressed:
    """What a claim comes to: nothing where what makes it is not in use, or leaves the clause out."""
    if claim.in_use in _NOT_IN_USE or claim.status == "not_applicable":
        return Addressed.NONE
    return _CLAIMS.get(claim.status or "partial", Addressed.NONE)


def _best(claims: Iterable[Claim]) -> Addressed:
    return max((claimed(claim) for claim in claims), key=_RANK.__getitem__, default=Addressed.NONE)


def counts(evidence: Evidence, today: str) -> bool:
    """Whether it counts as evidence.

    A record does unless it is draft, withdrawn or of the future; anything else when it is approved and in force.
    """
    if evidence.kind in _RECORDS:
        return evidence.status not in ("draft", "withdrawn") and (evidence.valid_from or today) <= today
    return evidence.status == "approved" and in_force(evidence.valid_from, evidence.valid_to, today)


def is_document(evidence: Evidence, item: str, today: str) -> bool:
    """Whether it is the required document of that key: of a kind that is no record, approved and in force."""
    of_kind = evidence.kind is not None and evidence.kind not in _RECORDS
    return evidence.item == item and of_kind and counts(evidence, today)


def is_record(evidence: Evidence, item: str, since: str, today: str) -> bool:
    """Whether it is the required record of that key: of a kind of record, dated, counting, and not older than `since`."""
    dated = evidence.valid_from is not None and evidence.valid_from >= since
    return evidence.item == item and evidence.kind in _RECORDS and dated and counts(evidence, today)


def is_finding(one: Open) -> bool:
    """Whether it is a nonconformity that counts; observations do not."""
    return one.kind == "nonconformity" and one.grade != "observation"


def is_major(one: Open, today: str) -> bool:
    """Whether a finding weighs as a major one: by its grade, or because it is past its date."""
    return one.grade == "major" or (one.due or today) < today


def items(facts: ClauseFacts) -> Iterator[tuple[str, str, list[Evidence]]]:
    """What the clause asks for: document or record, its key, and what is there for it."""
    asked = [("document", item) for item in facts.documents] + [("record", item) for item in facts.records]
    for what, item in asked:
        yield what, item, [e for e in facts.evidence if e.item == item and (e.kind in _RECORDS) == (what == "record")]


def days_before(today: str, days: int) -> str:
    """The day so many days ago."""
    try:
        return (date.fromisoformat(today) - timedelta(days=days)).isoformat()
    except OverflowError:
        return date.min.isoformat()
