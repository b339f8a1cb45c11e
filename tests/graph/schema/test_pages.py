"""The schema's pages say everything that is declared, and docs/schema.md says the same as the code."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from graph.errors import WrongUse
from graph.schema import model, pages
from graph.schema.description import describe
from graph.schema.mermaid import mermaid
from graph.schema.vocabulary import Term

DOCS = Path(__file__).parents[3] / "docs" / "schema.md"


def test_the_page_in_docs_is_what_the_declarations_say() -> None:
    assert DOCS.read_text(encoding="utf-8") == pages.page(), "docs/schema.md is out of date: run `make docs`"


def test_the_page_names_every_label_property_type_and_term() -> None:
    page = pages.page()
    for label in model.LABELS:
        section = page.split(f"\n### {label}\n")[1].split("\n### ")[0]
        assert all(f"\n| {name} | " in section for name in model.properties(model.node(label)))
        assert all(f"\n| {r.forward} | " in section for r in model.leaving(label))
        assert all(f"\n| {r.reverse} | " in section for r in model.arriving(label))
    for closed_list in Term.__subclasses__():
        listed = page.split(f"\n### {closed_list.__name__}\n")[1].split("\n### ")[0]
        assert re.findall(r"`([^`]+)`", listed.rsplit("\n\n", 1)[-1]) == [str(term.value) for term in closed_list]


def test_every_link_of_the_page_leads_to_a_heading_of_it() -> None:
    page = pages.page()
    headings = {heading.lower() for heading in re.findall(r"^#+ (\w+)$", page, flags=re.MULTILINE)}
    links = set(re.findall(r"\]\(#([^)]+)\)", page))
    assert links
    assert links <= headings


def test_the_picture_names_every_label_and_type_and_only_ends_that_may_be_joined() -> None:
    picture = mermaid()
    boxes = set(re.findall(r"^  (\w+):::", picture, flags=re.MULTILINE))
    arrows = re.findall(r"^  (\w+) <?(==>|-->)\|(.+)\| (\w+)$", picture, flags=re.MULTILINE)
    assert boxes == set(model.LABELS)
    drawn = {re.sub(r"</?b>", "", type_) for _, _, types, _ in arrows for type_ in types.split("<br>")}
    assert drawn == set(model.TYPES)
    for start, _, types, end in arrows:
        for type_ in re.sub(r"</?b>", "", types).split("<br>"):
            assert "Any" in (start, end) or model.joins(model.relationship(type_), start, end)


def test_a_thick_arrow_is_drawn_exactly_where_failure_travels() -> None:
    for shaft, types in re.findall(r" <?(==>|-->)\|(.+)\| ", mermaid()):
        assert (shaft == "==>") == ("<b>" in types)
        assert set(re.findall(r"<b>(\w+)</b>", types)) == set(re.findall(r"\w+_\w+|\w+", types)) & set(model.travelling())


def test_one_label_is_described_from_both_ends() -> None:
    (supplier,) = describe("Supplier")
    ends = {end.reads: end for end in supplier.ends}
    assert (ends["supplies"].type, ends["supplies"].outgoing, ends["supplies"].others) == (
        "SUPPLIED_BY",
        False,
        ("Service", "Process", "Resource"),
    )
    assert ends["subcontractors"].outgoing
    assert ends["subcontractors"].travels
    assert [p.name for p in ends["subcontractors"].properties] == ["group", "needs", "weight", "effect", "switchover_minutes"]


def test_a_service_is_never_part_of_a_process() -> None:
    (service,) = describe("Service")
    assert [end.others for end in service.ends if end.type == "PART_OF"] == [("Service",), ("Service",)]


def test_the_description_is_json_of_every_label() -> None:
    described = json.loads(json.dumps([d.as_json() for d in describe()]))
    assert [d["label"] for d in described] == list(model.LABELS)
    status = next(p for p in described[0]["properties"] if p["name"] == "status")
    assert status["terms"] == ["planned", "live", "retired"]


def test_an_unknown_label_is_answered_with_the_nearest() -> None:
    with pytest.raises(WrongUse, match="Did you mean Supplier"):
        describe("supplier")
