"""Each root selection is one statement; its text depends on the document and the shape of the variables alone."""

from __future__ import annotations

from typing import Any

import pytest

from graph.engine import Engine
from tests.api.graphql.conftest import Ask

Sent = list[tuple[str, dict[str, Any]]]


@pytest.fixture
def sent(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Sent:
    """Every statement that is read, with its parameters; each still runs."""
    statements: Sent = []
    read = Engine.read

    async def listening(self: Engine, text: str, parameters: dict[str, Any] | None = None, **more: Any) -> Any:
        statements.append((text, dict(parameters or {})))
        return await read(self, text, parameters, **more)

    monkeypatch.setattr(Engine, "read", listening)
    return statements


DEEP = """query ($id: ID!, $first: Int, $kind: ServiceKind, $after: String, $by: Direction!, $long: Boolean = true) {
  service(id: $id) { name dependsOn(first: $first) { id ... on Service { suppliers { name subsidiaries { name } } } } }
  services(first: $first, after: $after, where: {kind: {eq: $kind}}, orderBy: [{rtoMinutes: $by}]) {
    totalCount edges { cursor node { name accountableRolesConnection { totalCount edges { record node { name } } } } }
    pageInfo { endCursor } nodes @include(if: $long) { description }
  }
  node(id: $id) { id }
}"""


async def test_a_root_selection_is_one_statement(ask: Ask, sent: Sent) -> None:
    assert "errors" not in await ask(DEEP, id="x", by="ASC")
    assert len(sent) == 3


async def test_values_travel_as_parameters(ask: Ask, sent: Sent) -> None:
    values = {"id": "id-51973", "first": 519, "kind": "technical", "by": "ASC"}
    assert "errors" not in await ask(DEEP, **values)
    assert "errors" not in await ask('{ services(first: 519, where: {name: {eq: "n-51973", in: ["m-51973"]}}) { totalCount } }')
    texts = "".join(text for text, _ in sent)
    assert not [v for v in ("51973", "519", "technical") if v in texts]
    taken = [v for _, parameters in sent for v in parameters.values()]
    assert {"id-51973", 519, "technical", "n-51973"} <= {v for v in taken if not isinstance(v, list)}
    assert ["m-51973"] in taken


async def test_other_values_of_the_same_shape_give_the_same_text(ask: Ask, sent: Sent) -> None:
    await ask(DEEP, id="a", first=1, kind="business", by="ASC")
    await ask(DEEP, id="b", first=2, kind="technical", by="ASC")
    assert [t for t, _ in sent[:3]] == [t for t, _ in sent[3:]]
    assert [p for _, p in sent[:3]] != [p for _, p in sent[3:]]


@pytest.mark.parametrize("other", [{"by": "DESC"}, {"long": False}, {"kind": "business"}], ids=str)
async def test_another_shape_gives_another_text(ask: Ask, sent: Sent, other: dict[str, Any]) -> None:
    given = {"id": "a", "by": "ASC"}
    await ask(DEEP, **given)
    await ask(DEEP, **{**given, **other})
    texts = [text for text, _ in sent]
    assert sorted(texts[:3]) != sorted(texts[3:])


async def test_a_filter_in_a_variable_is_a_filter_in_the_document(ask: Ask, sent: Sent) -> None:
    await ask("query ($w: ServiceFilter, $o: [ServiceOrder!]) { services(where: $w, orderBy: $o) { nodes { id } } }",
              w={"AND": [{"status": {"isNull": True}}], "name": {"startsWith": "a"}}, o=[{"kind": "DESC"}])  # fmt: skip
    await ask(
        '{ services(where: {AND: [{status: {isNull: true}}], name: {startsWith: "a"}}, orderBy: {kind: DESC}) { nodes { id } } }'
    )
    assert sent[0] == sent[1]


async def test_a_cursor_does_not_change_the_text(ask: Ask, sent: Sent, engine: Engine) -> None:
    from tests.api.graphql.world import World

    world = World()
    for i, minutes in enumerate([1, 2, None, None]):
        world.add("Service", f"service/a/{i}", rto_minutes=minutes)
    await world.write(engine)
    query = (
        "query ($a: String) { services(first: 1, after: $a, orderBy: {rtoMinutes: ASC}) { nodes { id } pageInfo { endCursor } } }"
    )
    after, seen = None, []
    for _ in range(4):
        page = (await ask(query, **({"a": after} if after else {})))["data"]["services"]
        seen += [node["id"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
    assert seen == [f"service/a/{i}" for i in range(4)]
    assert len({text for text, _ in sent}) == 2
