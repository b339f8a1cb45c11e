"""The scenario that an address of the page asks for: what it names, what it means in the graph, and how to ask it elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

import numpy as np
from pydantic import BaseModel, StringConstraints

from api.pages.addresses import Address
from api.pages.elsewhere import Elsewhere
from api.pages.missing import NotThere
from graph.errors import WrongUse
from queries.impact.model import Model
from queries.impact.scenario import Asked, place
from queries.lookup import suggested

PATH = "/impact"
_COMPARED = 20_000
RECOVERS = "recovers:"
"""What comes before the id of something that failed, in the name of the parameter with the minutes until it works again."""
_QUERY = """
query WhatIf($fails: [String!], $state: FailureState!, $group: Boolean!, $countries: [String!], $reported: Boolean!,
    $recovers: [RecoveryInput!]%s) {
  whatIf(fails: $fails, state: $state, group: $group, countries: $countries, reported: $reported, recovers: $recovers) {
    total
    services { state criticality count }
    affected { id label name state criticality groups path alone recoveryMinutes rtoMinutes late accountable requirements }
    unmappedCount%s
  }
}
"""
_WHY = "\n    why(id: $why) { depth text }"
Text = Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)]


class Asking(BaseModel):
    """The parameters of the address; what is left empty says nothing."""

    supplier: list[Text] = []
    """Ids or names of suppliers."""
    fails: list[Text] = []
    """Ids or names of nodes of any kind."""
    site: list[Text] = []
    country: list[Text] = []
    """ISO 3166-1 alpha-2."""
    state: Literal["", "down", "degraded"] = ""
    group: bool = False
    """Whether every company of their groups fails with them."""
    reported: bool = False
    """Whether what is reported down or degraded now fails."""
    why: Text = ""
    """Id or name of the node whose state is explained."""
    expand: list[Text] = []
    """Groups of the picture that are opened."""

    @property
    def chosen(self) -> bool:
        """Whether anything is to fail."""
        return any([*self.supplier, *self.fails, *self.site, *self.country]) or self.reported


@dataclass(frozen=True)
class Meant:
    """A scenario whose nodes are in the graph."""

    ids: Sequence[str]
    countries: Sequence[str] = ()
    state: str = "down"
    group: bool = False
    reported: bool = False
    recovers: Mapping[str, int] = field(default_factory=dict)
    why: str = ""

    @property
    def asked(self) -> Asked:
        """As the analysis takes it."""
        return Asked(dict.fromkeys(self.ids, self.state), self.group, tuple(self.countries), self.reported, self.recovers)

    @property
    def address(self) -> str:
        """Where the page of exactly this is."""
        said: dict[str, Sequence[str]] = {
            "fails": self.ids,
            "country": self.countries,
            "state": [self.state] if self.state != "down" else [],
            "group": ["yes"] if self.group else [],
            "reported": ["yes"] if self.reported else [],
            **{f"{RECOVERS}{id_}": [str(minutes)] for id_, minutes in self.recovers.items()},
        }
        return Address(PATH).changed(dict(said))

    def without(self, id_: str) -> str:
        """The address of the same without a node that fails."""
        minutes = {other: number for other, number in self.recovers.items() if other != id_}
        return replace(self, ids=[other for other in self.ids if other != id_], recovers=minutes).address

    def without_country(self, country: str) -> str:
        """The address of the same without a country."""
        return replace(self, countries=[other for other in self.countries if other != country]).address

    @property
    def elsewhere(self) -> Elsewhere:
        """The command and the query of exactly this."""
        return Elsewhere(words=self._words, query=self._query, variables=self._variables)

    @property
    def _words(self) -> list[str]:
        words = ["impact", *self.ids]
        words += ["--state", self.state] if self.state != "down" else []
        words += ["--group"] if self.group else []
        words += [word for country in self.countries for word in ("--country", country)]
        words += ["--reported"] if self.reported else []
        words += [word for id_, minutes in self.recovers.items() for word in ("--recovers", f"{id_}={minutes}")]
        return words + (["--why", self.why] if self.why else [])

    @property
    def _query(self) -> str:
        return _QUERY % ((", $why: String!", _WHY) if self.why else ("", ""))

    @property
    def _variables(self) -> dict[str, Any]:
        minutes = [{"id": id_, "minutes": number} for id_, number in self.recovers.items()]
        said = {"state": self.state, "group": self.group, "countries": list(self.countries), "reported": self.reported}
        return {"fails": list(self.ids), **said, "recovers": minutes, **({"why": self.why} if self.why else {})}


def meant(asking: Asking, address: Address, model: Model) -> Meant:
    """What the parameters mean; raises NotThere for what is not in the graph, WrongUse for what cannot be meant."""
    some = [_supplier(model, text) for text in filter(None, asking.supplier)]
    some += [named(model, text) for text in filter(None, [*asking.fails, *asking.site])]
    ids = [model.nodes.ids[node] for node in dict.fromkeys(some)]
    countries = list(dict.fromkeys(country.upper() for country in asking.country if country))
    why = model.nodes.ids[named(model, asking.why)] if asking.why else ""
    return Meant(ids, countries, asking.state or "down", asking.group, asking.reported, _minutes(address), why)


def _supplier(model: Model, text: str) -> int:
    nodes = model.nodes
    found = [node for node in nodes.called(text) if nodes.labels[node] == "Supplier"]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(sorted(nodes.ids[node] for node in found)[:5])
        raise WrongUse(f"{len(found)} suppliers are called {text}.", where="supplier", remedy=f"Give the id of one: {ids}.")
    known = np.flatnonzero(nodes.labels.among("Supplier")).tolist()
    near = _near(text, [*(nodes.names[node] for node in known), *(nodes.ids[node] for node in known)])
    raise NotThere(f"There is no supplier {text}.", remedy=near)


def named(model: Model, text: str) -> int:
    """The node that a text means, by id or by name; raises NotThere for none, WrongUse for several."""
    if not model.nodes.called(text):
        raise NotThere(f"There is no node {text}.", remedy=_near(text, [*model.nodes.names, *model.nodes.ids]))
    return place(model, text)


def _near(text: str, names: list[str]) -> str:
    """Among very many only those are suggested that have the text in them: likeness takes seconds there."""
    some = names if len(names) <= _COMPARED else [name for name in names if text.casefold() in name.casefold()]
    return suggested(text, some[:_COMPARED])


def _minutes(address: Address) -> dict[str, int]:
    given = {name.removeprefix(RECOVERS): value.strip() for name, value in address.pairs if name.startswith(RECOVERS)}
    for id_, minutes in given.items():
        if minutes and not (minutes.isascii() and minutes.isdecimal() and len(minutes) < 10):
            raise WrongUse(f"{minutes} is no number of minutes.", where=f"{RECOVERS}{id_}", remedy="Give 0 or more, or nothing.")
    return {id_: int(minutes) for id_, minutes in given.items() if minutes}
