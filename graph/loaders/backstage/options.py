"""Options of the backstage loader, and what each kind of entity becomes unless they say otherwise."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from graph.loaders.contract import Options
from graph.loaders.files import Encoding
from graph.loaders.meaning import Meaning
from graph.refusals import like
from graph.schema import model, nodes
from graph.schema.vocabulary import Status


class Thing(Options):
    """What an entity becomes."""

    label: str
    """One of Service, Role, Supplier, Process, Document, Resource."""
    kind: str | None = None
    """Its kind, one of the closed list of the label."""
    subtype: str | None = None
    """Subtype of a Resource; absent means `spec.type`."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        labels = [n.__name__ for n in nodes.ORGANISATION]
        if self.label not in labels:
            raise ValueError(f"label is one of {', '.join(labels)}, not {self.label}")
        terms = model.properties(model.node(self.label))["kind"].terms if self.kind else None
        if terms and self.kind not in list(terms):
            raise ValueError(f"kind of a {self.label} is one of {', '.join(terms)}, not {self.kind}")
        if self.subtype and self.label != "Resource":
            raise ValueError("only a Resource has a subtype")
        return self


def _mapped(given: Any) -> Any:
    if isinstance(given, str):
        raise ValueError(f"it must be skip or a mapping such as {{label: Service, kind: technical}}, not {given!r}")
    return given


_SERVICE = Thing(label="Service", kind="technical")
_TECHNICAL = Thing(label="Resource", kind="technical")
_INFORMATION = Thing(label="Resource", kind="information")
_HUMAN = Thing(label="Resource", kind="human")

KINDS: dict[str, Thing | Literal["skip"]] = {
    "system": _SERVICE,
    "component": _SERVICE,
    "domain": _SERVICE,
    "api": _SERVICE,
    "resource": _TECHNICAL,
    "template": _INFORMATION,
    "airesource": _INFORMATION,
    "group": _HUMAN,
    "user": _HUMAN,
}
"""The kinds of Backstage's model, in lower case; the order decides who keeps a name that several have."""

SPELLED = {"api": "API", "airesource": "AiResource"}
"""How a kind is written, where that is not its name with one capital."""

LIFECYCLES = {"production": Status.LIVE, "experimental": Status.PLANNED, "deprecated": Status.RETIRED}
"""The well-known lifecycles."""


def _lower(given: Any) -> Any:
    return {str(key).lower(): value for key, value in given.items()} if isinstance(given, dict) else given


def _has_place(template: str) -> str:
    if "{name}" not in template:
        raise ValueError("it needs {name}, which becomes the name of the owner")
    return template


def _meant(given: Any) -> str:
    """Whether a kind is left out or becomes something, so that an error speaks of what is meant."""
    return "skip" if isinstance(given, str) and given.lower() == "skip" else "Thing"


ThingOrSkip = Annotated[
    Annotated[Thing, BeforeValidator(_mapped), Tag("Thing")] | Annotated[Literal["skip"], Tag("skip")], Discriminator(_meant)
]


class BackstageOptions(Options):
    """Options of the backstage loader."""

    kinds: Annotated[dict[str, ThingOrSkip], BeforeValidator(_lower)] = Field(default_factory=dict)
    """What a kind, or `kind/type`, becomes; what is not named stays as documented."""
    lifecycles: Annotated[dict[str, Status], BeforeValidator(_lower)] = Field(default_factory=dict)
    """What a word of `spec.lifecycle` means, besides production, experimental and deprecated."""
    namespace: Annotated[str, like(r"[^:/\s]+", "a name without colon, slash or space")] = "default"
    """Namespace of entities that name none."""
    ownership: Literal["responsible", "accountable", "both", "none"] = "responsible"
    """What owning means for the Role of an owner."""
    owner_role: Annotated[str, AfterValidator(_has_place)] = "{name} owner"
    """Name of an owner's Role; {name} is the name of the group or user."""
    part_effect: Literal["none", "degraded", "down"] = "none"
    """What losing a part does to the System or Component it belongs to."""
    annotations: dict[str, Meaning] = Field(default_factory=dict)
    """What an annotation, a label or a field of spec (`spec.tier`) says."""
    dependencies_annotation: str = "clausegraph.io/dependencies"
    """Annotation that qualifies dependencies: groups, spares, effects."""
    addresses: dict[str, str] = Field(default_factory=dict)
    """Beginnings of addresses that may be fetched, and what each is replaced by."""
    encoding: Encoding | None = None
    """Encoding of the files, where it is neither UTF-8 nor marked."""

    def thing(self, kind: str, type_: str) -> Thing | Literal["skip"] | None:
        """What an entity of that kind and `spec.type` becomes; None when nothing is known of the kind."""
        kind, exact = kind.lower(), f"{kind}/{type_}".lower()
        return self.kinds.get(exact) or self.kinds.get(kind) or KINDS.get(kind)

    def status(self, lifecycle: str) -> Status | None:
        """The status that a lifecycle means; None when nothing is known of it."""
        return self.lifecycles.get(lifecycle.lower()) or LIFECYCLES.get(lifecycle.lower())

    @property
    def answering(self) -> tuple[str, ...]:
        """The relationship types by which an owner's Role answers for what it owns."""
        return {
            "responsible": ("RESPONSIBLE_FOR",),
            "accountable": ("ACCOUNTABLE_FOR",),
            "both": ("ACCOUNTABLE_FOR", "RESPONSIBLE_FOR"),
            "none": (),
        }[self.ownership]
