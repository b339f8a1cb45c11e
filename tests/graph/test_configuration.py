"""clausegraph.yaml is read as it was written, and what cannot be meant is one line with its place and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph.loaders.every  # noqa: F401
from graph.configuration import line_of, read_configuration
from graph.errors import WrongUse
from graph.loaders.contract import Origin, find, parse_options
from graph.records.model import Record
from graph.settings import Settings, read_settings


def written(folder: Path, text: str) -> Path:
    path = folder / "clausegraph.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "word", ["No", "yes", "on", "true", "NO", "007", "1:30", "1_000", "0x1F", "1e3", "2026-11-23", ".5", "="]
)
def test_a_plain_word_is_text_as_a_name_and_as_a_value(tmp_path: Path, word: str) -> None:
    assert read_configuration(written(tmp_path, f"{word}: {word}\n")) == {word: word}


def test_nothing_is_nothing(tmp_path: Path) -> None:
    assert read_configuration(written(tmp_path, "a:\nb: ~\nc: null\nd: ''\n")) == {"a": None, "b": None, "c": None, "d": ""}
    assert read_configuration(written(tmp_path, "# nothing yet\n")) == {}
    assert read_configuration(tmp_path / "absent.yaml") == {}


def test_settings_are_of_their_types_all_the_same(tmp_path: Path) -> None:
    settings = read_settings(
        written(
            tmp_path,
            "today: 2026-11-23\ndeletion_guard_percent: 12.5\nwhole_records: 500\n"
            "sources:\n- {name: a, loader: tables, priority: 70, every_days: 7}\n",
        )
    )
    assert (settings.day, settings.deletion_guard_percent, settings.whole_records) == ("2026-11-23", 12.5, 500)
    assert (settings.sources[0].priority, settings.sources[0].every_days) == (70, 7)


async def test_a_column_called_no_needs_no_quotes(tmp_path: Path) -> None:
    (tmp_path / "roles.csv").write_text("No,On,Role\n1,yes,Service owner\n2,no,Clerk\n", encoding="utf-8")
    settings = read_settings(
        written(
            tmp_path,
            """
sources:
- name: roles
  loader: tables
  path: roles.csv
  options:
    tables:
    - records:
      - {label: Role, key: No, properties: {name: Role}, when: {On: yes}}
""",
        )
    )
    source = settings.sources[0]
    options = parse_options(find(source.loader), source.options, "")
    items = [item async for item in find(source.loader).read(Origin("roles", tmp_path, tuple(source.path)), options)]
    assert [(item.key, item.properties) for item in items if isinstance(item, Record)] == [("1", {"name": "Service owner"})]


def test_an_anchor_is_merged_and_its_names_may_be_said_again(tmp_path: Path) -> None:
    read = read_configuration(written(tmp_path, "a: &a\n  x: 1\n  y: 2\nb:\n  <<: *a\n  y: 3\n"))
    assert read["b"] == {"x": "1", "y": "3"}
    assert (line_of(read, ("b", "x")), line_of(read, ("b", "y")), line_of(read, ("b", "z"))) == (2, 6, 4)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("organisation: A\norganisation: B\n", ":2: organisation is given twice, first in line 1. Keep one of them."),
        ("organisation: [A\n", "It is not YAML"),
        ("- a\n", "It holds no settings. Write `name: value` lines."),
        ("[a]: b\n", ":1: It is not YAML: a name must be text."),
        ("source: []\n", ":1: source: there is no source here. Did you mean sources or traces?"),
        ("zzz: 1\n", ":1: zzz: there is no zzz here. Known here: organisation, today"),
        ("sources: {}\n", ":1: sources: it must be a list, not a mapping."),
        ("sources:\n- tables\n", ":1: sources.0: it must be a mapping of names to values, not 'tables'. Known here: every_days"),
        ("sources:\n- name: a\n  lodaer: tables\n", ":3: sources.0.lodaer: there is no lodaer here. Did you mean loader?"),
        ("sources:\n- name: a\n", ":1: sources.0.loader: it is missing."),
        ("sources:\n- {name: My CMDB, loader: tables}\n", ":2: sources.0.name: it must be up to 60 lower-case letters"),
        ("sources:\n- {name: a, loader: tables, priority: high}\n", "priority: it must be a whole number, not 'high'."),
        ("sources:\n- {name: a, loader: tables,\n  options: [x]}\n", ":3: sources.0.options: it must be a mapping"),
        ("deletion_guard_percent: 120\n", ":1: deletion_guard_percent: it must be less than or equal to 100, not 120."),
        ("today: 24.12.2026\n", ":1: today: it is not a date of the form YYYY-MM-DD."),
    ],
)
def test_what_cannot_be_meant_is_said_with_line_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(WrongUse) as error:
        read_settings(path)
    assert str(error.value).startswith(str(path))
    assert said in str(error.value)


def test_a_file_in_another_encoding_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "clausegraph.yaml"
    path.write_bytes("organisation: Grünberg".encode("cp1252"))
    with pytest.raises(WrongUse, match="It is not UTF-8"):
        read_settings(path)


def test_a_password_is_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(WrongUse) as error:
        read_settings(written(tmp_path, "password: [hunter2]\n"))
    assert "password: it must be text." in str(error.value)
    assert "hunter2" not in str(error.value)


def test_settings_without_a_file_stay_as_declared() -> None:
    assert Settings(uri="").sources == []
