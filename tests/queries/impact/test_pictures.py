"""The pictures of docs/impact.md and the README show what the analysis finds; questions that the page warns of warn too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from queries.catalogue import catalogue
from queries.impact.grouping import model
from queries.impact.model import Level
from queries.impact.propagation import Propagation
from tests.pictures import Picture, pictures

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "impact.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def states(picture: Picture) -> dict[str, str]:
    """The state of every node that is not simply up, when what fails in the picture fails."""
    made = model(picture.nodes, picture.needs)
    assert made.oddities == []
    outcome = Propagation(made).run({made.index[node]: Level.DOWN for node in picture.failing})
    found = {made.nodes[place].id: level.name.lower() for place, level in outcome.levels.items()}
    return found | {made.nodes[place].id: "lost" for place in outcome.lost}


def test_the_page_has_its_five_pictures_and_the_readme_one() -> None:
    assert [sorted(set(picture.drawn.values())) for picture in pictures(PAGE)] == [
        ["down"], ["down", "lost"], ["down"], ["degraded", "down"], ["down"]
    ]  # fmt: skip
    assert [sorted(set(picture.drawn.values())) for picture in pictures(README)] == [["down", "lost"]]


@pytest.mark.parametrize("picture", [*pictures(PAGE), *pictures(README)], ids=["1", "2", "3", "4", "5", "README"])
def test_a_picture_shows_what_the_analysis_finds(picture: Picture) -> None:
    assert picture.failing
    assert states(picture) == picture.drawn


def test_the_questions_that_ignore_redundancy_say_so_and_name_the_command_that_does_not() -> None:
    (named,) = re.findall(r"^- The questions (.*?) follow every path", PAGE, re.MULTILINE | re.DOTALL)
    for name in re.findall(r"`([\w-]+)`", named):
        about = catalogue().find_question(name).about
        assert "redundancy is ignored" in about
        assert "`clausegraph impact " in about
