"""What the state of a clause rests on, one short text a reason, so that two days can be compared reason by reason.

A reason is `kind what node`: `claim full process/p/1`, `evidence policy document/d/7`, `alarm role-is-held role/r/2`. It is
there as long as it counts, so whatever changes a state is a reason that came or went.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from queries.assessment.inputs import claimed, counts, excludes, is_finding, is_major
from queries.assessment.model import Clause
from queries.assessment.states import COUNTED, Addressed

KINDS = ("missing", "claim", "evidence", "open", "scope", *COUNTED)
"""In the order that they are kept."""
_ORDER = {kind: place for place, kind in enumerate(KINDS)}


class Reason(NamedTuple):
    """A reason in its parts."""

    kind: str
    """One of KINDS."""
    what: str
    """Item, how far a claim goes, weight of a finding, or name of a check."""
    node: str
    """Id of the node that it is about."""


def parsed(text: str) -> Reason:
    """The parts of a reason."""
    return Reason(*text.split(" ", 2))


def reasons(clause: Clause, today: str) -> tuple[str, ...]:
    """Every reason of a clause, sorted."""
    return tuple(sorted(set(_all(clause, today)), key=_place))


def difference(before: Sequence[str], after: Sequence[str], most: int) -> tuple[list[str], list[str]]:
    """The reasons that went and those that came; of lists that were cut at `most`, as far as both reach."""
    cut = [_place(some[-1]) for some in (before, after) if len(some) >= most]
    told = [{one for one in some if not cut or _place(one) <= min(cut)} for some in (before, after)]
    return sorted(told[0] - told[1], key=_place), sorted(told[1] - told[0], key=_place)


def _place(text: str) -> tuple[int, str]:
    return _ORDER[text.split(" ", 1)[0]], text


def _all(clause: Clause, today: str) -> Iterator[str]:
    facts = clause.facts
    yield from (_said("missing", item, clause.id) for item in clause.inputs.missing)
    for claim in facts.claims:
        if excludes(claim, today):
            yield _said("claim", "not_applicable", claim.id)
        elif (far := claimed(claim)) != Addressed.NONE:
            yield _said("claim", far, claim.id)
    yield from (_said("evidence", one.item or "-", one.id) for one in facts.evidence if counts(one, today))
    yield from (_said("open", "major" if is_major(o, today) else "minor", o.id) for o in facts.open if is_finding(o))
    if clause.inputs.in_scope:
        yield _said("scope", "-", clause.id.split("/", 1)[0])
    for check in clause.checks:
        for row in check.rows:
            if row.counts and row.finding.status.value in COUNTED:
                yield _said(row.finding.status.value, check.check.name, row.finding.resource)


def _said(kind: str, what: str, node: str) -> str:
    return f"{kind} {'_'.join(what.split()) or '-'} {node}"
