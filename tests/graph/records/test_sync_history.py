"""Whatever sources say, in whatever order, the graph stays the fold of the live records. Checked against brute force."""

from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.records import known
from graph.records.memory import Memory
from graph.records.model import Link, Record
from graph.records.repair import repair
from tests.graph.records.said import empty, sync

PRIORITIES = {"a": 10, "b": 20, "c": 30}
_NAMES = st.sampled_from(["Alpha", "Beta", "Gamma", "alpha "])
_KEYS = st.sampled_from(["1", "2", "3"])
_TARGETS = st.one_of(
    st.builds("{}:{}".format, st.sampled_from(list(PRIORITIES)), _KEYS),
    st.builds("name:Supplier/{}".format, st.sampled_from(["alpha", "beta", "gamma", "nobody"])),
)
_LINKS = st.lists(
    st.builds(
        Link,
        st.just("SUBCONTRACTS_TO"),
        _TARGETS,
        st.dictionaries(st.sampled_from(["group", "effect"]), st.sampled_from(["down", "degraded"]), max_size=1),
        st.booleans(),
    ),
    max_size=2,
)
_LEIS = st.sampled_from(["A" * 20, "B" * 20])
_PROPERTIES = st.fixed_dictionaries({"name": _NAMES}, optional={"lei": _LEIS, "country": st.sampled_from(["DE", "IE"])})
_RECORDS = st.builds(lambda key, said, links: Record(key, "Supplier", said, tuple(links)), _KEYS, _PROPERTIES, _LINKS)
_STATE = st.lists(_RECORDS, min_size=1, max_size=3, unique_by=lambda r: r.key)
_HISTORY = st.lists(st.tuples(st.sampled_from(list(PRIORITIES)), _STATE), min_size=2, max_size=5)


@pytest.mark.slow
async def test_every_history_ends_as_the_fold_of_its_records(engine):
    """Hypothesis wants a plain function, so the histories are drawn first and run on the loop of the engine."""
    histories = []

    @settings(max_examples=40, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(_HISTORY)
    def draw(history):
        histories.append(history)

    draw()
    for history in histories:
        await empty(engine)
        said, memory = {}, Memory()
        for source, state in history:
            await sync(engine, source, state, priority=PRIORITIES[source], memory=memory)
            said[source] = {r.key: r for r in state}
        _remembers(memory, await known.ledger(engine), history)
        assert await repair(engine, PRIORITIES) == 0, history
        await _agrees(engine, said, history)


def _remembers(memory, right, history):
    """The ledger that runs hand on is the one that the graph would tell; it may only wait for more."""
    kept = memory.take()
    assert kept is not None
    ledgers = [(one.standings, {n: set(r) for n, r in one.members.items()}, one.owner, one.before) for one in (kept, right)]
    assert ledgers[0] == ledgers[1], history
    assert all(waiting <= kept.waiting.get(identity, set()) for identity, waiting in right.waiting.items()), history


async def _agrees(engine, said, history):
    """Node by node: one live record each, properties by priority, edges only between what identities name."""
    live = {f"{source}/{key}": record for source, state in said.items() for key, record in state.items()}
    about = dict(await engine.read("MATCH (r:Record)-[:ABOUT]->(n) RETURN r.id, n.id"))
    assert set(about) == set(live), history
    members = defaultdict(list)
    for rid, node in about.items():
        members[node].append(rid)
    nodes = {row[0]: row[1] for row in await engine.read("MATCH (n:Supplier) RETURN n.id, properties(n)")}
    assert set(nodes) == set(members), history
    for node, rids in members.items():
        expected = {"id": node}
        for rid in sorted(rids, key=lambda r: (-PRIORITIES[r.split("/")[0]], r)):
            for name, value in live[rid].properties.items():
                expected.setdefault(name, value.strip())
        assert nodes[node] == expected, history
    unresolved = await engine.read("MATCH (r:Record) RETURN r.id, coalesce(r.unresolved, [])")
    edges = await engine.read("MATCH (a)-[e:SUBCONTRACTS_TO]->(b) RETURN e.record, a.id, b.id")
    for rid, dangling in unresolved:
        mine = {(a, b) for record, a, b in edges if record == rid}
        own = [link for link in live[rid].links if link.target.split(":")[0] in PRIORITIES]
        for link in own:
            other = about.get(link.target.replace(":", "/"))
            ends = (about[rid], other) if link.outgoing else (other, about[rid])
            assert (link.target in dangling) == (other is None), history
            assert other is None or ends in mine, history
