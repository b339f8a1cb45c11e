"""ServiceNow live: paging, credentials, patience, and failures that lose nothing."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed, WrongUse
from graph.loaders.contract import Limits
from tests.graph.loaders.reading import Given, read
from tests.graph.loaders.servicenow import instance as servicenow
from tests.graph.loaders.servicenow.instance import Instance

BASIC = {"user_env": "SN_USER", "password_env": "SN_PASSWORD"}
OAUTH = {"client_id_env": "SN_CLIENT", "client_secret_env": "SN_SECRET"}


def sys_id(number: int) -> str:
    return f"{number:032x}"


def servers(count: int) -> list[dict[str, Any]]:
    return [{"sys_id": sys_id(i), "sys_class_name": "cmdb_ci_server", "name": f"host {i}", "u_rto": "60"} for i in range(count)]


@pytest.fixture
def instance(monkeypatch: pytest.MonkeyPatch) -> Iterator[Instance]:
    for name, value in (("USER", "USER"), ("PASSWORD", "PASSWORD"), ("CLIENT", "CLIENT"), ("SECRET", "SECRET")):
        monkeypatch.setenv(f"SN_{name}", getattr(servicenow, value))
    with servicenow.running() as made:
        made.tables["cmdb_ci_server"] = servers(25)
        yield made


async def live(instance: Instance, folder: Path, limits: Limits | None = None, **options: Any) -> Given:
    given: dict[str, Any] = {
        **BASIC,
        "tables": ["cmdb_ci_server"],
        "page_rows": 10,
        "retries": 2,
        "pause_seconds": 0.01,
        **options,
    }
    return await read("servicenow", folder, None, {n: v for n, v in given.items() if v is not None}, (), limits, instance.address)


@pytest.mark.parametrize(("linked", "counted", "asked"), [(True, True, 3), (True, False, 3), (False, True, 3), (False, False, 4)])
async def test_every_page_is_read_whatever_the_instance_says_of_them(
    instance: Instance, linked: bool, counted: bool, asked: int, tmp_path: Path
) -> None:
    instance.linked, instance.counted = linked, counted
    given = await live(instance, tmp_path)
    assert list(given.records) == [sys_id(i) for i in range(25)]
    assert instance.pages("cmdb_ci_server") == [0, 10, 20, 30][:asked]
    last = given[sys_id(24)]
    assert (last.file, last.line) == (f"{instance.address}/api/now/table/cmdb_ci_server?sysparm_offset=20", 1)
    assert len(given.digests) == 3
    assert not given.rejected


async def test_a_page_full_of_hidden_rows_does_not_end_the_reading(instance: Instance, tmp_path: Path) -> None:
    instance.linked = False
    instance.hidden = {sys_id(i) for i in range(8, 20)}
    given = await live(instance, tmp_path)
    assert len(given.records) == 13
    (note,) = given.rejected
    assert "25 rows were counted and 13 delivered" in note.reason


async def test_rows_are_asked_for_in_a_stable_order_with_the_fields_that_are_read(instance: Instance, tmp_path: Path) -> None:
    given = await live(instance, tmp_path, queries={"cmdb_ci_server": "operational_status=1"}, fields={"u_rto": "rto_minutes"})
    query = next(query for table, query in instance.asked if table == "cmdb_ci_server")
    assert query["sysparm_query"] == "operational_status=1^ORDERBYsys_id"
    assert query["sysparm_display_value"] == "all"
    assert {"u_rto", "sys_class_name"} <= set(query["sysparm_fields"].split(","))
    assert given[sys_id(3)].properties["rto_minutes"] == "60"


async def test_relations_are_read_without_being_named(instance: Instance, tmp_path: Path) -> None:
    instance.tables["cmdb_rel_type"] = [{"sys_id": sys_id(900), "name": "Depends on::Used by"}]
    instance.tables["cmdb_rel_ci"] = [{"sys_id": sys_id(901), "parent": sys_id(1), "child": sys_id(2), "type": sys_id(900)}]
    given = await live(instance, tmp_path)
    assert given.links("DEPENDS_ON") == {(sys_id(1), sys_id(2))}


async def test_the_usual_tables_are_read_when_none_is_named(instance: Instance, tmp_path: Path) -> None:
    instance.tables["sys_user"] = [{"sys_id": sys_id(500), "name": "Mara Linde"}]
    given = await live(instance, tmp_path, tables=None, tickets=["incident"])
    assert set(given.records) == {sys_id(500)}
    assert {"cmdb_ci_service", "cmdb_ci_hardware", "core_company", "cmn_location", "incident"} <= {
        table for table, _ in instance.asked
    }


async def test_oauth_gets_a_token_and_a_new_one_when_it_is_refused(instance: Instance, tmp_path: Path) -> None:
    options = {"user_env": None, "password_env": None, **OAUTH}
    assert len((await live(instance, tmp_path, **options)).records) == 25
    assert [grant["grant_type"] for grant in instance.grants] == ["client_credentials"]
    answer, instance.grants = instance.answer, []

    def expiring(table: str, query: dict[str, str]) -> Any:
        if query["sysparm_offset"] == "10" and len(instance.grants) == 1:
            instance.tokens = []
        return answer(table, query)

    instance.answer = expiring  # type: ignore[method-assign]
    assert len((await live(instance, tmp_path, **options)).records) == 25
    assert len(instance.grants) == 2


async def test_oauth_with_a_user_uses_the_password_grant(instance: Instance, tmp_path: Path) -> None:
    await live(instance, tmp_path, **OAUTH)
    (grant,) = instance.grants
    assert (grant["grant_type"], grant["username"], grant["password"]) == ("password", servicenow.USER, servicenow.PASSWORD)


def in_two_seconds() -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("wait", "at_least"), [(lambda: "1", 0.9), (in_two_seconds, 0.9), (lambda: "", 0), (lambda: "soon", 0)])
async def test_a_busy_instance_is_asked_again(
    instance: Instance, status: int, wait: Callable[[], str], at_least: float, tmp_path: Path
) -> None:
    instance.unwell = [(status, {"Retry-After": wait()}, b"busy")]
    began = time.monotonic()
    assert len((await live(instance, tmp_path)).records) == 25
    assert time.monotonic() - began >= at_least


async def test_a_broken_connection_is_tried_again(instance: Instance, tmp_path: Path) -> None:
    instance.unwell = [(200, {"Content-Type": "application/json", "Content-Length": "5000"}, b'{"result": [')]
    assert len((await live(instance, tmp_path, timeout_seconds=1)).records) == 25


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ([(503, {}, b"")] * 3, "503 .*3 attempts"),
        ([(403, {}, b"")], "403 .*right to read"),
        ([(404, {}, b"")], "404 .*has this table"),
        ([(302, {"Location": "http://elsewhere.example/"}, b"")], "302"),
        ([(200, {"Content-Type": "text/html"}, b"<html>Your instance is hibernating</html>")], "no JSON.*sleeping"),
        ([(200, {"Content-Type": "application/json"}, b'{"result": [{"sys_id": "1"')], "cut off"),
        ([(200, {"Content-Type": "application/json"}, b"")], "Expected an object"),
    ],
)
async def test_a_page_that_cannot_be_had_fails_the_source(
    instance: Instance, answers: list[tuple[int, dict[str, str], bytes]], says: str, tmp_path: Path
) -> None:
    instance.unwell = answers
    with pytest.raises(SourceFailed, match=says) as caught:
        await live(instance, tmp_path)
    assert caught.value.where.startswith(instance.address)
    assert caught.value.remedy


async def test_half_a_result_with_an_error_behind_it_fails_before_a_row_is_given(instance: Instance, tmp_path: Path) -> None:
    half = {
        "result": servers(3),
        "error": {"message": "Transaction cancelled: maximum execution time exceeded", "detail": "Check logs"},
        "status": "failure",
    }
    instance.broken_page["cmdb_ci_server 20"] = json.dumps(half).encode()
    with pytest.raises(SourceFailed, match="maximum execution time exceeded"):
        await live(instance, tmp_path)


async def test_wrong_credentials_fail_and_are_never_shown(
    instance: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SN_PASSWORD", "wr0ng")
    monkeypatch.setenv("SN_SECRET", "wr0ng")
    for options in ({}, OAUTH):
        with pytest.raises(SourceFailed, match="401") as caught:
            await live(instance, tmp_path, **options)
        assert "wr0ng" not in str(caught.value)
        assert "wr0ng" not in repr(caught.value.__cause__)


async def test_what_cannot_be_meant_is_said_before_anything_is_asked(instance: Instance, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="SN_NOBODY is not set"):
        await live(instance, tmp_path, user_env="SN_NOBODY")
    with pytest.raises(WrongUse, match="needs credentials"):
        await live(instance, tmp_path, user_env=None, password_env=None)
    with pytest.raises(WrongUse, match="go together"):
        await live(instance, tmp_path, password_env=None)
    for url, says in (
        ("http://example.service-now.com", "no https"),
        ("https://user:secret@example.service-now.com", "holds a password"),
        ("ftp://127.0.0.1", "no https"),
    ):
        with pytest.raises(WrongUse, match=says) as caught:
            await read("servicenow", tmp_path, None, BASIC, (), None, url)
        assert "secret" not in str(caught.value)
    with pytest.raises(WrongUse, match="both path and url"):
        await read("servicenow", tmp_path, None, BASIC, ".", None, instance.address)
    assert not instance.asked


async def test_limits_hold_for_answers_too(instance: Instance, tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match="more than 500 bytes"):
        await live(instance, tmp_path, Limits(file_bytes=500))
    with pytest.raises(SourceFailed, match="more than 15 rows"):
        await live(instance, tmp_path, Limits(rows=15))


async def test_nothing_is_left_on_the_disk(instance: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    await live(instance, tmp_path)
    instance.broken_page["cmdb_ci_server 10"] = b"{"
    with pytest.raises(SourceFailed):
        await live(instance, tmp_path)
    assert not os.listdir(tmp_path)  # noqa: PTH208
