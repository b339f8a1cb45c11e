"""What the relationships of cmdb_rel_ci mean.

A type is called "<how the parent sees the child>::<how the child sees the parent>", so in "Depends on::Used by" the
parent depends on the child.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.errors import nearest
from graph.schema.relationships import ASSERTED

_TYPES = {declared.type for declared in ASSERTED}
_SENTENCE = re.compile(r"(parent|child) ([A-Z_]+) (parent|child)")


class Meaning(NamedTuple):
    """A relationship type and where it starts; no type means that the relationship says nothing here."""

    type: str
    from_parent: bool = True
    whole: bool = False
    """Whether the parent is a whole of parts: PART_OF among likes, else it depends on what it contains."""


IGNORED = Meaning("")
_NEEDS = Meaning("DEPENDS_ON")
_NEEDED = Meaning("DEPENDS_ON", from_parent=False)
_WHOLE = Meaning("PART_OF", from_parent=False, whole=True)

STOCK: dict[str, Meaning] = {
    "depends on::used by": _NEEDS,
    "uses::used by": _NEEDS,
    "consumes::consumed by": _NEEDS,
    "runs on::runs": _NEEDS,
    "hosted on::hosts": _NEEDS,
    "installed on::installs": _NEEDS,
    "instantiates::instantiated by": _NEEDS,
    "registered on::has registered": _NEEDS,
    "virtualized by::virtualizes": _NEEDS,
    "provided by::provides": _NEEDS,
    "powered by::powers": _NEEDS,
    "supported by::supports": _NEEDS,
    "receives data from::sends data to": _NEEDS,
    "used by::depends on": _NEEDED,
    "runs::runs on": _NEEDED,
    "hosts::hosted on": _NEEDED,
    "virtualizes::virtualized by": _NEEDED,
    "provides::provided by": _NEEDED,
    "powers::powered by": _NEEDED,
    "supports::supported by": _NEEDED,
    "provides storage for::stored on": _NEEDED,
    "sends data to::receives data from": _NEEDED,
    "contains::contained by": _WHOLE,
    "members::member of": _WHOLE,
    "cluster of::cluster": _WHOLE,
    "located in::houses": Meaning("LOCATED_IN"),
    "in rack::rack contains": Meaning("LOCATED_IN"),
}
"""Types that every instance has, by their folded name."""

STOCK_IDS = {
    "1a9cb166f1571100a92eb60da2bce5c5": "Depends on::Used by",
    "60bc4e22c0a8010e01f074cbe6bd73c3": "Runs on::Runs",
    "5f985e0ec0a8010e00a9714f2a172815": "Hosted on::Hosts",
    "55c95bf6c0a8010e0118ec7056ebc54d": "Contains::Contained by",
    "55c913d3c0a8010e012d1563182d6050": "Members::Member of",
    "a99d39118f10310091769012cbbe4429": "Cluster of::Cluster",
    "cb5592603751200032ff8c00dfbe5d17": "Uses::Used by",
    "41008aa6ef32010098d5925495c0fb94": "Consumes::Consumed by",
    "d93304fb0a0a0b78006081a72ef08444": "Virtualized by::Virtualizes",
    "f67e9ecdff602000dada361332f49d35": "Provides::Provided by",
    "4afd799338a02000c18673032c71b817": "Provided by::Provides",
}
"""sys_ids of types that are the same in every instance; others come from cmdb_rel_type."""


def read_meaning(sentence: str) -> Meaning:
    """`parent DEPENDS_ON child`, `child PART_OF parent` or `ignore`; raises ValueError for anything else."""
    if sentence.strip() == "ignore":
        return IGNORED
    found = _SENTENCE.fullmatch(" ".join(sentence.split()))
    if not found or found[1] == found[3]:
        raise ValueError("write `parent DEPENDS_ON child`, `child PART_OF parent` or `ignore`")
    if found[2] not in _TYPES:
        raise ValueError(f"there is no relationship type {found[2]}. {nearest(found[2], _TYPES)}".strip())
    return Meaning(found[2], from_parent=found[1] == "parent")
