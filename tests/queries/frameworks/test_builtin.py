"""A source may name a framework that comes with Clausegraph, and its file is what the loader reads."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph.loaders.every  # noqa: F401
from graph.errors import WrongUse
from graph.loaders.contract import Origin, find, parse_options
from graph.records.model import Record
from graph.settings import Settings, read_settings
from queries.frameworks import frameworks
from queries.frameworks.builtin import located

OWN = "framework: {id: rules, name: Rules}\nrequirements: [{ref: '1', title: Access}]\n"


def settings(folder: Path, *paths: str, loader: str = "frameworks") -> Settings:
    path = folder / "clausegraph.yaml"
    path.write_text(f"sources: [{{name: norms, loader: {loader}, path: {list(paths)}}}]\n")
    return read_settings(path)


@pytest.mark.parametrize("name", frameworks())
async def test_every_framework_that_comes_along_is_read_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "rules.yaml").write_text(OWN)
    source = located(settings(tmp_path, f"builtin:{name}", "rules.yaml")).sources[0]
    loader = find("frameworks")
    read = loader.read(Origin("norms", tmp_path, tuple(source.path)), parse_options(loader, {}, ""))
    records = [item async for item in read if isinstance(item, Record)]
    assert [record.key for record in records if record.label == "Framework"] == [name, "rules"]
    assert len(records) == len(frameworks()[name].requirements) + 3
    assert not any(record.file and record.file.startswith("/") for record in records)


def test_a_name_that_nobody_knows_is_answered_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"source norms: There is no framework iso-20000\. Did you mean iso-20000-1"):
        located(settings(tmp_path, "builtin:iso-20000"))


def test_other_loaders_and_paths_are_left_alone(tmp_path: Path) -> None:
    assert located(settings(tmp_path, "builtin:dora", loader="tables")).sources[0].path == ["builtin:dora"]
    assert located(settings(tmp_path, "a.yaml")).sources[0].path == ["a.yaml"]


def test_the_manual_names_them_all() -> None:
    manual = (Path(__file__).parents[3] / "docs" / "loaders" / "frameworks.md").read_text(encoding="utf-8")
    assert [name for name in frameworks() if f"`builtin:{name}`" not in manual] == []
