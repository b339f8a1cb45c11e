"""Libraries of CISO Assistant and catalogues of OSCAL as frameworks, and the mappings between them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed
from tests.graph.loaders.reading import SHARED, read

NODE = "urn:acme:risk:req_node"
LIBRARY = f"""urn: urn:acme:risk:library:Rules_2
version: 3
objects:
  framework:
    urn: urn:acme:risk:framework:Rules_2
    name: Rules of the house
    requirement_nodes:
    - urn: {NODE}:Rules_2:node1
      name: Access
    - urn: {NODE}:Rules_2:1.a
      parent_urn: {NODE}:Rules_2:node1
      ref_id: 1.a
      description: Accounts of people who left are closed.
    - urn: {NODE}:Rules_2:9
      parent_urn: {NODE}:Rules_2:8
      name: Lost
    - urn: nothing
      name: Nameless
"""


def mapping_set(*rows: tuple[str, str, str]) -> str:
    """A library with mappings from Rules_2 to other, as source, relationship, target."""
    head = (
        "objects:\n  requirement_mapping_sets:\n  - source_framework_urn: urn:acme:risk:framework:Rules_2\n"
        "    target_framework_urn: urn:x:risk:framework:other\n    requirement_mappings:\n"
    )
    row = (
        f"    - source_requirement_urn: {NODE}:Rules_2:{{}}\n      relationship: {{}}\n"
        f"      target_requirement_urn: urn:x:risk:req_node:other:{{}}\n"
    )
    return head + "".join(row.format(*one) for one in rows)


def catalogue(**more: Any) -> str:
    control = {
        "id": "ac-1",
        "title": "Policy",
        "params": [{"id": "ac-1_p", "label": "a day"}],
        "props": [{"name": "label", "value": "AC-01", "class": "padded"}, {"name": "label", "value": "AC-1"}],
        "parts": [
            {"name": "statement", "prose": "Do {{ insert: param, ac-1_p }}:", "parts": [{"name": "item", "prose": "this."}]},
            {"name": "guidance", "prose": "Think."},
        ],
        "controls": [{"id": "ac-1.1", "title": "More"}, {"id": "ac-1.2", "props": [{"name": "status", "value": "withdrawn"}]}],
    }
    groups = [{"id": "ac", "title": "Access", "controls": [control, {"title": "No id"}, {"id": "ac-3"}]}]
    catalog = {"uuid": "u-1", "metadata": {"title": "House catalogue", "version": "2"}, "groups": groups} | more
    return json.dumps({"catalog": catalog}, indent=1)


def collection(relationship: str, sources: list[str], targets: list[str]) -> str:
    sides = {side: [{"type": "control", "id-ref": i} for i in ids] for side, ids in (("sources", sources), ("targets", targets))}
    mapping = {
        "source-resource": {"type": "catalog", "href": "#r1"},
        "target-resource": {"type": "catalog", "href": "https://x.example/lists/other%20list.json?raw=1"},
        "maps": [{"uuid": "m-1", "relationship": relationship} | sides],
    }
    matter = {"resources": [{"uuid": "r1", "rlinks": [{"href": "../House_Rules.json"}]}]}
    return json.dumps({"mapping-collection": {"mappings": [mapping], "back-matter": matter}}, indent=1)


async def test_a_library_is_a_framework_with_ids_made_of_its_urns(tmp_path: Path) -> None:
    given = await read("frameworks", tmp_path, {"lib.yaml": LIBRARY})
    assert given["rules-2"].properties == {"name": "Rules of the house", "edition": "library version 3"}
    assert given["rules-2/node1"].properties == {"ref": "node1", "title": "Access", "name": "Access"}
    text = "Accounts of people who left are closed."
    assert given["rules-2/1.a"].properties == {"ref": "1.a", "title": text, "name": f"1.a {text}"}
    assert given.links("PART_OF") == {("rules-2/node1", "id:rules-2"), ("rules-2/1.a", "id:rules-2/node1")}
    assert (given["rules-2/1.a"].file, given["rules-2/1.a"].line) == ("lib.yaml", 10)
    assert [(r.line, r.field, r.key) for r in given.rejected] == [
        (14, "parent_urn", "rules-2/9"),
        (17, "urn", "rules-2/line 17"),
    ]


async def test_a_long_text_gives_a_short_title_and_stays_whole_in_the_summary(tmp_path: Path) -> None:
    long = "Word " * 60
    given = await read("frameworks", tmp_path, {"lib.yaml": LIBRARY.replace("Accounts of people who left are closed.", long)})
    properties = given["rules-2/1.a"].properties
    assert properties["summary"] == long.strip()
    assert str(properties["title"]).endswith("Word …")
    assert len(str(properties["title"])) <= 122


@pytest.mark.parametrize(
    ("word", "relation"), [("equal", "equal"), ("subset", "subset"), ("superset", "superset"), ("intersect", "intersects")]
)
async def test_a_mapping_set_maps_with_its_relation(word: str, relation: str, tmp_path: Path) -> None:
    given = await read("frameworks", tmp_path, {"lib.yaml": LIBRARY, "map.yaml": mapping_set(("1.a", word, "5"))})
    assert given.link("MAPS_TO", "rules-2/1.a", "id:other/5").properties == {"relation": relation}


async def test_a_mapping_hangs_on_its_target_where_only_that_is_described(tmp_path: Path) -> None:
    other = LIBRARY.replace("Rules_2", "other")
    given = await read("frameworks", tmp_path, {"lib.yaml": other, "map.yaml": mapping_set(("7", "superset", "1.a"))})
    (link,) = (link for link in given["other/1.a"].links if link.type == "MAPS_TO")
    assert (link.target, link.outgoing, link.properties) == ("id:rules-2/7", False, {"relation": "superset"})


async def test_mappings_that_cannot_be_meant_are_rejected_with_their_line(tmp_path: Path) -> None:
    rows = mapping_set(
        ("1.a", "equal", "5"), ("1.a", "equal", "5"), ("1.a", "not_related", "6"), ("1.a", "like", "5"), ("1.a", "subset", "5"),
        ("7", "equal", "8"),
    )  # fmt: skip
    given = await read("frameworks", tmp_path, {"lib.yaml": LIBRARY, "map.yaml": rows})
    assert given.links("MAPS_TO") == {("rules-2/1.a", "id:other/5")}
    rejected = [(r.line, r.field, r.value) for r in given.rejected if r.file == "map.yaml"]
    assert rejected == [(15, "relationship", "like"), (18, "relation", "subset"), (21, "source", "rules-2/7")]


async def test_a_catalogue_is_a_framework_of_groups_and_controls(tmp_path: Path) -> None:
    given = await read("frameworks", tmp_path, {"House_Rules.json": catalogue()})
    assert given["house-rules"].properties == {"name": "House catalogue", "edition": "2"}
    assert given["house-rules/ac-1"].properties == {
        "ref": "ac-1",
        "title": "Policy",
        "name": "AC-1 Policy",
        "summary": "Do [a day]: this.",
    }
    assert given.links("PART_OF") == {
        ("house-rules/ac", "id:house-rules"),
        ("house-rules/ac-1", "id:house-rules/ac"),
        ("house-rules/ac-1.1", "id:house-rules/ac-1"),
    }
    lines = catalogue().splitlines()
    assert '"id": "ac-1.1"' in lines[given["house-rules/ac-1.1"].line - 1]
    assert [(r.field, r.key) for r in given.rejected] == [("id", "house-rules/line 0"), ("title", "house-rules/ac-3")]


@pytest.mark.parametrize(
    ("word", "sources", "targets", "relation"),
    [
        ("equal-to", 1, 1, "equal"),
        ("equivalent-to", 1, 1, "equal"),
        ("intersects-with", 1, 1, "intersects"),
        ("equal-to", 2, 1, "subset"),
        ("equal-to", 1, 2, "superset"),
        ("equal-to", 2, 2, "intersects"),
        ("subset-of", 2, 1, "subset"),
        ("subset-of", 1, 2, "intersects"),
        ("superset-of", 1, 2, "superset"),
        ("superset-of", 2, 1, "intersects"),
    ],
)
async def test_a_relation_of_several_together_is_never_more_for_each(
    word: str, sources: int, targets: int, relation: str, tmp_path: Path
) -> None:
    starts, ends = ["ac-1", "ac-1.1"][:sources], ["x", "y"][:targets]
    files = {"House_Rules.json": catalogue(), "map.json": collection(word, starts, ends)}
    given = await read("frameworks", tmp_path, files)
    links = [(key, x.target, x.properties) for key, r in given.records.items() for x in r.links if x.type == "MAPS_TO"]
    assert links == [(f"house-rules/{s}", f"id:other-list/{e}", {"relation": relation}) for s in starts for e in ends]


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("lib.yaml", "objects: {risk_matrix: []}", "no framework and no mapping set"),
        ("lib.yaml", "objects: {framework: {name: x}}", "urn is no URN of a framework"),
        ("lib.yaml", "objects: {framework: {urn: 'urn:a:risk:framework:x'}}", "no requirement_nodes"),
        ("list.json", '{"profile": {}}', "neither a catalogue nor a mapping"),
        ("list.json", '{"catalog": {}}', "no metadata.title"),
        ("list.json", '{"catalog": {"metadata": {"title": "x"}}}', "no groups and no controls"),
        ("list.json", '{"mapping-collection": {"mappings": [{"maps": []}]}}', "source-resource names no file"),
        ("list.json", "[1]", "no mapping"),
    ],
)
async def test_a_file_without_a_framework_stops_the_load(name: str, text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match=says) as caught:
        await read("frameworks", tmp_path, {name: text})
    assert caught.value.where.startswith(name)


REAL = {
    "ciso-assistant/libraries/dora.yaml": 682,
    "ciso-assistant/libraries/iso22301-2019.yaml": 64,
    "ciso-assistant/libraries/nis2-directive.yaml": 17,
    "ciso-assistant/libraries/rts-dora-ictservices-supporting.yaml": 106,
    "oscal/nist/examples/catalog/json/basic-catalog.json": 8,
    "oscal/nist/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_MODERATE-baseline-resolved-profile_catalog.json": 305,
}


@pytest.mark.parametrize(("path", "requirements"), REAL.items(), ids=[path.rsplit("/", 1)[-1] for path in REAL])
async def test_real_libraries_and_catalogues_load_whole(path: str, requirements: int) -> None:
    if not (SHARED / path).exists():
        pytest.skip("the real files are not here")
    given = await read("frameworks", SHARED, path=path)
    assert not given.rejected
    assert [r.label for r in given.records.values()].count("Requirement") == requirements
    assert all(record.line for record in given.records.values())
    known = {f"id:{key}" for key in given.records}
    assert {target for _, target in given.links("PART_OF")} <= known


async def test_a_real_mapping_set_meets_the_requirements_of_its_library() -> None:
    folder = "ciso-assistant/libraries"
    if not (SHARED / folder).exists():
        pytest.skip("the real files are not here")
    given = await read("frameworks", SHARED, path=(f"{folder}/dora.yaml", f"{folder}/mapping-dora-and-finma-2023-01.yaml"))
    assert not given.rejected
    links = [link for record in given.records.values() for link in record.links if link.type == "MAPS_TO"]
    assert len(links) == 267
    assert {link.properties["relation"] for link in links} == {"intersects"}
