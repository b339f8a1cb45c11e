"""What of a table is shown: filtered, sorted and paged by the address alone."""

from __future__ import annotations

import pytest

from api.pages.addresses import Address, node_address
from api.pages.tables import Column, Kind, Table
from api.pages.tables.view import PAGE_ROWS, view

COLUMNS = (Column("name"), Column("rated", Kind.CRITICALITY), Column("hops", Kind.NUMBER))
ROWS = [
    {"name": "b", "rated": "low", "hops": 10},
    {"name": "A", "rated": "critical", "hops": 9},
    {"name": "c", "rated": None, "hops": None},
]
TABLE = Table("things", "Things", COLUMNS, ROWS)


def names(*said: tuple[str, str]) -> str:
    return "".join(str(row["name"]) for row in view(TABLE, Address("/x", said)).rows)


@pytest.mark.parametrize(
    ("sort", "order"),
    [("", "bAc"), ("name", "Abc"), ("-name", "cbA"), ("rated", "Abc"), ("hops", "Abc"), ("-hops", "bAc"), ("no", "bAc")],
)
def test_it_sorts_by_rank_size_and_name_with_silence_last(sort: str, order: str) -> None:
    assert names(("things.sort", sort)) == order


def test_it_filters_by_every_word_in_any_cell() -> None:
    assert names(("things.filter", "CRIT a")) == "A"
    assert names(("things.filter", "b 10")) == "b"
    assert names(("things.filter", "nothing")) == ""


def test_a_long_table_comes_in_pages_and_pages_beyond_the_last_are_the_last() -> None:
    long = Table("things", "Things", COLUMNS, [{"name": str(n)} for n in range(3 * PAGE_ROWS + 1)])
    last = view(long, Address("/x", (("things.page", "99"),)))
    assert (last.page, last.pages, len(last.rows), len(last.all_rows)) == (4, 4, 1, 3 * PAGE_ROWS + 1)
    assert not last.complete
    assert last.page_address(2) == "/x?things.page=2"
    assert view(long, Address("/x", (("things.page", "²"),))).page == 1


def test_addresses_keep_everything_else() -> None:
    shown = view(TABLE, Address("/x", (("supplier", "a b"), ("things.sort", "name"), ("things.page", "2"))))
    assert shown.sort_address(COLUMNS[0]) == "/x?supplier=a%20b&things.sort=-name"
    assert shown.exports()[0] == ("CSV", "/x?supplier=a%20b&things.sort=name&things.page=2&format=csv&table=things")
    assert shown.direction(COLUMNS[0]) == "ascending"


@pytest.mark.parametrize(
    ("id_", "address"),
    [
        ("service/cmdb/1", "/explore/service/cmdb/1"),
        ("a/../b?c#d", "/explore/a%2F..%2Fb%3Fc%23d"),
        ("a//b", "/explore/a%2F%2Fb"),
        ('"><script>', "/explore/%22%3E%3Cscript%3E"),
    ],
)
def test_the_address_of_a_node_survives_a_browser(id_: str, address: str) -> None:
    assert node_address(id_) == address
