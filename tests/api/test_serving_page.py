"""docs/serving.md has every setting of serving, every limit of a document and every figure, with the values that hold."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from api.graphql.budget import TOLD, Budget
from api.graphql.variables import DEEPEST, MOST_OBJECTS, MOST_VALUES
from api.metrics import Metrics
from graph.settings import Settings

PAGE = (Path(__file__).parents[2] / "docs" / "serving.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \| ([^|]+?) \|", PAGE, flags=re.MULTILINE))


def test_every_setting_of_serving_is_told_with_its_default() -> None:
    fields = {n: f.default for n, f in Settings.model_fields.items() if (f.description or "").startswith("Serving: ")}
    assert fields
    for name, default in fields.items():
        written = {None: "none", "": "none", True: "true", False: "false"}.get(default, str(default))
        assert ROWS.get(name) == written, name


def test_every_limit_of_a_document_is_told() -> None:
    limits = dataclasses.asdict(Budget())
    assert list(TOLD) == list(limits)
    assert {name: ROWS.get(name) for name in limits} == {name: str(limit) for name, limit in limits.items()}
    assert limits["rows"] == Settings.model_fields["request_rows"].default
    assert f"{MOST_VALUES} values, {MOST_OBJECTS} objects, and values {DEEPEST} levels deep" in PAGE


def test_every_figure_is_told() -> None:
    names = set(re.findall(r"^# TYPE (clausegraph_\w+?)(?:_created)? ", Metrics().written().decode(), flags=re.MULTILINE))
    assert len(names) == 6
    assert not [name for name in names if f"`{name}`" not in PAGE]
