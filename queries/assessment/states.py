"""The state of a clause: would it pass if the auditor came today?

The first rule that holds decides. `gap` and `partial` are the major and the minor nonconformity of an audit report, and an
alarm of severity low on a covered clause is an opportunity for improvement; why, is in docs/decisions/clause-states.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from queries.contract import Severity


class State(StrEnum):
    """What can be said of a clause, the worst first."""

    GAP = "gap"
    """Absent, only promised, broken for most of what it applies to, or with an open major finding."""
    NOT_ASSESSED = "not_assessed"
    """Nothing is claimed, asked, measured or found: nobody knows."""
    PARTIAL = "partial"
    """Lived, but something is missing, late, unclaimed or open."""
    COVERED = "covered"
    """Addressed in full, all it asks for is in force and recent, no check of weight fails, no finding is open."""
    NOT_APPLICABLE = "not_applicable"
    """Left out by an approved statement with a reason, in a framework that allows it."""


class Addressed(StrEnum):
    """The best claim that anything in use makes, the weakest first."""

    NONE = "none"
    PLANNED = "planned"
    PARTIAL = "partial"
    FULL = "full"


COUNTED = ("alarm", "accepted", "info", "ok")
"""Statuses whose rows count for a clause, in the order that people read them."""


@dataclass(frozen=True)
class CheckCount:
    """How many rows of a check count for a clause, by status; skip rows count for nothing."""

    name: str
    severity: Severity
    ok: int = 0
    info: int = 0
    alarm: int = 0
    accepted: int = 0
    """Alarms that somebody accepted until a day: no alarm, and nothing that is shown."""

    @property
    def rows(self) -> int:
        """All that count."""
        return self.ok + self.info + self.alarm + self.accepted


@dataclass(frozen=True)
class Inputs:
    """All that the state of a clause depends on."""

    in_scope: bool = True
    """Whether anything is in scope of its framework."""
    excluded: bool = False
    """Whether a statement of applicability in force leaves it out, with a reason, in a framework that allows it."""
    addressed: Addressed = Addressed.NONE
    documents_needed: int = 0
    documents_missing: int = 0
    """Required documents without one in force."""
    records_needed: int = 0
    records_missing: int = 0
    """Required records without a recent one that counts."""
    evidence: int = 0
    """Counting documents that show something of it, whatever the item."""
    major_open: int = 0
    """Open nonconformities that are major, or past their date."""
    minor_open: int = 0
    """The other open ones; observations count for nothing."""
    checks: tuple[CheckCount, ...] = ()
    missing: tuple[str, ...] = ()
    """The items that are missing, where they have names."""

    @property
    def needed(self) -> int:
        """Documents and records that it asks for."""
        return self.documents_needed + self.records_needed

    @property
    def lacking(self) -> int:
        """Those of them that are missing."""
        return self.documents_missing + self.records_missing

    @property
    def shown(self) -> int:
        """What can be shown: evidence, needed items that are there, rows that are ok or info."""
        return self.evidence + self.needed - self.lacking + sum(check.ok + check.info for check in self.checks)

    @property
    def known(self) -> bool:
        """Whether anything at all speaks of it."""
        judged = any(check.rows for check in self.checks)
        claimed = self.addressed != Addressed.NONE
        return bool(claimed or self.shown or self.needed or judged or self.major_open or self.minor_open)


@dataclass(frozen=True)
class Judged:
    """A state and what led to it."""

    state: State
    why: str
    """The sentences that decided."""
    also: tuple[str, ...] = ()
    """What else counts against the clause."""


Sentences = tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """One line of the precedence."""

    state: State
    when: str
    because: Callable[[Inputs, int], Sentences]
    """The sentences that say so, for inputs and a systemic share in percent; none where the rule does not hold."""


def judge(inputs: Inputs, systemic_percent: int = 50) -> Judged:
    """The state of a clause with its reasons; `systemic_percent` is the share of a high check's rows above which it is a gap."""
    holding = [(rule.state, said) for rule in PRECEDENCE if (said := rule.because(inputs, systemic_percent))]
    state, why = holding[0]
    rest = [one for _, said in holding[1:-1] for one in said if one not in why] if state in (State.GAP, State.PARTIAL) else []
    return Judged(state, " ".join(why), tuple(dict.fromkeys(rest)))


def _said(*parts: str) -> Sentences:
    return tuple(part for part in parts if part)


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing if number == 1 else thing[:-1] + 'ies' if thing.endswith('y') else thing + 's'}"


def _excluded(inputs: Inputs, _: int) -> Sentences:
    return _said("A statement of applicability in force leaves it out, with a reason." if inputs.excluded else "")


def _out_of_scope(inputs: Inputs, _: int) -> Sentences:
    return _said("" if inputs.in_scope else "Nothing is in scope of its framework.")


def _major(inputs: Inputs, _: int) -> Sentences:
    found = inputs.major_open
    told = f"{_counted(found, 'open nonconformity')} {'is' if found == 1 else 'are'} major or past the due date."
    return _said(told if found else "")


def _unknown(inputs: Inputs, _: int) -> Sentences:
    return _said("" if inputs.known else "Nothing is claimed, asked for, measured or found.")


def _nothing(inputs: Inputs, _: int) -> Sentences:
    alarmed = _in_alarm(inputs, set(Severity))
    promised = _claim(inputs) if inputs.addressed in (Addressed.NONE, Addressed.PLANNED) else ""
    absent = not inputs.shown and (inputs.needed or alarmed or promised)
    return _said(_shown(inputs), _missing(inputs), *alarmed, promised) if absent else ()


def _systemic(inputs: Inputs, percent: int) -> Sentences:
    failing = [c for c in inputs.checks if c.severity == Severity.HIGH and c.alarm * 100 > percent * c.rows]
    return tuple(f"{_alarms(check)}, more than {percent} %." for check in failing)


def _incomplete(inputs: Inputs, _: int) -> Sentences:
    minor = f"{_counted(inputs.minor_open, 'minor nonconformity')} {'is' if inputs.minor_open == 1 else 'are'} open."
    return _said(_missing(inputs), minor if inputs.minor_open else "", _claim(inputs), _shown(inputs))


def _alarming(inputs: Inputs, _: int) -> Sentences:
    return tuple(_in_alarm(inputs, {Severity.HIGH, Severity.MEDIUM}))


def _fine(inputs: Inputs, _: int) -> Sentences:
    low = [f"To improve: {said}" for said in _in_alarm(inputs, {Severity.LOW})]
    return (f"It is addressed in full, {_counted(inputs.shown, 'fact')} show{'s' if inputs.shown == 1 else ''} it.", *low)


def _missing(inputs: Inputs) -> str:
    if not inputs.lacking:
        return ""
    if inputs.missing:
        return f"Missing: {', '.join(inputs.missing)}."
    return f"{inputs.lacking} of {_counted(inputs.needed, 'required item')} {'is' if inputs.lacking == 1 else 'are'} missing."


def _claim(inputs: Inputs) -> str:
    return _CLAIMS[inputs.addressed]


_CLAIMS = {
    Addressed.NONE: "Nobody addresses it.",
    Addressed.PLANNED: "It is only planned to address it.",
    Addressed.PARTIAL: "It is addressed in part only.",
    Addressed.FULL: "",
}


def _shown(inputs: Inputs) -> str:
    return "" if inputs.shown else "Nothing is shown for it."


def _in_alarm(inputs: Inputs, severities: set[Severity]) -> list[str]:
    return [f"{_alarms(check)}." for check in inputs.checks if check.alarm and check.severity in severities]


def _alarms(check: CheckCount) -> str:
    return f"{check.name} ({check.severity}) is in alarm for {check.alarm} of {check.rows}"


PRECEDENCE: tuple[Rule, ...] = (
    Rule(State.NOT_APPLICABLE, "excluded", _excluded),
    Rule(State.NOT_ASSESSED, "nothing is in scope of the framework", _out_of_scope),
    Rule(State.GAP, "a major finding is open", _major),
    Rule(State.NOT_ASSESSED, "nobody addresses it and nothing is shown, needed, judged or found", _unknown),
    Rule(State.GAP, "nothing is shown, and items are needed, a check is in alarm, or the claim is none or planned", _nothing),
    Rule(State.GAP, "a high check is in alarm for more than systemic_percent of its rows", _systemic),
    Rule(State.PARTIAL, "an item is missing, a minor finding is open, the claim is not full, or nothing is shown", _incomplete),
    Rule(State.PARTIAL, "a check of severity high or medium is in alarm", _alarming),
    Rule(State.COVERED, "otherwise; alarms of severity low are opportunities for improvement", _fine),
)
"""The first that holds decides; the last always holds."""
