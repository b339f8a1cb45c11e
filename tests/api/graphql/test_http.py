"""GraphQL over HTTP: what is refused and how, GET and its header, bodies of every kind of wrong, trusted documents."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from api.graphql.budget import Budget
from api.graphql.documents import Documents
from api.graphql.schema import schema
from api.graphql.trusted import read_trusted
from graph.errors import WrongUse
from graph.settings import Settings
from tests.api.visiting import serving

SENT = {"content-type": "application/json"}
NEW = "application/graphql-response+json"
QUERY = "{ __typename }"


@pytest.fixture(scope="module")
async def client(arcadedb_settings: Settings) -> AsyncIterator[httpx.AsyncClient]:
    async with serving(arcadedb_settings) as address, httpx.AsyncClient(base_url=address, timeout=30) as made:
        yield made


def why(answer: httpx.Response) -> str:
    (error,) = answer.json()["errors"]
    return str(error["message"])


BODIES = {
    "100,000 lists deep": b"[" * 100_000,
    "100,000 objects deep": b'{"a":' * 100_000,
    "100,000 deep, and closed": b'{"query":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "an integer of 5,000 digits": b"1" * 5_000,
    "a query of 5,000 digits": b'{"query":' + b"1" * 5_000 + b"}",
    "a variable of 5,000 digits": b'{"query":"{__typename}","variables":{"a":' + b"1" * 5_000 + b"}}",
    "not UTF-8": b'{"query":"\xff\xfe"}',
    "half a surrogate": b'{"query":"\\ud800"}',
    "null": b"null",
    "a number": b"5",
    "a text": b'"{__typename}"',
    "a list": b'[{"query":"{__typename}"}]',
    "nothing": b"",
    "half": b'{"query":"{__type',
    "NaN": b'{"query":"{__typename}","variables":{"a":NaN}}',
    "without query": b"{}",
    "query null": b'{"query":null}',
    "query blank": b'{"query":" "}',
    "variables list": b'{"query":"{__typename}","variables":[]}',
    "variables 30 deep": b'{"query":"{__typename}","variables":{"a":' + b"[" * 30 + b"]" * 30 + b"}}",
    "100,000 variables": b'{"query":"{__typename}","variables":{"a":[' + b"1," * 100_000 + b"1]}}",
    "documentId of another kind": b'{"documentId":"md5:abc"}',
}


@pytest.mark.parametrize("body", BODIES.values(), ids=list(BODIES))
@pytest.mark.parametrize("accept", ["application/json", NEW])
async def test_a_body_that_is_no_request_is_400(client: httpx.AsyncClient, body: bytes, accept: str) -> None:
    answer = await client.post("/graphql", content=body, headers={**SENT, "accept": accept})
    assert answer.status_code == 400
    assert answer.headers["content-type"] == f"{accept}; charset=utf-8"
    assert why(answer)


@pytest.mark.parametrize(
    "query",
    [
        "{services(first: " + "1" * 5_000 + ") {totalCount}}",
        "{" * 5_000,
        "{services(first: 1e999) {totalCount}}",
        "\x00",
        "{日本}",
    ],
    ids=lambda query: query[:12],
)
async def test_a_query_that_is_none_is_400_and_for_old_clients_an_answer(client: httpx.AsyncClient, query: str) -> None:
    for accept, status in ((NEW, 400), ("application/json", 200)):
        answer = await client.post("/graphql", json={"query": query}, headers={"accept": accept})
        assert answer.status_code == status
        assert "data" not in answer.json()
        assert answer.json()["errors"]


async def test_other_types_are_refused(client: httpx.AsyncClient) -> None:
    for headers in ({"content-type": "text/plain"}, {}, {"content-type": "application/json; charset=latin-1"}):
        assert (await client.post("/graphql", content=b'{"query":"{__typename}"}', headers=headers)).status_code == 415
    assert (await client.post("/graphql", content=b"x", headers={**SENT, "content-encoding": "gzip"})).status_code == 415
    assert (await client.post("/graphql", json={"query": QUERY}, headers={"accept": "text/html"})).status_code == 406


async def test_bytes_are_counted_as_they_come_whatever_their_header_says(arcadedb_settings: Settings) -> None:
    """Half of a body that is too large is not waited for."""
    settings = arcadedb_settings.model_copy(update={"request_bytes": 10_000})
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 10**7:
            yield b" " * 1_000
            sent += 1_000
            await asyncio.sleep(0)

    async with serving(settings) as address, httpx.AsyncClient(base_url=address) as client:
        try:
            answer = await client.post("/graphql", content=endless(), headers=SENT)
            assert answer.status_code == 413
            assert "larger than 10000 bytes, which is the limit" in why(answer)
        except httpx.TransportError:  # the server may close while the client still sends
            pass
        assert sent < 10**7
        body = orjson.dumps({"query": QUERY}).ljust(10_000)
        assert (await client.post("/graphql", content=body, headers=SENT)).status_code == 200
        assert (await client.post("/graphql", content=body + b" ", headers=SENT)).status_code == 413


async def test_a_body_that_never_comes_is_given_up(arcadedb_settings: Settings) -> None:
    async with serving(arcadedb_settings.model_copy(update={"request_seconds": 0.5})) as address:
        host, port = address.removeprefix("http://").split(":")
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(
            f"POST /graphql HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{{".encode()
        )
        assert (await asyncio.wait_for(reader.readline(), 5)).startswith(b"HTTP/1.1 408")
        writer.close()


class TestGet:
    async def get(self, client: httpx.AsyncClient, headers: dict[str, str], **parameters: str) -> httpx.Response:
        return await client.get("/graphql", params=parameters, headers={"accept": NEW, **headers})

    @pytest.mark.parametrize(
        "headers",
        [
            {"x-clausegraph": "1"},
            {"content-type": "application/json"},
            {"sec-fetch-mode": "cors", "sec-fetch-site": "same-origin"},
        ],
        ids=str,
    )
    async def test_is_answered_where_no_other_site_can_have_sent_it(
        self, client: httpx.AsyncClient, headers: dict[str, str]
    ) -> None:
        answer = await self.get(client, headers, query=QUERY)
        assert (answer.status_code, answer.json()) == (200, {"data": {"__typename": "Query"}})

    @pytest.mark.parametrize(
        "headers",
        [
            {},
            {"sec-fetch-mode": "no-cors", "sec-fetch-site": "cross-site"},
            {"sec-fetch-mode": "cors", "sec-fetch-site": "cross-site", "origin": "https://evil.example"},
            {"sec-fetch-mode": "cors", "sec-fetch-site": "same-site"},
            {"content-type": "text/plain"},
        ],
        ids=str,
    )
    async def test_says_which_header_it_needs(self, client: httpx.AsyncClient, headers: dict[str, str]) -> None:
        answer = await self.get(client, headers, query=QUERY)
        assert answer.status_code == 403
        assert "add `x-clausegraph: 1`, or send the query by POST" in why(answer)

    async def test_takes_variables_and_an_operation_name(self, client: httpx.AsyncClient) -> None:
        query = "query A($n: String!) { __type(name: $n) { name } } query B { __typename }"
        answer = await self.get(client, {"x-clausegraph": "1"}, query=query, operationName="A", variables='{"n":"Service"}')
        assert answer.json() == {"data": {"__type": {"name": "Service"}}}
        for wrong in ("[1]", "{", "1" * 5_000, "5"):
            assert (await self.get(client, {"x-clausegraph": "1"}, query=QUERY, variables=wrong)).status_code == 400

    async def test_changes_nothing_and_subscribes_to_nothing(self, client: httpx.AsyncClient) -> None:
        for kind in ("mutation", "subscription"):
            assert (await self.get(client, {"x-clausegraph": "1"}, query=f"{kind} {{ __typename }}")).status_code == 400
            posted = await client.post("/graphql", json={"query": f"{kind} {{ __typename }}"}, headers={"accept": NEW})
            assert posted.status_code == 400
            assert kind in why(posted)

    async def test_no_page_of_another_site_is_let_in(self, client: httpx.AsyncClient) -> None:
        asked_first = {"origin": "https://evil.example", "access-control-request-method": "POST"}
        answer = await client.options("/graphql", headers=asked_first)
        assert answer.status_code == 405
        assert not [name for name in answer.headers if name.startswith("access-control-")]


async def test_a_document_over_the_budget_is_refused_before_anything_runs(client: httpx.AsyncClient) -> None:
    answer = await client.post("/graphql", json={"query": "{" + "services {totalCount} " * 31 + "}"}, headers={"accept": NEW})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["extensions"] == {"code": "OVER_BUDGET", "what": "roots", "limit": 30}
    assert 'outcome="over budget"' in (await client.get("/metrics")).text


class TestTrusted:
    TEXT = "query Names($first: Int) { services(first: $first) { nodes { name } } }\n"
    ID = sha256(TEXT.encode()).hexdigest()

    @pytest.fixture
    async def asked(self, arcadedb_settings: Settings, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Any]:
        """A way to ask a server that trusts one document; it answers others as well where a test is marked so."""
        tmp_path.joinpath("deeper").mkdir()
        tmp_path.joinpath("deeper", "names.graphql").write_text(self.TEXT)
        only = "others_too" not in request.node.name
        settings = arcadedb_settings.model_copy(update={"trusted_documents": tmp_path, "trusted_only": only})
        async with serving(settings) as address, httpx.AsyncClient(base_url=address) as client:

            async def ask(**body: Any) -> httpx.Response:
                return await client.post("/graphql", json=body, headers={"accept": NEW})

            yield ask

    async def test_is_named_by_its_hash(self, asked: Any) -> None:
        for named in (
            {"documentId": f"sha256:{self.ID}"},
            {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": self.ID}}},
            {"query": self.TEXT, "documentId": f"sha256:{self.ID}"},
            {"query": self.TEXT},
        ):
            answer = await asked(variables={"first": 1}, **named)
            assert (answer.status_code, list(answer.json())) == (200, ["data"])

    async def test_no_other_is_answered(self, asked: Any) -> None:
        for query in (QUERY, self.TEXT.strip(), self.TEXT + " "):
            answer = await asked(query=query)
            assert answer.status_code == 400
            own = sha256(query.encode()).hexdigest()
            assert f"Only trusted documents are answered here. Put this one (sha256:{own})" in why(answer)

    async def test_an_unknown_hash_is_told(self, asked: Any) -> None:
        for named in (
            {"documentId": "sha256:" + "0" * 64},
            {"extensions": {"persistedQuery": {"sha256Hash": "0" * 64}}},
            {"documentId": "sha256:"},
        ):
            answer = await asked(**named)
            assert answer.status_code == 400
            assert why(answer)

    async def test_others_too_where_they_may_be_asked(self, asked: Any) -> None:
        assert (await asked(query=QUERY)).status_code == 200
        assert (await asked(documentId=f"sha256:{self.ID}")).status_code == 200
        wrong = await asked(query=QUERY, documentId=f"sha256:{'0' * 64}")
        assert wrong.status_code == 400
        assert "is not the document that it is said to be" in why(wrong)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{ services { nothing } }", "names.graphql:2: This document cannot be asked: Cannot query field 'nothing'"),
        ("{", "names.graphql:2: This document cannot be asked: Syntax Error"),
        ("{" + "a: services {totalCount} " * 200 + "}", "names.graphql:2: This document cannot be asked: The document"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_told_before_anything_is_served(tmp_path: Path, text: str, said: str) -> None:
    tmp_path.joinpath("names.graphql").write_text(f"# Names\n{text}")
    with pytest.raises(WrongUse) as told:
        read_trusted(tmp_path, True, Documents(schema()._schema, Budget()))
    assert said in str(told.value)


def test_trusting_needs_a_folder(tmp_path: Path) -> None:
    documents = Documents(schema()._schema)
    with pytest.raises(WrongUse, match="CLAUSEGRAPH_TRUSTED_DOCUMENTS"):
        read_trusted(None, True, documents)
    with pytest.raises(WrongUse, match="There is no such folder"):
        read_trusted(tmp_path / "nowhere", False, documents)
