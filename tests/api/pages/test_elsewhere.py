"""Every page leads to the same answer in GraphQL and as a command: both are asked, and neither complains."""

from __future__ import annotations

import re
import shlex
from asyncio import to_thread
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import orjson
import pytest

from api.pages.elsewhere import Elsewhere
from api.pages.start_parts import PARTS
from graph.settings import Settings
from tests.api.cli.running import Shell, reaching
from tests.api.pages.every_page import ESTATE_PAGES

PATHS = [*ESTATE_PAGES, *(part.path for part in PARTS), "/node/lineage?id=supplier/cirrus"]


@pytest.mark.parametrize("path", PATHS)
async def test_a_page_leads_to_its_answer_in_graphql_and_as_a_command(
    hostile: str, arcadedb_settings: Settings, tmp_path: Path, path: str
) -> None:
    async with httpx.AsyncClient(base_url=hostile, timeout=60) as client:
        page = await client.get(path)
        if page.status_code >= 400:
            return
        found = (
            re.search(r'href="/graphql\?([^"]+)"', page.text),
            re.search(r'<code id="command"[^>]*>(.*?)</code>', page.text, re.S),
        )
        assert all(found), path
        query, command = (unescape(one[1]) for one in found if one)
        asked = {name: values[0] for name, values in parse_qs(urlsplit(f"?{query}").query).items()}
        body = {"query": asked["query"], "variables": orjson.loads(asked.get("variables", "{}"))}
        answer = (await client.post("/graphql", json=body)).json()
    assert "errors" not in answer, answer
    (tmp_path / "clausegraph.yaml").write_text("today: 2026-11-23\n")
    told = await to_thread(Shell(tmp_path, reaching(arcadedb_settings)), *shlex.split(command)[1:])
    assert (told.code, told.err) == (0, ""), (command, told)


@pytest.mark.parametrize("text", ["10", "true", '"', "plain", "{", "1 2", ""])
def test_a_command_that_sends_a_query_keeps_its_variables_as_they_are(text: str) -> None:
    words = shlex.split(Elsewhere(query="query A($text: String!) {\n  search(text: $text)\n}", variables={"text": text}).command)
    assert words[:3] == ["clausegraph", "ask", "--graphql"]
    assert words[3] == "query A($text: String!) { search(text: $text) }"
    assert [_meant(word.partition("=")[2]) for word in words[5:]] == [text]


def _meant(word: str) -> object:
    from api.cli.ask_graphql import _value

    return _value(word)
