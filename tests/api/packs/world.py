"""A small provider with hostile names, and its pack: on the embedded engine, every test of a file reads the same."""

from __future__ import annotations

from pathlib import Path

from api.packs.contents import Contents, gather
from api.packs.noting import Noting
from api.packs.pack import write
from graph.engine import Engine
from queries.assessment.assess import assess
from queries.frameworks import find_framework

TODAY = "2026-11-23"
FRAMEWORK = "iso-20000-1-2011"
LONG = "Ü" * 300
HOSTILE = {
    "script": "<script>alert(1)</script>",
    "formula": '=HYPERLINK("http://x.example","y")',
    "control": "bell\u0007 escape\u001b[31m line\u2028 override\u202e",
    "arabic": "مرحبا بالعالم",
    "hebrew": "שלום עולם",
    "emoji": "Team 🔥👩‍💻🇪🇺",
    "chinese": "服务台",
    "greek": "Ελληνικά",
    "cyrillic": "Служба",
    "typst": "#panic() *b* $x$ @a <b> `c` \\",
    "markdown": "[a](javascript:alert(1)) **b** {{ insert: param, x }}",
    "long": LONG,
}
GRAPH = """
CREATE (f:Framework {id: 'iso-20000-1-2011', name: 'ISO'})
CREATE (p:Process {id: 'p', name: $script}), (p)-[:IN_SCOPE_OF]->(f)
CREATE (r:Requirement {id: 'iso-20000-1-2011/4.1.2', name: '4.1.2', ref: '4.1.2', title: 'Policy',
  required_documents: ['service-management-policy']}), (p)-[:ADDRESSES {status: 'full', note: $formula}]->(r)
CREATE (d:Document {id: 'd', name: $formula, kind: 'policy', status: 'approved', version: '3', valid_from: '2026-01-01'}),
  (d)-[:EVIDENCES {item: 'service-management-policy'}]->(r)
CREATE (n:Document {id: 'n', name: $markdown, kind: 'nonconformity', grade: 'minor', status: 'open', review_due: '9999-12-31'}),
  (n)-[:DESCRIBES]->(r)
WITH f UNWIND keys($names) AS key
CREATE (s:Service {id: key, name: $names[key], kind: 'business'}), (s)-[:IN_SCOPE_OF]->(f)
WITH collect(s) AS all
UNWIND all AS s WITH s WHERE s.id = 'emoji'
CREATE (x:Document {id: 'x', name: 'Not yet', kind: 'exception', check: 'service-has-accountable-role', reason: $script,
  approved_by: $control, valid_to: '2026-12-31'}), (x)-[:DESCRIBES]->(s)
"""


async def fill(engine: Engine) -> None:
    """Writes the provider into an empty graph."""
    from graph.engine import Statement

    await engine.write([Statement(GRAPH, {**HOSTILE, "names": HOSTILE})])


async def contents_of(engine: Engine, organisation: str = HOSTILE["script"]) -> Contents:
    """What a pack of it is made from."""
    noting = Noting(engine)
    return await gather(noting, await assess(noting, find_framework(FRAMEWORK), today=TODAY), organisation)


async def pack_of(engine: Engine, path: Path) -> str:
    """Its pack; gives the SHA-256 of the manifest."""
    noting = Noting(engine)
    assessment = await assess(noting, find_framework(FRAMEWORK), today=TODAY)
    return await write(noting, assessment, path, organisation=HOSTILE["script"])
