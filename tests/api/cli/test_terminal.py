"""What is printed: safe, wrapped, never cut off."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from api.cli import terminal

WORDS = st.text(alphabet="abcdefgh -/", min_size=0, max_size=60)


def printed(width: int, columns: list[str], rows: list[list[object]], **how: object) -> str:
    """A table as a console of that width prints it."""
    out = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False, **how)  # type: ignore[arg-type]
    out.print(terminal.table(out, columns, rows))
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue()


@settings(deadline=None)
@given(st.integers(30, 120), st.lists(st.lists(WORDS, min_size=4, max_size=4), min_size=1, max_size=4))
def test_no_character_of_a_table_is_lost_at_any_width(width: int, rows: list[list[str]]) -> None:
    text = printed(width, ["1", "2", "3", "4"], [list(row) for row in rows])
    assert max(len(line) for line in text.splitlines()) <= width
    given_text = "".join(map("".join, rows))
    assert {letter: text.count(letter) for letter in "abcdefgh"} == {letter: given_text.count(letter) for letter in "abcdefgh"}


def test_names_without_spaces_stay_whole_where_the_width_allows_it() -> None:
    name = "critical-service-has-tested-continuity-plan"
    assert name in printed(80, ["check", "reason"], [[name, "A sentence that is long enough to have to be wrapped somewhere."]])


def test_where_columns_do_not_fit_every_row_becomes_a_block() -> None:
    columns = [f"column_{n}" for n in range(12)]
    text = printed(80, columns, [[f"value-{n}-of-this" for n in range(12)]])
    assert [line.split() for line in text.splitlines()][3] == ["column", "3", "value-3-of-this"]


def test_numbers_stand_to_the_right_and_truth_has_a_word() -> None:
    text = printed(80, ["n", "yes"], [[1234, True], [5, False]])
    assert [line.split() for line in text.splitlines()][2:] == [["1,234", "yes"], ["5", "no"]]
    assert "    5" in text


@pytest.mark.parametrize(("value", "shown"), [(2.0, "2"), (99.5, "99.5"), (-1.0, "-1"), (1e6, "1,000,000"), ([2.0, 3.0], "2, 3")])
def test_a_whole_number_is_shown_as_one(value: object, shown: str) -> None:
    assert terminal.visible(value) == shown


@pytest.mark.parametrize("hostile", ["\x1b[2J", "\x9b31m", "\x07", "\r", "\x00", "\u202e", "\u2066"])
def test_what_would_steer_a_terminal_is_shown_instead(hostile: str) -> None:
    text = printed(80, ["name"], [[f"a{hostile}b"]])
    assert hostile not in text.replace("\r\n", "\n")
    assert hostile not in terminal.as_json([f"a{hostile}b"]) or hostile in "\u202e\u2066"


def test_markup_in_a_name_is_only_text() -> None:
    assert "[bold]x[/bold] :smile:" in printed(80, ["name"], [["[bold]x[/bold] :smile:"]])


@pytest.mark.parametrize(("no_color", "coloured"), [(True, False), (False, True)])
def test_no_color_is_kept(no_color: bool, coloured: bool) -> None:
    text = printed(80, ["status"], [["alarm"]], force_terminal=True, no_color=no_color, color_system="standard")
    assert ("\x1b[1;31m" in text) is coloured
    assert "alarm" in text
