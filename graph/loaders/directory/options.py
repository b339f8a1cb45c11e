"""Options of the directory loader."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, model_validator

from graph.errors import nearest
from graph.loaders.contract import Options
from graph.loaders.directory.entries import Nature
from graph.loaders.files import Encoding
from graph.records.identity import normalised
from graph.schema import model

SECRETS = frozenset(
    (
        *("password", "userpassword", "unicodepwd", "authpassword", "sambantpassword", "sambalmpassword"),
        *("krbprincipalkey", "pwdhistory", "usercertificate", "usersmimecertificate", "userpkcs12", "x509certificates"),
        *("jpegphoto", "thumbnailphoto", "photo", "photos", "audio"),
    )
)
"""Attributes that are never read: nothing in the graph needs them, and nobody should find them there."""

CLASSES: dict[str, Nature] = {
    **dict.fromkeys(("device", "computer", "iphost"), "device"),
    **dict.fromkeys(("organizationalrole",), "role"),
    **dict.fromkeys(("groupofnames", "groupofuniquenames", "groupofentries", "group", "posixgroup"), "team"),
    **dict.fromkeys(("organizationalunit",), "unit"),
    **dict.fromkeys(("person", "organizationalperson", "inetorgperson", "user", "contact", "residentialperson"), "person"),
    **dict.fromkeys(("domain", "dcobject", "domaindns", "organization", "country", "locality", "container"), "skip"),
    **dict.fromkeys(("builtindomain", "foreignsecurityprincipal", "subschema", "rootdse"), "skip"),
}
"""Object classes and SCIM resource types, in the order in which they decide."""

LABELS = {"person": "Resource", "team": "Resource", "unit": "Resource", "device": "Resource", "role": "Role"}
"""What each nature becomes."""


def _attribute(name: str) -> str:
    if SECRETS.intersection(name.lower().split(".")):
        raise ValueError(f"{name} is never read: it holds secrets or pictures")
    return name


Attribute = Annotated[str, AfterValidator(_attribute)]
"""Name of an attribute, or path of a SCIM attribute."""


def _texts(given: Any) -> Any:
    return (
        {k: [str(v) for v in (vs if isinstance(vs, list) else [vs])] for k, vs in given.items()}
        if isinstance(given, dict)
        else given
    )


class GroupRoles(Options):
    """Groups whose members hold a role."""

    groups: str
    """Pattern for their key or name."""
    name: Attribute | None = None
    """Attribute that names the role; absent means the name of the group."""
    prefix: str = ""
    """What is cut from the beginning of the name."""


class AttributeRoles(Options):
    """An attribute of people that names the role they hold."""

    attribute: Attribute
    """The attribute."""
    since: Attribute | None = None
    """Attribute with the first day."""
    until: Attribute | None = None
    """Attribute with the last day."""
    deputy: Attribute | None = None
    """Attribute that says whether they stand in only."""


def _role_rule(given: Any) -> str | None:
    """Which of the two rules is meant, so that an error speaks of that one."""
    names = given if isinstance(given, dict) else {name for name, value in given} if isinstance(given, Options) else ()
    return next((rule for name, rule in (("groups", "GroupRoles"), ("attribute", "AttributeRoles")) if name in names), None)


RoleRule = Annotated[
    Annotated[GroupRoles, Tag("GroupRoles")] | Annotated[AttributeRoles, Tag("AttributeRoles")],
    Discriminator(
        _role_rule,
        custom_error_type="role_rule",
        custom_error_message="it needs `groups` (whose members hold a role) or `attribute` (of people, which names their role)",
    ),
]


class Supplier(Options):
    """Which company people work for."""

    attribute: Attribute
    """Attribute with its name."""
    own: list[str] = Field(default_factory=list)
    """Names of the organisation itself."""


class PropertyNames(Options):
    """Attributes and the properties they give, by what the entry is."""

    person: dict[Attribute, str] = Field(default_factory=dict)
    team: dict[Attribute, str] = Field(default_factory=dict)
    role: dict[Attribute, str] = Field(default_factory=dict)
    device: dict[Attribute, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _known(self) -> Self:
        for nature in ("person", "team", "role", "device"):
            known = [name for name in model.properties(model.node(LABELS[nature])) if name != "id"]
            for name in self.of(nature).values():
                if name not in known:
                    raise ValueError(f"a {LABELS[nature]} has no {name}. {nearest(name, known)}")
        return self

    def of(self, nature: str) -> dict[str, str]:
        """Attribute to property; a unit has those of a team."""
        found: dict[str, str] = getattr(self, "team" if nature == "unit" else nature)
        return found


class DirectoryOptions(Options):
    """Options of the directory loader."""

    classes: dict[str, Nature] = Field(default_factory=dict)
    """What an object class or SCIM resource type is: person, team, unit, role, device or skip."""
    containers: list[str] = Field(default_factory=list)
    """Patterns of units that only hold entries and are no teams."""
    inactive: Annotated[dict[Attribute, list[str]], BeforeValidator(_texts)] = Field(default_factory=dict)
    """Attribute and its values that mean the person has left."""
    roles: list[RoleRule] = Field(default_factory=list)
    """What else makes a role, besides organizationalRole."""
    teams: list[Attribute] = Field(default_factory=list)
    """Attributes that name a team in words."""
    supplier: Supplier | None = None
    """Which company people work for."""
    manager: Literal["ignore", "roles"] = "ignore"
    """Whether the one role of a person reports to the one role of the manager."""
    reports_to: Attribute | None = None
    """Attribute of a role's entry that names the role above it."""
    identities: dict[Attribute, str] = Field(default_factory=dict)
    """Attribute and the source whose key it is, or email, serial."""
    properties: PropertyNames = PropertyNames()
    """Attributes and the properties they give."""
    encoding: Encoding | None = None
    """Encoding of LDIF files, where it is neither UTF-8 nor marked."""

    def nature(self, classes: list[str]) -> Nature | None:
        """What an entry of these classes is; None when no class is known."""
        given = {name.strip().lower() for name in classes}
        declared = {name.lower(): nature for name, nature in self.classes.items()}
        for known in (declared, CLASSES):
            if found := next((nature for name, nature in known.items() if name in given), None):
                return found
        return None

    def contains(self, key: str, name: str) -> bool:
        """Whether a unit only holds entries."""
        return any(_matches(pattern, key, name) for pattern in self.containers)

    def group_role(self, key: str, name: str) -> GroupRoles | None:
        """The rule that makes a role of a group, if any."""
        rules = (rule for rule in self.roles if isinstance(rule, GroupRoles))
        return next((rule for rule in rules if _matches(rule.groups, key, name)), None)

    def attribute_roles(self) -> list[AttributeRoles]:
        """The rules by which an attribute names a role."""
        return [rule for rule in self.roles if isinstance(rule, AttributeRoles)]

    def wanted(self) -> frozenset[str]:
        """Lower-case names of all attributes that the options name."""
        names = [
            *self.inactive,
            *self.teams,
            *self.identities,
            self.reports_to or "",
            self.supplier.attribute if self.supplier else "",
        ]
        for nature in ("person", "team", "role", "device"):
            names += self.properties.of(nature)
        for rule in self.roles:
            names += [v for k, v in rule if k not in {"groups", "prefix"} and v]
        return frozenset(name.lower() for name in names if name)


def _matches(pattern: str, key: str, name: str) -> bool:
    plain = normalised(pattern)
    return fnmatchcase(key, plain) or fnmatchcase(normalised(name), plain)
