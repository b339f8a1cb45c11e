"""The roles of the organisation as a picture: who answers to whom, and which are held by nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from api.pages.addresses import node_address
from api.pages.pictures.groups import By, grouped
from api.pages.pictures.layered import layered
from api.pages.pictures.model import Edge, Light, Node, Picture, Strength, Tone
from api.pages.pictures.ranks import ranked
from api.pages.responsibility.standing import DEPUTY, HELD, NOBODY, Standing
from queries.explore.duties import Role

MOST = 5_000
"""So many roles are drawn or counted in groups."""
_TONES = {HELD: (Tone.PLAIN, ""), DEPUTY: (Tone.WARN, "deputy only"), NOBODY: (Tone.BAD, "held by nobody")}


def picture(standing: Standing, roles: Sequence[Role], opened: Sequence[str], address: Callable[[str], str]) -> Picture | None:
    """Every role, from the top; None where no role answers to another."""
    known = {role.id: role for role in roles}
    edges = [Edge(top, role, "REPORTS_TO") for role, top in standing.told.reports if role in known and top in known]
    if not edges:
        return None
    some = roles[:MOST]
    ids = {role.id for role in some}
    kept = [edge for edge in edges if edge.start in ids and edge.end in ids]
    left = grouped([_node(standing, role) for role in some], kept, by=By.TEAM, opened=opened, address=address)
    ends = [(edge.start, edge.end) for edge in left.edges]
    return Picture(
        "Who answers to whom",
        left.nodes,
        left.edges,
        layered(ranked([node.id for node in left.nodes], ends), ends),
        name="organisation",
        light=Light.NEAR,
        hint="The number at a role says how many processes and services it is accountable for; Enter again opens its page.",
        incoming="Answers to",
        outgoing="Answered to by",
        strengths={Strength.CERTAIN: "is answered to by", Strength.BACKED_UP: "", Strength.DEGRADES: ""},
        left_out=len(roles) - len(some),
    )


def _node(standing: Standing, role: Role) -> Node:
    tone, word = _TONES[standing.held(role.id)] if role.id in standing.of_role else (Tone.PLAIN, "")
    duties = standing.of_role.get(role.id, {})
    accountable = sum(duty.accountable for label in ("Process", "Service") for duty in duties.get(label, ()))
    names = standing.holders.get(role.id, [])
    return Node(
        role.id,
        "Role",
        role.name,
        detail=names[0].name if names else "",
        tone=tone,
        word=word,
        badge=f"{accountable:,}" if accountable else "",
        href=node_address(role.id),
        team=min(standing.teams.get(role.id, ()), default=""),
    )
