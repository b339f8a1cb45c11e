"""Options of the statuspage loader: whose feed each file or address is."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from graph.loaders.contract import Options
from graph.records.identity import normalised
from graph.refusals import like
from graph.schema.vocabulary import State

_Identity = Annotated[str, like(r"[a-z][a-z0-9_-]*:.+", "a source and a key in it, such as erp:4711")]
_Lei = Annotated[
    str, StringConstraints(strip_whitespace=True, to_upper=True), like(r"[A-Z0-9]{20}", "20 letters and digits (ISO 17442)")
]


class Target(Options):
    """The thing whose state a component is."""

    label: Literal["Service", "Resource"] = "Service"
    """What it is."""
    name: str | None = None
    """Name of the Service; a Resource does not join by name."""
    identity: _Identity | None = None
    """Its key in another source: `cmdb:26e494`."""

    @model_validator(mode="after")
    def _identified(self) -> Self:
        if not self.identity and not (self.label == "Service" and self.name):
            raise ValueError("a Service needs name or identity, a Resource needs identity")
        return self

    @property
    def key(self) -> str:
        """Key of its record."""
        return f"{self.label.lower()}/{self.identity or normalised(self.name or '')}"


def _service(given: Any) -> Any:
    return {"label": "Service", "name": given} if isinstance(given, str) else given


class Feed(Options):
    """Whose feed it is, and what of it matters."""

    supplier: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)] | None = None
    """Name of the supplier."""
    lei: _Lei | None = None
    """Its legal entity identifier."""
    identity: _Identity | None = None
    """Its key in another source: `erp:4711`."""
    watch: list[str] = Field(default_factory=list)
    """Components or products that matter; absent means the whole."""
    locations: list[str] = Field(default_factory=list)
    """Locations that matter; absent means all."""
    components: dict[str, Annotated[Target, BeforeValidator(_service)]] = Field(default_factory=dict)
    """Components or products, and the Service or Resource each is."""
    states: dict[str, State] = Field(default_factory=dict)
    """Other meanings of the feed's words: `{major: down}`."""

    @model_validator(mode="after")
    def _identified(self) -> Self:
        if not (self.supplier or self.lei or self.identity):
            raise ValueError("it needs supplier, lei or identity")
        return self

    @property
    def key(self) -> str:
        """Key of the supplier's record."""
        return f"supplier/{self.lei or self.identity or normalised(self.supplier or '')}"


class StatuspageOptions(Options):
    """Options of the statuspage loader."""

    feeds: Annotated[dict[str, Feed], Field(min_length=1)]
    """Name of a file, pattern for it, or address, and whose feed it is."""
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 10
    """For an address."""
    retries: Annotated[int, Field(ge=0, le=10)] = 3
    """Further attempts after a failure of the network."""
