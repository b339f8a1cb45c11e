"""What one framework gives for another, from real libraries and catalogues to the last line; skipped where these are absent."""

from __future__ import annotations

import json
from typing import Any

import pytest

from graph.engine import Engine, Statement
from tests.api.cli.running import Shell
from tests.graph.loaders.reading import SHARED

pytestmark = pytest.mark.one_engine

ISO22301 = SHARED / "ciso-assistant/libraries/iso22301-2019.yaml"
NIST = SHARED / "oscal/nist/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_MODERATE-baseline-resolved-profile_catalog.json"
NIST_ID = "nist-sp-800-53-rev5-moderate-baseline-resolved-profile-catalog"
RELATIONS = (
    ("8.7.2", "superset", "8.4", "full"),
    ("8.7.2", "intersect", "8.2", "partial"),
    ("8.7.2", "subset", "8.3", "partial"),
    ("7.5", "superset", "7.5", "partial"),
    ("9.2", "equal", "9.2", "nothing"),
)
"""Clause of ISO/IEC 20000-1:2018, what a consultant might say of it, clause of ISO 22301, and what that gets; our clause on
continuity is covered, that on documents partial, that on audits a gap."""
COVERED = """
MATCH (f:Framework {id: 'iso-20000-1-2018'})
CREATE (p:Process {id: 'p', name: 'Continuity'}), (p)-[:IN_SCOPE_OF]->(f),
  (d:Document {id: 'd', name: 'Shown', kind: 'plan', status: 'approved', valid_from: '2026-01-01'})
WITH p, d UNWIND $clauses AS id
MATCH (r:Requirement {id: id}) SET r.required_documents = [], r.required_records = []
CREATE (p)-[:ADDRESSES {status: 'full'}]->(r), (d)-[:EVIDENCES]->(r)
"""


def mapping_set() -> str:
    """A mapping set of CISO Assistant between our edition of 2018 and the library of ISO 22301."""
    rows = [
        {
            "source_requirement_urn": f"urn:x:risk:req_node:iso-20000-1-2018:{ours}",
            "relationship": relation,
            "target_requirement_urn": f"urn:intuitem:risk:req_node:iso22301-2019:{theirs}",
        }
        for ours, relation, theirs, _ in RELATIONS
    ]
    ends = {
        "source_framework_urn": "urn:x:risk:framework:iso-20000-1-2018",
        "target_framework_urn": "urn:intuitem:risk:framework:iso22301-2019",
    }
    return json.dumps({"objects": {"requirement_mapping_sets": [{**ends, "requirement_mappings": rows}]}})


def collection() -> str:
    """A mapping collection of OSCAL between the same edition and NIST's catalogue."""
    pairs = (("8.7.3.3", "superset-of", "ir-4"), ("8.7.3.3", "intersects-with", "ir-5"))
    maps = [
        {
            "relationship": relation,
            "sources": [{"type": "control", "id-ref": ours}],
            "targets": [{"type": "control", "id-ref": theirs}],
        }
        for ours, relation, theirs in pairs
    ]
    ends = {
        "source-resource": {"type": "catalog", "href": "iso-20000-1-2018.json"},
        "target-resource": {"type": "catalog", "href": NIST.name},
    }
    return json.dumps({"mapping-collection": {"mappings": [{**ends, "maps": maps}]}})


async def carried(engine: Engine, shell: Shell, path: object, mapping: tuple[str, str], framework: str) -> Any:
    """The comparison of a real framework with our edition of 2018, of which the mapped clauses are shown and claimed in full."""
    name, text = mapping
    (shell.folder / name).write_text(text)
    source = f"{{name: norms, loader: frameworks, path: ['builtin:iso-20000-1-2018', '{path}', {name}]}}"
    (shell.folder / "clausegraph.yaml").write_text(f"today: 2026-11-23\nsources: [{source}]\n")
    told = shell("load")
    assert told.code == 0, told.err
    clauses = [f"iso-20000-1-2018/{ref}" for ref in ("7.5", "8.7.2", "8.7.3.3", "9.2")]
    await engine.write([Statement(COVERED, {"clauses": clauses})])
    ours = shell("coverage", "iso-20000-1-2018", "--json", "--compare", framework).json
    return ours, shell("coverage", framework, "--json", "--compare", "iso-20000-1-2018").json


@pytest.mark.skipif(not ISO22301.exists(), reason="the real library is not here")
async def test_a_library_gets_what_its_mapping_set_says_and_an_overlap_is_never_all(engine: Engine, shell: Shell) -> None:
    ours, theirs = await carried(engine, shell, ISO22301, ("map.yaml", mapping_set()), "iso22301-2019")
    states = {c["ref"]: c["state"] for c in ours["clauses"]}
    assert (states["8.7.2"], states["7.5"], states["9.2"]) == ("covered", "partial", "gap")
    turned = {"superset": "subset", "subset": "superset", "intersect": "intersects", "equal": "equal"}
    found = {(one["other"], one["relation"], one["clause"], one["gets"]) for one in theirs["beside"] if one["other"]}
    assert found == {(clause, turned[relation], other, gets) for clause, relation, other, gets in RELATIONS}
    assert {ref: theirs["gets"][ref] for ref in ("8.4", "8.2", "8.3")} == {"8.4": "full", "8.2": "partial", "8.3": "partial"}
    assert (theirs["shares"]["full"], theirs["shares"]["partial"], theirs["shares"]["nothing"]) == (1, 3, 1)
    assert theirs["shares"]["unmapped"] > len(RELATIONS)
    assert theirs["states"]["covered"] == 0, "nothing is covered by a mapping"
    assert "What ISO 22301" in shell("coverage", "iso22301-2019", "--compare", "iso-20000-1-2018", COLUMNS="200").out


@pytest.mark.skipif(not NIST.exists(), reason="the real catalogue is not here")
async def test_a_catalogue_gets_what_a_mapping_collection_says(engine: Engine, shell: Shell) -> None:
    ours, theirs = await carried(engine, shell, NIST, ("map.json", collection()), NIST_ID)
    state = next(c["state"] for c in ours["clauses"] if c["ref"] == "8.7.3.3")
    gets = {one["clause"]: one["gets"] for one in theirs["beside"] if one["other"]}
    assert (state, gets) == ("covered", {"ir-4": "full", "ir-5": "partial"})
    assert len(theirs["clauses"]) > 300
