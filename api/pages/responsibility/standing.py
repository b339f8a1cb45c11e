"""How roles, processes and services stand today: who holds a role, and what nobody or more than one answers for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from api.pages.responsibility.asked import Asking, Shown
from api.pages.texts import has
from queries.explore.duties import Duties, Duty, Holding, Role, Thing

HELD, DEPUTY, NOBODY = "held", "deputy only", "nobody"
NO_ONE, SEVERAL = "nobody accountable", "several accountable"
MATRIX = ("Process", "Service")
"""What a matrix has rows for."""


@dataclass(frozen=True)
class Standing:
    """What a graph says of responsibility, on a day."""

    told: Duties
    today: str

    @cached_property
    def holders(self) -> Mapping[str, list[Holding]]:
        """Holdings of today by role, each person once, deputies last."""
        found: dict[str, list[Holding]] = defaultdict(list)
        for one in self.told.holdings:
            if one.on(self.today) and all(one.person != other.person for other in found[one.role]):
                found[one.role].append(one)
        return found

    @cached_property
    def tops(self) -> Mapping[str, list[str]]:
        """Names of the roles that each role answers to."""
        names = {role.id: role.name for role in self.told.roles}
        found: dict[str, list[str]] = defaultdict(list)
        for role, top in self.told.reports:
            found[role].append(names[top])
        return found

    def held(self, role: str) -> str:
        """Whether a role is held today."""
        holders = self.holders.get(role, [])
        return NOBODY if not holders else DEPUTY if all(one.deputy for one in holders) else HELD

    @cached_property
    def teams(self) -> Mapping[str, set[str]]:
        """Teams of those who hold a role today, by role."""
        return {role: {team for one in some for team in one.teams} for role, some in self.holders.items()}

    @cached_property
    def answering(self) -> Mapping[str, list[Duty]]:
        """Duties by the process or service."""
        found: dict[str, list[Duty]] = defaultdict(list)
        for label in MATRIX:
            for duty in self.told.duties[label]:
                found[duty.id].append(duty)
        return found

    @cached_property
    def of_role(self) -> Mapping[str, dict[str, list[Duty]]]:
        """Duties of a role by label."""
        found: dict[str, dict[str, list[Duty]]] = defaultdict(lambda: defaultdict(list))
        for label, some in self.told.duties.items():
            for duty in some:
                found[duty.role][label].append(duty)
        return found

    def wrong(self, thing: Thing) -> str:
        """What is wrong with who is accountable for it; empty where one is."""
        accountable = sum(duty.accountable for duty in self.answering.get(thing.id, ()))
        return NO_ONE if not accountable else SEVERAL if accountable > 1 else ""

    @property
    def vacant(self) -> list[Role]:
        """Roles that answer for something, and that nobody but a deputy holds today."""
        return [role for role in self.told.roles if role.id in self.of_role and self.held(role.id) != HELD]

    def roles(self, asking: Asking) -> list[Role]:
        """The roles that are asked for, by name."""
        vacant = {role.id for role in self.vacant} if asking.show is Shown.VACANT else None
        return [
            role
            for role in self.told.roles
            if has(role.name, asking.role)
            and (not asking.team or asking.team in self.teams.get(role.id, ()))
            and (vacant is None or role.id in vacant)
        ]

    def things(self, asking: Asking, roles: Sequence[Role]) -> list[Thing]:
        """The processes and services that are asked for; only those that a role answers for where roles are asked for."""
        wanted = {Shown.GAP: NO_ONE, Shown.DOUBLE: SEVERAL}.get(asking.show)
        known = {role.id for role in roles} if asking.role or asking.team or asking.show is Shown.VACANT else None
        return [
            thing
            for thing in self.told.things
            if has(thing.name, asking.name)
            and asking.label in ("", thing.label)
            and (wanted is None or self.wrong(thing) == wanted)
            and (known is None or any(duty.role in known for duty in self.answering.get(thing.id, ())))
        ]
