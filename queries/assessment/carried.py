"""What one framework gives for another: "what do we get of ISO 27001 from what we do for ISO 20000".

A relation is read from source to target, as sets of what the two ask for (NIST IR 8477): `superset` says that the source asks
for all that the target asks, and more; `subset` that it asks for a part of it. So only `equal` and `superset` carry a target
whole. Several parts do not make a whole, since nothing says that they leave no rest, and an intersection says even less.

A result stands beside the state of the target and never changes it: a mapping points at evidence to look at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.engine import Engine
from graph.schema.vocabulary import MappingRelation
from queries.assessment.model import Assessment

_FORWARD = """
MATCH (source:Requirement) WHERE source.id STARTS WITH $source
MATCH (source)-[mapped:MAPS_TO]->(target:Requirement) WHERE target.id STARTS WITH $target
RETURN source.id AS source, coalesce(mapped.relation, 'intersects') AS relation, target.id AS target
ORDER BY source, target, relation
"""
_BACKWARD = """
MATCH (target:Requirement) WHERE target.id STARTS WITH $target
MATCH (target)-[mapped:MAPS_TO]->(source:Requirement) WHERE source.id STARTS WITH $source
RETURN source.id AS source, coalesce(mapped.relation, 'intersects') AS relation, target.id AS target
ORDER BY source, target, relation
"""
_TURNED = {MappingRelation.SUBSET: MappingRelation.SUPERSET, MappingRelation.SUPERSET: MappingRelation.SUBSET}
_WHOLE = (MappingRelation.EQUAL, MappingRelation.SUPERSET)
_WEAKEST = (MappingRelation.INTERSECTS, MappingRelation.SUBSET, MappingRelation.SUPERSET, MappingRelation.EQUAL)


class Share(StrEnum):
    """How much of a requirement another framework gives."""

    FULL = "full"
    """A covered requirement asks for all of it."""
    PARTIAL = "partial"
    """Something that is covered or partly covered meets it."""
    NOTHING = "nothing"
    """It is mapped, but nothing that it is mapped to is even partly covered."""
    UNMAPPED = "unmapped"
    """No mapping says anything of it."""


@dataclass(frozen=True, slots=True)
class MapsTo:
    """How a requirement compares with one of another framework."""

    source: str
    """Id of a requirement whose state is known."""
    relation: MappingRelation
    """Read from source to target."""
    target: str
    """Id of the requirement that is asked about."""


@dataclass(frozen=True, slots=True)
class Led:
    """One requirement that led to a result."""

    source: str
    relation: MappingRelation
    state: str
    """State of the source: covered, partial, gap, not_assessed, not_applicable."""
    share: Share
    """What it gives by itself."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What is carried across to one requirement; no state of its own."""

    target: str
    share: Share
    led: tuple[Led, ...]
    """Every requirement that is mapped to it, by id."""


def carried(states: Mapping[str, str], mappings: Iterable[MapsTo], targets: Iterable[str]) -> dict[str, Carried]:
    """What each target gets, in the order of `targets`.

    `states` holds the state of each source by id; one that is not there is not assessed. Where the same two are mapped in
    different ways, the weakest counts. Mappings to other targets are left out.
    """
    wanted = dict.fromkeys(targets)
    by_target: dict[str, list[Led]] = defaultdict(list)
    for (source, target), relation in sorted(_weakest(mappings).items()):
        if target in wanted:
            state = states.get(source, "not_assessed")
            by_target[target].append(Led(source, relation, state, _share(relation, state)))
    return {target: Carried(target, _best(by_target[target]), tuple(by_target[target])) for target in wanted}


def _weakest(mappings: Iterable[MapsTo]) -> dict[tuple[str, str], MappingRelation]:
    found: dict[tuple[str, str], MappingRelation] = {}
    for one in mappings:
        pair = (one.source, one.target)
        found[pair] = min(found.get(pair, one.relation), one.relation, key=_WEAKEST.index)
    return found


def _share(relation: MappingRelation, state: str) -> Share:
    if state == "covered":
        return Share.FULL if relation in _WHOLE else Share.PARTIAL
    return Share.PARTIAL if state == "partial" else Share.NOTHING


def _best(led: Iterable[Led]) -> Share:
    shares = {one.share for one in led}
    return next((share for share in Share if share in shares), Share.UNMAPPED)


def given(theirs: Assessment, ours: Assessment, mappings: Iterable[MapsTo]) -> dict[str, Carried]:
    """What each clause of ours gets from theirs, by id; the mappings are read from ours to theirs."""
    states = {clause.id: clause.state.value for clause in theirs.clauses}
    back = (MapsTo(one.target, _turned(one.relation), one.source) for one in mappings)
    return carried(states, back, [clause.id for clause in ours.clauses])


def shares(found: Mapping[str, Carried], ours: Assessment) -> Counter[Share]:
    """How many clauses get how much: those without others below them, and those that something is mapped to."""
    return Counter(found[one.id].share for one in ours.clauses if not one.children or found[one.id].led)


async def read_mappings(engine: Engine, source: str, target: str) -> list[MapsTo]:
    """The mappings between two frameworks, given by id, read from the one to the other.

    A mapping that is written the other way round is turned: what is a subset of its source is a superset for it.
    """
    ids = {"source": f"{source}/", "target": f"{target}/"}
    forward = [MapsTo(s, MappingRelation(r), t) for s, r, t in await engine.read(_FORWARD, ids)]
    backward = [MapsTo(s, _turned(MappingRelation(r)), t) for s, r, t in await engine.read(_BACKWARD, ids)]
    return [*forward, *backward]


def _turned(relation: MappingRelation) -> MappingRelation:
    return _TURNED.get(relation, relation)
