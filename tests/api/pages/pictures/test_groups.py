"""Too many nodes stand in groups: nobody is lost, nothing is invented, and every group can be opened down to its nodes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.pages.pictures.groups import MOST, By, grouped
from api.pages.pictures.model import Edge, Node, Strength


def node(number: int, team: str = "", state: str = "") -> Node:
    return Node(
        f"n{number}", "Resource", f"Server {number:05}", detail="server" if number % 2 else "queue", team=team, state=state
    )


NODES = [node(number, f"team {number % 7}", "down" if number == 5 else "") for number in range(1000)]
EDGES = [Edge(f"n{number}", f"n{number // 2}", "DEPENDS_ON") for number in range(1, 1000)]


def members(badge: str) -> int:
    return int(badge.replace(",", ""))


def test_up_to_the_limit_nothing_is_grouped() -> None:
    found = grouped(NODES[:MOST], EDGES[: MOST - 1])
    assert (found.nodes, found.edges, found.groups) == (NODES[:MOST], EDGES[: MOST - 1], 0)


def test_groups_by_kind_and_by_team_hold_every_node_once() -> None:
    assert {n.name: members(n.badge) for n in grouped(NODES, EDGES).nodes} == {"Resource · queue": 500, "Resource · server": 500}
    teams = grouped(NODES, EDGES, by=By.TEAM)
    assert teams.groups == len(teams.nodes) == 7
    assert sum(members(n.badge) for n in teams.nodes) == 1000


def test_a_group_tells_how_many_fail_and_where_it_opens() -> None:
    (queues, servers) = sorted(grouped(NODES, EDGES, address=lambda group: f"?expand={group}").nodes, key=lambda n: n.name)
    assert (servers.state, servers.detail) == ("down", "500 nodes, 1 failing")
    assert (queues.state, queues.expand) == ("", "?expand=kind/Resource · queue")


def test_what_is_kept_stands_for_itself() -> None:
    found = grouped(NODES, EDGES, kept={"n5"})
    assert [n.id for n in found.nodes if n.label != "Group"] == ["n5"]


def test_edges_between_groups_are_counted_and_the_firmest_tells() -> None:
    edges = [Edge("n1", "n2", "A", Strength.DEGRADES), Edge("n3", "n4", "B", Strength.BACKED_UP), Edge("n1", "n3", "A")]
    (edge,) = grouped(NODES, edges).edges
    assert (edge.count, edge.type, edge.strength) == (2, "A, B", Strength.BACKED_UP)


def test_an_opened_group_shows_its_nodes_and_one_that_is_still_too_large_shows_parts_by_name() -> None:
    opened = {"team/team 3"}
    found = grouped(NODES, EDGES, by=By.TEAM, opened=opened)
    parts = [n for n in found.nodes if n.id.startswith("team/team 3/")]
    assert [members(n.badge) for n in parts] == [120, 23]
    found = grouped(NODES, EDGES, by=By.TEAM, opened={*opened, parts[1].id})
    assert sum(n.team == "team 3" for n in found.nodes) == 23


@given(st.integers(1, 3000), st.integers(1, 400), st.data())
def test_opening_whatever_can_be_opened_ends_at_the_nodes(count: int, teams: int, data: st.DataObject) -> None:
    nodes = [node(number, f"team {number % teams}") for number in range(count)]
    opened: set[str] = set()
    for _ in range(6):
        found = grouped(nodes, [], by=By.TEAM, opened=opened, most=10)
        groups = [n for n in found.nodes if n.label == "Group"]
        assert sum(members(n.badge) for n in groups) + len(found.nodes) - len(groups) == count
        if not groups:
            break
        opened |= {n.id for n in groups}
    else:
        raise AssertionError("some group never opens")
