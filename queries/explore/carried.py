"""The links along which a failure went."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from queries.impact.model import Level, Model, spread
from queries.impact.propagation import Outcome


def carried(model: Model, outcome: Outcome) -> NDArray[np.intp]:
    """Places of the members of groups that do not work as they should: each says that its owner needs what was hit."""
    groups = model.groups
    _, at = spread(groups.begins[outcome.touched], groups.begins[outcome.touched + 1])
    return at[outcome.at(groups.members[at]) > Level.UP]
