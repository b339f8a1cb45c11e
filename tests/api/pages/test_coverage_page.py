"""Pages of coverage: what they say is what the assessment says, down to the line of a source; nothing keeps a reader waiting."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path

import httpx
import pytest

from api.packs.verify import verify
from api.pages.coverage.reports import WAITING
from graph.engine import Engine
from queries.assessment.assess import assess
from queries.assessment.known import known_framework
from queries.frameworks import find_framework
from tests.api.pages.looking import drawn, look
from tests.api.visiting import TODAY, Visit

ISO = "/coverage/iso-20000-1-2018"
CLAUSE = f"{ISO}?clause=8.2.3"


async def get(address: str, path: str, **params: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=address, timeout=300, headers={"accept": "text/html"}) as client:
        return await client.get(httpx.URL(path).copy_merge_params(params))


async def rows(address: str, path: str, table: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = (await get(address, path, format="json", table=table)).json()
    return found


@pytest.mark.slow
async def test_every_clause_has_the_state_that_the_assessment_gives_it(demo_served: str, arcadedb_engine: Engine) -> None:
    said = await assess(arcadedb_engine, find_framework("iso-20000-1-2018"), today=TODAY)
    shown = await rows(demo_served, ISO, "clauses")
    assert [(row["clause"], row["state"]) for row in shown] == [(one.ref, one.state.value) for one in said.clauses]
    text = (await get(demo_served, ISO, part="all")).text
    leaves = re.findall(r'<li class="leaf"><a class="s-(\w+)"', text)
    assert sorted(leaves) == sorted(one.state.value for one in said.clauses if not one.children)
    assert len(await rows(demo_served, f"{ISO}?show=findings", "findings")) == len(said.gaps)


@pytest.mark.slow
async def test_a_clause_leads_to_its_evidence_its_rows_and_the_lines_that_say_so(
    demo_served: str, arcadedb_engine: Engine
) -> None:
    said = (await assess(arcadedb_engine, find_framework("iso-20000-1-2018"), today=TODAY)).clause("8.2.3")
    assert [row["id"] for row in await rows(demo_served, CLAUSE, "claims")] == [one.id for one in said.facts.claims]
    evidence = await rows(demo_served, CLAUSE, "evidence")
    assert {row["id"] for row in evidence} == {one.id for one in said.facts.evidence}
    assert all(row["age_days"] is None or int(str(row["age_days"])) >= 0 for row in evidence)
    shown = await rows(demo_served, CLAUSE, "rows")
    assert len(shown) == sum(len(check.rows) for check in said.checks)
    statuses = [str(row["status"]) for row in shown if row["counts"]]
    assert statuses == sorted(statuses, key=["alarm", "accepted", "info", "skip", "ok"].index)
    lineage = await rows(demo_served, f"{CLAUSE}&part=lineage", "lineage")
    assert {row["id"] for row in lineage} >= {one.id for one in said.facts.claims}
    assert all(row["source"] and row["since"] for row in lineage)
    assert any(row["file"] and row["line"] for row in lineage)


@pytest.mark.slow
async def test_two_frameworks_stand_side_by_side_with_what_the_mapping_carries(demo_served: str) -> None:
    shown = await rows(demo_served, f"{ISO}?compare=iso-20000-1-2011", "mapped")
    mapped = [row for row in shown if row["other"]]
    assert {row["gets"] for row in mapped} <= {"full", "partial", "nothing"}
    assert mapped
    text = (await get(demo_served, f"{ISO}?compare=iso-20000-1-2011")).text
    assert text.count('class="heat top') == 2


@pytest.mark.slow
async def test_two_days_stand_side_by_side_with_the_records_behind_each_change(demo_served: str) -> None:
    path = f"{ISO}?compare=2026-11-14"
    changes = await rows(demo_served, path, "changes")
    assert {row["change"] for row in changes} <= {"better", "worse", "same"}
    assert all((row["before"] == row["now"]) == (row["change"] == "same") for row in changes)
    assert any(row["change"] != "same" for row in changes)
    causes = await rows(demo_served, path, "causes")
    assert all(row["source"] and row["id"] for row in causes)
    assert {row["clause"] for row in causes} <= {row["clause"] for row in changes if row["change"] != "same"}


@pytest.mark.slow
async def test_a_day_before_the_first_record_is_refused_with_the_day_of_that_record(demo_served: str) -> None:
    answer = await get(demo_served, f"{ISO}?as-of=1999-01-01")
    assert answer.status_code == 400
    assert "The first record is of 2026-11-14." in answer.text


@pytest.mark.slow
async def test_a_pack_is_whole_and_speaks_of_the_clause_that_was_asked_for(demo_served: str, tmp_path: Path) -> None:
    answer = await get(demo_served, CLAUSE, format="zip")
    assert 'filename="coverage-iso-20000-1-2018-8.2.3-2026-11-23.zip"' in answer.headers["content-disposition"]
    file = tmp_path / "pack.zip"
    file.write_bytes(answer.content)
    found = verify(file)
    assert found.whole
    assert found.manifest == answer.headers["clausegraph-manifest-sha256"]
    assert (await get(demo_served, CLAUSE, format="pdf")).content.startswith(b"%PDF")


@pytest.mark.slow
async def test_a_journey_from_a_framework_to_the_node_that_fails_a_check(demo_served: str, browser: Visit) -> None:
    page = (await look(browser, f"{demo_served}/coverage")).page
    await page.locator(".doors a", has_text="ISO/IEC 20000-1:2018").click()
    await drawn(page)
    await page.locator(".leaf a", has_text="8.2.3").click()
    await page.wait_for_url("**clause=8.2.3")
    await drawn(page)
    assert "gap" in await page.locator(".verdict").inner_text()
    assert await page.locator("#lineage tbody tr").count() > 0
    first = page.locator("#rows tbody tr").first
    assert "alarm" in await first.inner_text()
    await first.locator("th a").click()
    await page.wait_for_url("**/explore/**")
    assert (browser.complaints, browser.elsewhere()) == ([], [])


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/coverage/hostil", 404, "Did you mean hostile?"),
        ("/coverage/hostile?clause=9", 404, "has no clause 9"),
        ("/coverage/hostile?as-of=yesterday", 400, "date of the form"),
        ("/coverage/hostile?compare=2026-13-01", 400, "date of the form"),
        ("/coverage/hostile?compare=nothing", 404, "There is no framework nothing"),
        ("/coverage/hostile?show=other", 400, "show"),
    ],
)
async def test_what_cannot_be_meant_is_told_once_with_the_remedy(hostile: str, path: str, status: int, said: str) -> None:
    answer = await get(hostile, path)
    assert answer.status_code == status
    assert said in answer.text


async def test_a_page_comes_at_once_and_its_map_after_it(hostile: str) -> None:
    """A day that nobody asked for is not there yet; what was worked out once is on the page."""
    path = "/coverage/hostile?as-of=2027-01-01"
    first = (await get(hostile, path)).text
    assert "data-later" in first
    assert 'class="heat' not in first
    assert 'class="heat' in (await get(hostile, path, part="all")).text
    again = (await get(hostile, path)).text
    assert 'class="heat' in again


async def test_the_list_has_the_figures_of_every_framework(hostile: str, arcadedb_engine: Engine) -> None:
    said = await assess(arcadedb_engine, await known_framework(arcadedb_engine, "hostile"), today=TODAY)
    shown = json.loads((await get(hostile, "/coverage", format="json")).content)
    assert [row["verdict"] for row in shown] == [said.ruling.verdict.value]


async def test_readers_who_want_reports_wait_in_turn_and_too_many_are_told_to_come_again(hostile: str) -> None:
    answers = await asyncio.gather(*(get(hostile, "/coverage/hostile", format="html") for _ in range(WAITING + 4)))
    codes = [answer.status_code for answer in answers]
    assert set(codes) == {200, 503}
    assert codes.count(200) > WAITING
    assert all("Ask again in a minute" in answer.text for answer in answers if answer.status_code == 503)
