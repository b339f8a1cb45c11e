"""What a load remembers between its sources, so that the graph is asked for the ledger once."""

from __future__ import annotations

from dataclasses import dataclass

from graph.records.ledger import Ledger


@dataclass(slots=True)
class Memory:
    """The ledger as the last run left it; nothing while a run is under way, and after one that failed."""

    repaired: bool = False
    """Whether the graph was repaired before this load: what that touched, no run tells."""
    _ledger: Ledger | None = None

    def take(self) -> Ledger | None:
        """The ledger, for a run that will move it on."""
        ledger, self._ledger = self._ledger, None
        return ledger

    def keep(self, ledger: Ledger) -> None:
        """The ledger, once everything that it foretells is written."""
        ledger.settle()
        self._ledger = ledger
