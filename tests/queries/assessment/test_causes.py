"""What changed between two days is told with the records that changed it, on every engine, from past records alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.engine import Engine
from graph.errors import WrongUse
from graph.records.between import differences
from graph.settings import Settings
from queries.assessment.causes import Bearing, Moved, traced
from queries.assessment.kept import Kept, read_kept, stood
from tests.queries.assessment.over_time import RULES, Provider

FIRST, SECOND, THIRD = "2026-03-10", "2026-04-10", "2026-05-10"


@pytest.fixture
def provider(engine: Engine, settings_for_engine: Settings, tmp_path: Path) -> Provider:
    """A provider of whose sources nothing was loaded."""
    return Provider(engine, settings_for_engine, tmp_path)


async def standing(provider: Provider, day: str) -> Kept:
    return stood(await provider.assess(day))


async def changed(provider: Provider, then: Kept, now: Kept) -> dict[str, Moved]:
    return {one.now.ref: one for one in await traced(provider.engine, then, now)}


def told(one: Moved) -> list[tuple[str, Bearing, str, str, int | None, tuple[str, ...]]]:
    shown = [(cause, cause.difference.shown) for cause in one.causes]
    return [(c.kind, c.bearing, f"{v.source} {v.key}", v.file or "", v.line, c.said) for c, v in shown]


async def test_the_record_that_changed_a_clause_is_named_with_its_place_and_what_it_says_now(provider: Provider) -> None:
    await provider.load(FIRST)
    then = await standing(provider, FIRST)
    provider.says("documents", "draft", "approved")
    await provider.load(SECOND)
    moved = await changed(provider, then, await standing(provider, SECOND))
    assert list(moved) == ["1"], "sections that only follow those below them are not told"
    one = moved["1"]
    assert (one.before.state, one.now.state, one.change) == ("gap", "covered", "better")
    assert one.went == (f"missing house-policy {RULES}/1",)
    assert one.came == ("evidence house-policy document/documents/1",)
    assert told(one) == [("changed", Bearing.ITSELF, "documents 1", "documents.csv", 2, ("status: draft → approved",))]
    assert one.causes[0].name == "Policy"
    version = one.causes[0].difference
    assert version.before
    assert version.after
    assert (version.before.since[:10], version.before.until, version.at[:10]) == (FIRST, version.after.since, SECOND)
    assert version.after.run.startswith(f"documents/{SECOND}")


async def test_a_record_that_links_to_what_a_check_judged_is_behind_it(provider: Provider) -> None:
    await provider.load(FIRST)
    then = await standing(provider, FIRST)
    provider.says("roles", "1,Board,Steering,1", "1,Board,Steering,1\n2,Clerk,Service desk,2")
    provider.says("people", "Ida", "Ida Holm")
    await provider.load(SECOND)
    now = await standing(provider, SECOND)
    moved = await changed(provider, then, now)
    assert {ref: told(one) for ref, one in moved.items()} == {"2.1": [("new", Bearing.LINKED, "roles 2", "roles.csv", 3, ())]}
    provider.says("roles", "\n2,Clerk,Service desk,2", "")
    await provider.load(THIRD)
    last = await standing(provider, THIRD)
    (back,) = (await changed(provider, now, last)).values()
    assert (back.change, told(back)) == ("worse", [("gone", Bearing.LINKED, "roles 2", "roles.csv", 3, ())])
    gone = back.causes[0].difference
    assert (gone.at[:10], gone.shown.since[:10], gone.shown.until) == (THIRD, SECOND, gone.at)
    assert await changed(provider, then, last) == {}, "it is as it was"
    with pytest.raises(WrongUse, match=f"{THIRD} comes after {FIRST}. Compare the later day"):
        await changed(provider, last, then)


async def test_a_record_of_what_is_linked_to_it_by_another_is_behind_it_too_even_once_it_is_gone(provider: Provider) -> None:
    await provider.load(FIRST)
    then = await standing(provider, FIRST)
    provider.says("people", "Ida,live", "Ida,retired")
    await provider.load(SECOND)
    (left,) = (await changed(provider, then, await standing(provider, SECOND))).values()
    assert (left.now.ref, left.change) == ("2.2", "worse")
    assert told(left) == [("changed", Bearing.NEAR, "people 1", "people.csv", 2, ("status: live → retired",))]
    provider.says("people", "1,Ida,retired\n", "")
    await provider.load(THIRD)
    (gone,) = (await changed(provider, then, await standing(provider, THIRD))).values()
    assert told(gone) == [("gone", Bearing.NEAR, "people 1", "people.csv", 2, ())]


async def test_a_record_that_links_elsewhere_now_says_so(provider: Provider) -> None:
    await provider.load(FIRST)
    then = await standing(provider, FIRST)
    provider.says("roles", "Board,Steering", "Board,Service desk")
    await provider.load(SECOND)
    moved = await changed(provider, then, await standing(provider, SECOND))
    assert moved == {}, "one of two processes is without an owner, as before"
    provider.says("roles", "1,Board,Service desk,1", "1,Board,Service desk,")
    await provider.load(THIRD)
    (held,) = (await changed(provider, then, await standing(provider, THIRD))).values()
    (record,) = told(held)
    assert record[:2] == ("changed", Bearing.ITSELF)
    assert record[-1] == (
        "− ACCOUNTABLE_FOR name:Process/steering",
        "− HOLDS <- people:1",
        "− RESPONSIBLE_FOR name:Process/steering",
        "+ ACCOUNTABLE_FOR name:Process/service desk",
        "+ RESPONSIBLE_FOR name:Process/service desk",
    )


async def test_a_clause_that_time_alone_changed_has_no_record_behind_it(provider: Provider) -> None:
    provider.says("documents", "draft", "approved")
    await provider.load(FIRST)
    (one,) = (await changed(provider, await standing(provider, FIRST), await standing(provider, "2027-01-01"))).values()
    assert (one.change, one.causes) == ("worse", ())
    assert one.went == ("evidence house-policy document/documents/1",)


async def test_what_two_kept_assessments_rest_on_is_enough(provider: Provider) -> None:
    await provider.load(FIRST)
    for n, day in enumerate((FIRST, SECOND)):
        if n:
            provider.says("roles", "1,Board,Steering,1", "1,Board,Steering,1\n2,Clerk,Service desk,2")
            await provider.load(day)
        await provider.keep(day)
    then, now = [await read_kept(provider.engine, RULES, day) for day in ("2026-03-31", THIRD)]
    assert (then.day, now.day) == (FIRST, SECOND)
    assert [told(one) for one in (await changed(provider, then, now)).values()] == [
        [("new", Bearing.LINKED, "roles 2", "roles.csv", 3, ())]
    ]


async def test_differences_are_between_two_moments_whatever_came_before_between_and_after(provider: Provider) -> None:
    texts = ["draft", "approved", "draft", "withdrawn"]
    days = [FIRST, SECOND, THIRD, "2026-06-10"]
    for n, day in enumerate(days):
        if n:
            provider.says("documents", texts[n - 1], texts[n])
        await provider.load(day, "documents")
    provider.says("documents", "1,Policy,policy,withdrawn", "2,Policy,policy,draft")
    await provider.load("2026-07-10", "documents")

    async def between(start: str, end: str) -> list[tuple[str, str]]:
        found = await differences(provider.engine, f"{start}T23:59:59Z", f"{end}T23:59:59Z")
        return [(one.record, one.kind) for one in found]

    assert await between("2026-01-01", FIRST) == [("documents/1", "new")]
    assert await between(FIRST, SECOND) == [("documents/1", "changed")]
    assert await between(FIRST, THIRD) == [], "it says again what it said then"
    assert await between(SECOND, "2026-06-30") == [("documents/1", "changed")]
    assert await between(THIRD, "2026-08-01") == [("documents/1", "gone"), ("documents/2", "new")]
    assert await between("2026-01-01", "2026-08-01") == [("documents/2", "new")], "what came and went in between is no difference"
    assert await between("2026-08-01", "2026-09-01") == []
