"""Stacked bars as a picture: to scale, told in words too, safe, and the same every time."""

from __future__ import annotations

from xml.etree import ElementTree

from api.exports.bars import Bar, Part, picture

SVG = "{http://www.w3.org/2000/svg}"
PARTS = [Part("covered", "#146530"), Part("gap", "#b3261e")]


def drawn(*bars: Bar) -> ElementTree.Element:
    return ElementTree.fromstring(picture("Clauses of <R&D>", PARTS, bars))


def boxes(root: ElementTree.Element) -> list[tuple[str, float, float]]:
    """What each part of a bar says, where it begins, and how high it is."""
    found = [(one, one.find(f"{SVG}title")) for one in root.iter(f"{SVG}rect")]
    return [(t.text or "", float(one.attrib["y"]), float(one.attrib["height"])) for one, t in found if t is not None]


def test_parts_are_stacked_to_scale_and_say_what_they_are() -> None:
    (a, top, height), (b, gap_top, gap_height), (_, _, half) = boxes(drawn(Bar("2026-03", [30, 10]), Bar("2026-04", [20, 0])))
    assert (a, b) == ("2026-03: 30 covered", "2026-03: 10 gap")
    assert (height, gap_height, gap_top + gap_height) == (3 * gap_height, height / 3, top)
    assert half == 20 * gap_height / 10


def test_texts_are_escaped_and_an_empty_one_is_a_picture_too() -> None:
    root = drawn()
    assert root.find(f"{SVG}title").text == "Clauses of <R&D>"  # type: ignore[union-attr]
    assert boxes(drawn(Bar("none", [0, 0]))) == []


def test_the_same_amounts_give_the_same_bytes_and_a_wider_picture_holds_more_bars() -> None:
    few, many = ([Bar(f"{n}", [n, 1]) for n in range(number)] for number in (3, 30))
    assert picture("t", PARTS, few) == picture("t", PARTS, list(few))
    widths = [float(drawn(*some).attrib["width"]) for some in (few, many)]
    rects = [float(one.attrib["x"]) for one in drawn(*many).iter(f"{SVG}rect") if "x" in one.attrib]
    assert widths[0] < widths[1]
    assert max(rects) < widths[1]
