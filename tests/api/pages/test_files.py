"""What is saved from a page: tables as CSV, workbook and JSON, pictures as SVG and as a file that stands alone."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import quote
from xml.etree import ElementTree

import httpx
import pytest
from PIL import Image
from playwright.async_api import Browser, Page, expect
from python_calamine import CalamineWorkbook

from tests.api.pages.every_page import PICTURES, TABLES
from tests.api.pages.looking import drawn, violations
from tests.api.visiting import Visit

SVG = "{http://www.w3.org/2000/svg}"


async def get(address: str, path: str, **params: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=address, timeout=30, headers={"accept": "text/html"}) as client:
        return await client.get(httpx.URL(path).copy_merge_params(params))


@pytest.mark.parametrize("path", TABLES)
async def test_a_table_is_the_same_in_every_file(hostile: str, path: str) -> None:
    as_json = json.loads((await get(hostile, path, format="json")).content)
    as_csv = list(csv.reader(io.StringIO((await get(hostile, path, format="csv")).content.decode("utf-8-sig"))))
    book = CalamineWorkbook.from_filelike(io.BytesIO((await get(hostile, path, format="xlsx")).content))
    sheet = book.get_sheet_by_index(0).to_python()
    assert as_csv[0] == sheet[0] == list(as_json[0]) if as_json else len(as_csv) == 1
    assert len(as_csv) - 1 == len(sheet) - 1 == len(as_json)


async def test_no_cell_is_a_formula_and_the_file_is_named_after_the_page_and_the_day(hostile: str) -> None:
    answer = await get(hostile, "/search?q=cmd", format="csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="search-2026-11-23-found.csv"'
    assert "'=cmd" in answer.text


async def test_an_export_has_the_rows_that_are_filtered_in_their_order(hostile: str) -> None:
    answer = await get(hostile, "/impact?suppliers.filter=ir&suppliers.sort=-name", format="json", table="suppliers")
    names = [row["name"] for row in answer.json()]
    assert names == sorted(names, key=str.casefold, reverse=True)
    assert 0 < len(names) < len((await get(hostile, "/impact", format="json")).json())


async def test_another_format_or_table_is_refused_with_those_there_are(hostile: str) -> None:
    wrong = await get(hostile, "/impact", format="pdf")
    assert wrong.status_code == 400
    assert "csv, xlsx, json" in wrong.text
    assert "Did you mean suppliers?" in (await get(hostile, "/impact", format="csv", table="supplier")).text
    assert (await get(hostile, "/impact", format="svg")).status_code == 400


@pytest.mark.parametrize("path", PICTURES)
async def test_the_svg_holds_every_box_as_text_and_runs_nothing(hostile: str, path: str) -> None:
    answer = await get(hostile, path, format="svg")
    root = ElementTree.fromstring(answer.content)
    rows = (await get(hostile, path, format="json")).json()
    boxes = [box for box in root.iter(f"{SVG}g") if box.get("class") == "box"]
    assert len(boxes) == len(rows)
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
        *("svg", "title", "defs", "marker", "path", "g", "rect", "polygon", "circle", "text")
    }
    assert not [name for element in root.iter() for name in element.attrib if name.startswith("on") or "href" in name]


@pytest.mark.parametrize("path", PICTURES)
async def test_the_file_that_stands_alone_shows_its_picture_and_asks_nothing(
    hostile: str, chromium: Browser, tmp_path: Path, path: str
) -> None:
    """Opened from a disk, in a browser without any network."""
    file = tmp_path / "picture.html"
    file.write_bytes((await get(hostile, path, format="html")).content)
    context = await chromium.new_context(offline=True, viewport={"width": 1200, "height": 800})
    visit, dialogs = Visit(context), list[str]()
    context.on("request", lambda request: visit.requests.append(request.url))
    page = await visit.open(file.as_uri())
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    await drawn(page)
    await page.locator("button.row").first.click()
    assert await page.locator("button.row[aria-pressed=true]").count() == 1
    assert [url for url in visit.requests if not url.startswith(("file:", "data:"))] == []
    assert (visit.complaints, dialogs) == ([], [])
    await context.close()


async def test_the_file_that_stands_alone_keeps_nobody_out(hostile: str, browser: Visit, tmp_path: Path) -> None:
    file = tmp_path / "picture.html"
    file.write_bytes((await get(hostile, PICTURES[0], format="html")).content)
    page = await browser.open(file.as_uri())
    await drawn(page)
    assert [await violations(page, scheme) for scheme in ("light", "dark")] == [[], []]


async def test_the_png_is_the_whole_picture(hostile: str, browser: Visit, tmp_path: Path) -> None:
    page = await browser.open(f"{hostile}{PICTURES[0]}")
    await drawn(page)
    async with page.expect_download() as download:
        await page.get_by_role("button", name="PNG").click()
    await (await download.value).save_as(tmp_path / "picture.png")
    saved = (tmp_path / "picture.png").read_bytes()
    wide, high = (int.from_bytes(saved[at : at + 4], "big") for at in (16, 20))
    svg = ElementTree.fromstring((await get(hostile, PICTURES[0], format="svg")).content)
    assert (wide, high) == (2 * int(svg.attrib["width"]), 2 * int(svg.attrib["height"]))
    assert browser.complaints == []


async def test_the_png_is_faint_where_the_picture_is(hostile: str, browser: Visit, tmp_path: Path) -> None:
    page = await browser.open(f"{hostile}/explore/service/hostile/rtl?depth=2")
    await drawn(page)
    assert not [id_ for id_, dark in (await _boxes(page, tmp_path)).items() if not dark]
    await page.locator("button.row").nth(1).click()
    chosen = await page.locator("button.row[aria-pressed=true]").get_attribute("data-node")
    shown = await _boxes(page, tmp_path)
    near = await page.evaluate(
        """id => [id, ...JSON.parse(document.querySelector("script[data-edges]").textContent)
        .filter(e => e.from === id || e.to === id).flatMap(e => [e.from, e.to])]""",
        chosen,
    )
    assert {id_ for id_, dark in shown.items() if dark} == set(near) < set(shown)


async def _boxes(page: Page, folder: Path) -> dict[str, bool]:
    """Ids of the boxes of the PNG, and whether there is anything dark in each."""
    async with page.expect_download() as download:
        await page.get_by_role("button", name="PNG").click()
    await (await download.value).save_as(folder / "picture.png")
    settings = json.loads(await page.locator("[data-picture]").get_attribute("data-picture") or "")
    nodes = json.loads(await page.locator("script[data-nodes]").text_content() or "")
    (left, top, *_), half = settings["area"], settings["size"]["width"] / 2
    with Image.open(folder / "picture.png") as image:
        grey = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image.convert("RGBA")).convert("L")
        boxes = {one["id"]: (2 * (one["x"] - left - half + 36), 2 * (one["y"] - top - 20)) for one in nodes}
        return {id_: grey.crop((int(x), int(y), int(x) + 280, int(y) + 80)).getextrema()[0] < 90 for id_, (x, y) in boxes.items()}


async def test_a_page_that_changed_in_place_has_its_still_picture_too(hostile: str, browser: Visit, tmp_path: Path) -> None:
    page = await browser.open(f"{hostile}/explore/service/hostile/rtl")
    await drawn(page)
    await page.get_by_label("Hops").select_option("2")
    await page.wait_for_url("**depth=2*")
    await expect(page.locator(".picture canvas")).to_be_visible()
    assert await page.locator("[data-still]").count() == 1
    assert len(await _boxes(page, tmp_path)) > 1, "the PNG does not wait for it"
    await page.get_by_label("Hops").select_option("3")
    await page.wait_for_url("**depth=3*")
    await expect(page.locator(".still svg .box")).to_have_count(
        int(await page.locator(".picture").get_attribute("data-nodes") or 0)
    )
    await page.emulate_media(media="print")
    await expect(page.locator(".still svg")).to_be_visible()
    assert browser.complaints == []


def test_addresses_of_the_list_are_encoded() -> None:
    assert all(quote(path, safe="/?=&%()") == path for path in PICTURES)
