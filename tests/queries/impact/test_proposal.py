"""What a change file may say, and the one sentence for everything that it may not."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from graph.errors import WrongUse
from queries.impact.changefile import read
from queries.impact.changes import Link, changed
from queries.impact.model import Dependency, Node, Nodes
from queries.impact.proposal import links

NODES = [
    Node("s/1", "Service", "Portal"),
    Node("s/2", "Service", "Twin"),
    Node("s/3", "Service", "twin"),
    Node("p/1", "Supplier", "North"),
    Node("p/2", "Supplier", "South"),
]
GIVEN = [Dependency("SUPPLIED_BY", "s/1", "p/1", r) for r in ("cmdb/1", "erp/1")]
HEAD = "action,type,from,to,group,needs,weight,effect,switchover_minutes\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "change.csv"
    path.write_bytes(text.encode())
    return path


def meant(path: Path) -> list[Link]:
    return links(read(path), Nodes.of(NODES))


def test_what_a_row_may_say(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        HEAD + "remove,SUPPLIED_BY,portal,p/1,,,,,\n\nAdd,SUPPLIED_BY,Portal,new:Supplier:Far West,line,1.5,2,degraded,5\n",
    )
    new = Node("new:Supplier:Far West", "Supplier", "Far West")
    assert meant(path) == [
        Link(False, "SUPPLIED_BY", NODES[0], NODES[3], f"{path}:2"),
        Link(True, "SUPPLIED_BY", NODES[0], new, f"{path}:4", "line", 1.5, 2.0, "degraded", 5),
    ]


def test_a_removal_takes_the_link_of_every_source(tmp_path: Path) -> None:
    rows = "remove,SUPPLIED_BY,Portal,North,,,,,\nadd,SUPPLIED_BY,Portal,North,line,1,,,\n"
    nodes, after = changed(NODES, GIVEN, meant(written(tmp_path, HEAD + rows)))
    assert nodes == NODES
    assert after == [Dependency("SUPPLIED_BY", "s/1", "p/1", "proposal", "line", 1.0)]


def test_other_separators_column_orders_and_marks(tmp_path: Path) -> None:
    path = written(tmp_path, "\ufeffTo;From;Type;Action\r\nNorth;Portal;SUPPLIED_BY;remove\r\n")
    assert [str(link) for link in meant(path)] == ["SUPPLIED_BY from Portal to North"]


BAD = {
    "action": ("replace,SUPPLIED_BY,Portal,North", "2, action: replace is no action. Use add or remove."),
    "type": (
        "add,SUPLIED_BY,Portal,South",
        "2, type: SUPLIED_BY is no type of link along which failure travels. Did you mean SUPPLIED_BY or OPERATED_BY?",
    ),
    "does not travel": (
        "add,ADDRESSES,Portal,South",
        "2, type: ADDRESSES is no type of link along which failure travels. "
        "Use DEPENDS_ON, SUPPLIED_BY, OPERATED_BY, SUBCONTRACTS_TO, LOCATED_IN.",
    ),
    "ends": (
        "add,SUPPLIED_BY,North,South",
        "2, type: SUPPLIED_BY cannot lead from North, a Supplier, to South, a Supplier. "
        "It leads from Service or Process or Resource to Supplier.",
    ),
    "unknown": ("add,SUPPLIED_BY,Portl,South", "2, from: There is no node Portl. Did you mean Portal or North?"),
    "several": ("add,SUPPLIED_BY,Twin,South", "2, from: 2 nodes are called Twin. Give the id of one: s/2, s/3."),
    "empty": ("add,SUPPLIED_BY,Portal,", "2, to: It is empty. Give the id or the name of a node."),
    "itself": ("add,DEPENDS_ON,Portal,s/1", "2, to: Portal would lead to itself. Name another node."),
    "new label": (
        "add,SUPPLIED_BY,Portal,new:Suplier:X",
        "2, to: There is no label Suplier for a new node. Did you mean Supplier?",
    ),
    "new name": (
        "add,SUPPLIED_BY,Portal,new:Supplier:",
        "2, to: The new node has no name. Write new:Supplier:Name.",
    ),
    "new is known": (
        "add,SUPPLIED_BY,Portal,new:Supplier:north",
        "2, to: There is a Supplier north already. Write its name without new:Supplier:.",
    ),
    "new to remove": (
        "remove,SUPPLIED_BY,Portal,new:Supplier:X",
        "2, to: A new node has no link to remove. Name a node of the graph.",
    ),
    "removal says more": (
        "remove,SUPPLIED_BY,Portal,North,line",
        "2, group: A removal takes the link whatever it says. Leave the cell empty.",
    ),
    "needs alone": (
        "add,SUPPLIED_BY,Portal,South,,2",
        "2, needs: It means something in a group only. Name the group, or leave the cell empty.",
    ),
    "needs nothing": ("add,SUPPLIED_BY,Portal,South,g,0", "2, needs: It is 0, which nothing can fail to meet. Give 1 or more."),
    "no number": ("add,SUPPLIED_BY,Portal,South,g,two", "2, needs: It must be a number, not 'two'."),
    "not finite": ("add,SUPPLIED_BY,Portal,South,g,inf", "2, needs: It must be a finite number, not 'inf'."),
    "negative": ("add,SUPPLIED_BY,Portal,South,g,1,-1", "2, weight: It must be greater than or equal to 0, not -1."),
    "effect": (
        "add,SUPPLIED_BY,Portal,South,g,1,1,dow",
        "2, effect: It must be 'down' or 'degraded', not 'dow'. Did you mean down?",
    ),
    "minutes": ("add,SUPPLIED_BY,Portal,South,,,,,1.5", "2, switchover_minutes: It must be a whole number, not 1.5."),
    "twice": (
        "add,SUPPLIED_BY,Portal,South\nadd,SUPPLIED_BY,s/1,p/2,g",
        "3: It says the same as {path}:2: SUPPLIED_BY from Portal to South. Leave one of them out.",
    ),
    "not there": (
        "remove,SUPPLIED_BY,Portal,South",
        "2: There is no SUPPLIED_BY from Portal to South to remove. It leads to p/1.",
    ),
    "nothing there": (
        "remove,SUPPLIED_BY,s/2,South",
        "2: There is no SUPPLIED_BY from Twin to South to remove. No SUPPLIED_BY starts there; leave the row out.",
    ),
    "there already": (
        "add,SUPPLIED_BY,Portal,North,line,1",
        "2: SUPPLIED_BY from Portal to North is there already. Remove it in another row to change it.",
    ),
    "too many cells": (
        "add,SUPPLIED_BY,Portal,South,,,,,,more",
        "2: The row cannot be read: it has 10 cells and there are 9 columns. "
        "Put texts with separators, quotes or line breaks in double quotes.",
    ),
}


@pytest.mark.parametrize(("rows", "told"), BAD.values(), ids=BAD.keys())
def test_every_bad_row_is_one_clear_error(tmp_path: Path, rows: str, told: str) -> None:
    path = written(tmp_path, f"{HEAD}{rows}\n")
    with pytest.raises(WrongUse) as refused:
        changed(NODES, GIVEN, meant(path))
    assert str(refused.value) == f"{path}:{told.replace('{path}', str(path))}"


FILES = {
    "missing column": ("action,type,from\n", "{path}:1: The column to is missing. Needed are action, type, from, to."),
    "unknown column": ("action,type,from,to,grup\n", "{path}:1: There is no column grup in a change. Did you mean group?"),
    "column twice": ("action,type,from,to,To\n", "{path}:1: There are 2 columns to. Leave one of them out."),
    "empty": ("", "{path}: The file is empty. Give a CSV file in UTF-8, or a workbook."),
    "no rows": (HEAD, "The change has no rows. Give at least one link to add or to remove."),
    "no workbook": (
        "PK\x03\x04",
        "{path}: It is cut off or damaged: File is not a zip file. Give a CSV file in UTF-8, or a workbook.",
    ),
    "open quote": (
        HEAD + 'add,"SUPPLIED_BY\n',
        "{path}:2: A quote that is opened here is never closed, or the file is cut off (unexpected end of data). "
        "Give a CSV file in UTF-8, or a workbook.",
    ),
}


@pytest.mark.parametrize(("text", "told"), FILES.values(), ids=FILES.keys())
def test_every_bad_file_is_one_clear_error(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(WrongUse) as refused:
        meant(path)
    assert str(refused.value).startswith(told.replace("{path}", str(path)))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "change.csv"
    with pytest.raises(WrongUse) as refused:
        read(path)
    told = "It cannot be read: No such file or directory. Give a CSV file in UTF-8, or a workbook."
    assert str(refused.value) == f"{path}: {told}"


def test_a_file_of_another_encoding_and_one_of_too_many_rows(tmp_path: Path) -> None:
    path = written(tmp_path, "")
    path.write_bytes(HEAD.encode() + "add,SUPPLIED_BY,Müller,South,,,,,\n".encode("cp1252"))
    with pytest.raises(WrongUse, match="It is not utf-8: byte 0xfc"):
        read(path)
    with pytest.raises(WrongUse, match="There are more than 10000 rows"):
        read(written(tmp_path, HEAD + "add,SUPPLIED_BY,Portal,South,,,,,\n" * 10_001))


def test_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "change.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ["action", "type", "from", "to", "group", "needs"])
        sheet.write_row(1, 0, ["add", "SUPPLIED_BY", "Portal", "South", 7, 1.0])
    (link,) = meant(path)
    assert (link.group, link.needs, link.where) == ("7", 1.0, f"{path}#Plan:2")
