"""What a request brings along: the engine it reads from and the day it asks on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.engine import Engine
from queries.impact.snapshot import Snapshots
from queries.organisation import Organisation

if TYPE_CHECKING:
    from api.graphql.documents import Prepared


@dataclass(frozen=True)
class Asking:
    """The context of one request."""

    engine: Engine
    today: str
    """ISO date."""
    prepared: Prepared
    """The document that is run, and its plans."""
    snapshots: Snapshots
    """The failure model of the graph, which requests share."""
    organisation: Organisation
    """The catalogue as the organisation has it."""
