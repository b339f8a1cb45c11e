import pytest

from graph.errors import DeletionRefused, SourceFailed
from graph.records.content import decode, digest, encode
from graph.records.incoming import compare, guard
from graph.records.model import Link, Record, Rejected
from tests.graph.records.said import _each, needs, service


async def read(items, known=()):
    return await compare(_each(items), dict(known), lambda _: None)


async def test_values_are_coerced_as_the_schema_wants_them():
    incoming = await read([service("1", criticality=" Critical ", rto_minutes="120", availability_target="99.5")])
    assert incoming.new[0][0].properties == {
        "name": "1", "criticality": "critical", "rto_minutes": 120, "availability_target": 99.5,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("properties", "field", "remedy"),
    [
        ({"criticality": "huge"}, "criticality", "critical, high, medium, low"),
        ({"rto_minutes": "soon"}, "rto_minutes", ""),
        ({"rto_minutes": -1}, "rto_minutes", ""),
        ({"availability_target": 101}, "availability_target", ""),
        ({"critcality": "high"}, "critcality", "Did you mean criticality"),
    ],
)
async def test_a_bad_value_rejects_its_row_names_the_remedy_and_spares_the_known_record(properties, field, remedy):
    incoming = await read([service("1", **properties), service("2")], {"1": "old"})
    (row,) = incoming.rejected
    assert (row.file, row.line, row.field, row.key) == ("services.csv", 1, field, "1")
    assert remedy in row.remedy
    assert [r.key for r, _ in incoming.new] == ["2"]
    assert (incoming.gone, incoming.kept) == ([], 1)


async def test_a_relationship_that_cannot_start_there_rejects_its_row():
    incoming = await read([service("1", None, Link("HOLDS", "x:1")), service("2")])
    assert "HOLDS from Service" in incoming.rejected[0].value


async def test_the_second_row_of_a_key_is_rejected():
    incoming = await read([service("1", "First"), service("1", "Second")])
    assert [r.properties["name"] for r, _ in incoming.new] == ["First"]
    assert "given before" in incoming.rejected[0].reason


async def test_a_row_without_a_key_that_cannot_be_read_spares_everything_missing():
    incoming = await read([service("2"), Rejected("a.csv", 3, "key", "", "missing")], {"1": "x", "3": "y"})
    assert (incoming.gone, incoming.kept) == ([], 2)


async def test_a_source_that_gives_nothing_fails():
    with pytest.raises(SourceFailed, match="no record at all"):
        await read([], {"1": "x"})


async def test_the_guard_stops_a_run_that_would_lose_too_much():
    incoming = await read([service(str(i)) for i in range(7)], {str(i): "x" for i in range(10)})
    guard(incoming, 10, 30)
    with pytest.raises(DeletionRefused, match="3 of 10"):
        guard(incoming, 10, 20)


def test_the_digest_covers_content_and_neither_place_nor_order():
    one = Record("1", "Service", {"name": "A", "state": "up"}, (needs("x", "1"), needs("x", "2")), file="a", line=1)
    two = Record("1", "Service", {"state": "up", "name": "A"}, (needs("x", "2"), needs("x", "1")), file="b", line=9)
    assert digest(one) == digest(two)
    assert digest(one) != digest(service("1", "A", needs("x", "1"), state="up"))


def test_content_survives_being_kept():
    one = service("1", "Zoë", needs("x", "1", group="g", needs=1), rto_minutes=5)
    kept = decode("1", encode(one))
    assert digest(kept) == digest(one)
