"""Pages of questions: the whole catalogue can be asked, wrong values are told next to their fields, answers are the command's."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree

import httpx
import pytest

from api.pages.questions.fields import key
from graph.engine import Engine
from queries.catalogue import catalogue
from queries.run import ask, run_check
from tests.api.pages.looking import look
from tests.api.visiting import TODAY, Visit

SVG = "{http://www.w3.org/2000/svg}"
EVERY = {**catalogue().checks, **catalogue().questions}


async def get(address: str, path: str, **params: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=address, timeout=120, headers={"accept": "text/html"}) as client:
        return await client.get(httpx.URL(path).copy_merge_params(params))


async def test_the_catalogue_is_listed_whole_and_narrowed_by_kind_severity_and_topic(hostile: str) -> None:
    names = [row["name"] for row in (await get(hostile, "/questions", format="json")).json()]
    assert sorted(names) == sorted(EVERY)
    some = (await get(hostile, "/questions?severity=high&about=Supplier", format="json")).json()
    wanted = [c.name for c in catalogue().checks.values() if c.severity == "high" and "Supplier" in c.labels]
    assert [row["name"] for row in some] == wanted
    wrong = await get(hostile, "/questions?severity=huge")
    assert (wrong.status_code, "Use high, medium, low." in wrong.text) == (400, True)


async def test_everything_that_needs_no_value_answers(hostile: str) -> None:
    for name, asked in EVERY.items():
        if all(param.default is not None for param in asked.params.values()):
            answer = await get(hostile, f"/questions/{name}", part="all")
            assert answer.status_code == 200, name
            assert 'data-table="answer"' in answer.text, name


async def test_an_answer_is_that_of_the_command(hostile: str, arcadedb_engine: Engine) -> None:
    question = catalogue().find_question("what-a-service-needs")
    said = await ask(arcadedb_engine, question, today=TODAY, params={"service": "Customer portal"})
    shown = (await get(hostile, "/questions/what-a-service-needs?service=Customer%20portal", format="json")).json()
    assert [[row[name] for name in said.columns] for row in shown] == said.rows
    check = catalogue().find_check("supplier-is-reviewed")
    found = await run_check(arcadedb_engine, check, today=TODAY, params={"review_within_days": 5})
    rows = (await get(hostile, "/questions/supplier-is-reviewed?review_within_days=5", format="json")).json()
    assert sorted((row["id"], row["status"]) for row in rows) == sorted((one.resource, one.status.value) for one in found)


@pytest.mark.parametrize(
    ("path", "field", "said"),
    [
        (
            "what-a-service-needs?service=Customer+porta",
            "service",
            "There is no service Customer porta. Did you mean Customer portal?",
        ),
        ("what-a-service-needs?service=", "service", "It needs a value."),
        ("subcontracting-chains?min_depth=deep", "min_depth", "deep is not a whole number."),
        ("supplier-is-reviewed?review_within_days=-1", "review_within_days", "-1 is not a number of days between 0 and 36500."),
        ("how-much-changed-since?since=yesterday", "since", "yesterday is not a date of the form YYYY-MM-DD."),
    ],
)
async def test_a_wrong_value_is_told_once_next_to_its_field(hostile: str, path: str, field: str, said: str) -> None:
    answer = await get(hostile, f"/questions/{path}")
    assert answer.status_code == 400
    told = re.findall(r'<p class="wrong" id="([^"]+)">(.*?)</p>', answer.text, re.DOTALL)
    assert [name for name, _ in told] == [f"{field}-wrong"]
    assert unescape(re.sub(r"<[^>]+>|✕ ", "", told[0][1])) == said
    assert f'aria-describedby="{field}-wrong {field}-hint"' in answer.text
    assert "data-later" not in answer.text


async def test_an_unknown_name_is_not_found_with_the_nearest(hostile: str) -> None:
    answer = await get(hostile, "/questions/suppliers-by-stat")
    assert (answer.status_code, "Did you mean suppliers-by-state" in answer.text) == (404, True)


async def test_links_of_an_answer_are_drawn_and_their_ends_have_names(hostile: str) -> None:
    path = "/questions/supplier-layers?supplier=Cirrus%20North"
    rows = (await get(hostile, path, format="json")).json()
    svg = ElementTree.fromstring((await get(hostile, path, format="svg")).content)
    boxes = [box for box in svg.iter(f"{SVG}g") if box.get("class") == "box"]
    assert len(boxes) == len({row["id"] for row in rows} | {row["target"] for row in rows})
    assert any("Cirrus North" in "".join(box.itertext()) for box in boxes)


async def test_ways_of_an_answer_are_drawn(hostile: str) -> None:
    path = "/questions/impact-of-a-failing-supplier?supplier=Cirrus%20North"
    rows = (await get(hostile, path, format="json")).json()
    svg = ElementTree.fromstring((await get(hostile, path, format="svg")).content)
    boxes = [box for box in svg.iter(f"{SVG}g") if box.get("class") == "box"]
    assert len(boxes) == len({name for row in rows for name in row["path"].split(" > ")})


async def test_suggestions_are_of_the_labels_that_a_field_may_name(hostile: str) -> None:
    found = (await get(hostile, "/search/suggestions?q=cu&label=Service")).json()
    assert found
    assert {one["label"] for one in found} == {"Service"}


def test_a_parameter_that_is_called_like_a_form_of_a_page_has_another_name_in_the_address() -> None:
    assert [key(name) for name in ("format", "table", "part", "service")] == ["p-format", "p-table", "p-part", "service"]


async def test_a_journey_from_the_catalogue_to_an_answer_with_a_value_of_ones_own(hostile: str, browser: Visit) -> None:
    page = (await look(browser, f"{hostile}/questions")).page
    await page.locator("#catalogue-filter").fill("what a supplier")
    await page.get_by_role("link", name="What stands on a supplier, link by link").click()
    field = page.locator("#supplier")
    await field.press_sequentially("cirr")
    await page.wait_for_function("() => document.querySelector('#supplier-known option')")
    assert await page.locator("#supplier-known option").first.get_attribute("value") == "Cirrus North"
    await field.fill("Cirrus Nort")
    await page.get_by_role("button", name="Ask").click()
    await page.locator("#supplier-wrong").wait_for()
    assert "Did you mean Cirrus North" in await page.locator("#supplier-wrong").inner_text()
    await field.fill("Cirrus North")
    await page.get_by_role("button", name="Ask").click()
    await page.locator("#answer tbody tr").first.wait_for()
    await page.locator("[data-picture] canvas").wait_for()
    assert page.url.endswith("supplier=Cirrus+North")
    assert "clausegraph ask supplier-layers -p 'supplier=Cirrus North'" in await page.locator("#command").inner_text()
    complaints = [said for said in browser.complaints if "status of 400" not in said]
    assert (complaints, browser.elsewhere()) == ([], [])
