"""What every node has."""

from __future__ import annotations

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from graph.schema.values import Name


class Node(BaseModel):
    """Anything the graph knows."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, use_enum_values=True, use_attribute_docstrings=True, validate_default=False
    )
    plural: ClassVar[str] = "nodes"
    """The name of a list of these, in snake case."""
    joins_by_name: ClassVar[bool] = False
    """Whether records of two sources that give the same normalised name speak of the same node."""
    keyed_by_id: ClassVar[bool] = False
    """Whether a record's key is the node's id (frameworks and requirements: their ids are public)."""

    id: Name
    """Unique over all labels: `label/source/key` of the record that first made it."""
    name: Name
    """What people call it."""
