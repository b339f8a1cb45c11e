"""Who has a contract with whom: what agreements must name, drawn from who operates what and who subcontracts to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from benchmarks.coverage.dice import Dice
from benchmarks.coverage.estate import Edge, Estate
from benchmarks.coverage.links import OPERATED, SUBCONTRACTED


def agreed(estate: Estate) -> Iterator[tuple[str, Iterable[Edge]]]:
    """Contracts bind the suppliers in turn; most name the processes that these operate and their subcontractors."""
    dice, contracts = Dice("contracts"), estate.ids["contract"]
    suppliers = estate.several(("external", "internal", "customer"))
    signed = {supplier: contract for contract, supplier in zip(contracts, suppliers, strict=False) if dice.often(0.95)}
    yield "GOVERNS", ((contract, supplier, {}) for supplier, contract in signed.items())
    yield "GOVERNS", ((contract, dice.choice(suppliers), {}) for contract in contracts[len(suppliers) :])
    yield "GOVERNS", _named(dice, signed, ((supplier, process) for process, supplier, _ in estate.line(OPERATED)))
    yield "DESCRIBES", _named(dice, signed, ((lead, other) for lead, other, _ in estate.line(SUBCONTRACTED)))


def _named(dice: Dice, signed: dict[str, str], wanted: Iterable[tuple[str, str]]) -> Iterator[Edge]:
    for supplier, named in wanted:
        if supplier in signed and dice.often(0.8):
            yield signed[supplier], named, {}
