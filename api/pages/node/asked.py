"""What the address of a node's page asks to see; all of the picture's state is in it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, Field, StringConstraints

from api.pages.addresses import Address
from api.pages.pictures.groups import By
from graph.errors import WrongUse, nearest
from graph.schema import model
from queries.explore.neighbourhood import DEEPEST, Way

Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]
Texts = Annotated[list[Text], Field(max_length=200)]


class Do(StrEnum):
    """What can be done with a box; the parameter that it changes has the same name."""

    OPEN = "open"
    """Shows what it is tied to as well."""
    HIDE = "hide"
    PIN = "pin"
    """It stays, by itself, whatever is left out or drawn together."""
    TO = "to"
    """Shows the shortest way to it."""


class Asking(BaseModel):
    """The parameters of the address; what is left empty says nothing."""

    depth: int = Field(1, ge=1, le=DEEPEST)
    way: Way = Way.BOTH
    without: Texts = []
    """Labels and types of relationships that are left out."""
    group: By = By.KIND
    """What nodes are drawn together by, where there are too many."""
    expand: Texts = []
    """Groups that are shown one by one."""
    open: Texts = []
    hide: Texts = []
    pin: Texts = []
    to: Text = ""
    """Id or name of a node to find a way to."""
    box: Text = ""
    """Id of a box, with what is to be done with it."""
    do: Do | None = None

    @property
    def hidden_labels(self) -> frozenset[str]:
        """Labels that are left out."""
        return frozenset(self.without) & frozenset(model.LABELS)

    def types(self, label: str) -> frozenset[str]:
        """Types that are followed from a node of this label; loads' own bookkeeping only from bookkeeping."""
        return frozenset(followed(label)) - frozenset(self.without)

    def checked(self) -> Asking:
        """The same; raises WrongUse for a label or type that there is not."""
        known = [*model.LABELS, *model.TYPES]
        for name in self.without:
            if name and name not in known:
                raise WrongUse(f"There is no label or relationship {name}.", where="without", remedy=nearest(name, known))
        return self


def followed(label: str) -> Sequence[str]:
    """Types of relationships that a picture around a node of this label can have."""
    return model.ASSERTED if label in model.LOADABLE else tuple(model.TYPES)


def done(address: Address, asking: Asking) -> str:
    """The address after something was done with a box."""
    box, do = asking.box, asking.do
    changes: dict[str, str | Sequence[str]] = {"box": "", "do": ""}
    if box and do is Do.TO:
        changes["to"] = box
    elif box and do:
        kept = [id_ for id_ in address.all(do) if id_ != box]
        changes[do] = kept if do is Do.PIN and box in address.all(do) else [*kept, box]
        if do is Do.HIDE:
            changes |= {name: [id_ for id_ in address.all(name) if id_ != box] for name in (Do.OPEN, Do.PIN)}
    return address.changed(changes)
