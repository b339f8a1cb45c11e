"""A promise that cannot be kept, in figures and in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field

from queries.impact.promises.targets import Kind

NAMED = 20
"""So many names are kept of a list; how many there are is always told."""


@dataclass(frozen=True)
class Names:
    """Names of nodes, the first of them where there are many."""

    count: int = 0
    first: tuple[str, ...] = ()

    def __str__(self) -> str:
        more = self.count - len(self.first)
        return ", ".join(self.first) + (f" and {more} more" if more else "")


@dataclass(frozen=True)
class Broken:
    """A target that what lies beneath cannot keep, or a figure that cannot be meant."""

    kind: Kind
    id: str
    label: str
    name: str
    criticality: str | None
    target: float | None
    """Percent or minutes; None where it is no number."""
    agreement: str
    """Name of the agreement that states the target; empty where the node states it of itself."""
    chain: tuple[str, ...]
    """Names from the node to the dependency that breaks the promise."""
    promised: float | None = None
    """What can be promised, percent or minutes; None where no recovery can be, or where the figure cannot be meant."""
    fault: str = ""
    """Why the figure cannot be meant; empty where it can."""
    inexact: bool = False
    """Whether it was too large, or a circle of promises, and is a bound by the way it was worked out."""
    silent: Names = field(default_factory=Names)
    """Of what lies beneath, those of which nothing of the kind is promised; they count as never failing."""
    degrading: Names = field(default_factory=Names)
    """What was left out, because losing it degrades and does not stop."""
    switchover_minutes: int | None = None
    """RTO: the longest that a group along the chain is interrupted while it switches to a spare."""

    @property
    def bound(self) -> bool:
        """Whether it can be worse than `promised`, and never better."""
        return not self.fault and (self.inexact or self.silent.count > 0)

    @property
    def times(self) -> float:
        """How many times what the target allows: of the time that it may be down, or of the minutes."""
        if self.fault or self.target is None:
            return 0.0
        if self.promised is None:
            return float("inf")
        of_hundred = self.kind is Kind.AVAILABILITY
        allowed, taken = (100 - self.target, 100 - self.promised) if of_hundred else (self.target, self.promised)
        return taken / allowed if allowed > 0 else float("inf")

    @property
    def sentence(self) -> str:
        """In words."""
        stated = f" ({self.agreement})" if self.agreement else ""
        if self.fault:
            return f"{self.name}{stated}: its {self.kind} {self.fault}{self._figure()}; it counts as not stated."
        told = f"{self.name}{stated}: {self.kind} of {_number(self.target)} {self.kind.unit} cannot be promised; {self._can()}."
        return told + self._switchover() + self._left_out()

    def _figure(self) -> str:
        return "" if self.target is None else f" ({_number(self.target)})"

    def _can(self) -> str:
        through = f" through {', '.join(self.chain[1:])}" if self.chain[1:] else ""
        if self.promised is None:
            return f"a group{' beneath' if through else ''} needs more than it has, and never recovers{through}"
        most = "at most " if self.kind is Kind.AVAILABILITY else "at least "
        figure = f"{most if self.bound else ''}{_number(self.promised)} {self.kind.unit}"
        return f"{figure} can be{through}{self._why_bound()}"

    def _why_bound(self) -> str:
        why = ["too large, or a circle, to be exact"] if self.inexact else []
        if self.silent.count:
            why.append(f"{self.silent.count} beneath not promised: {self.silent}")
        return f" (a bound: {'; '.join(why)})" if why else ""

    def _switchover(self) -> str:
        return f" Switching over takes {self.switchover_minutes} min." if self.switchover_minutes else ""

    def _left_out(self) -> str:
        return f" Left out, because losing it only degrades: {self.degrading}." if self.degrading.count else ""


def _number(figure: float | None) -> str:
    return "" if figure is None else f"{figure:.10g}"
