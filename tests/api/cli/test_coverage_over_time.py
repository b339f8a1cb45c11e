"""Assessments over time as users run them: kept, drawn, compared with the records behind a change, told after a load."""

from __future__ import annotations

import csv
from xml.etree import ElementTree

import pytest

from api.cli import coverage_causes
from graph.engine import Engine, Statement
from graph.records import assessments
from queries.assessment.causes import Moved
from queries.assessment.kept import Stood
from queries.assessment.states import State
from tests.api.cli.running import Ran, Shell
from tests.queries.assessment.over_time import CONFIGURATION, FILES, RULES

ASKED = ("coverage", RULES)
FIRST, SECOND, THIRD = "2026-03-10", "2026-04-10", "2026-05-10"


@pytest.fixture
async def provider(engine: Engine, shell: Shell) -> Shell:
    """A folder with the sources of a provider, over an empty graph."""
    for name, text in FILES.items():
        (shell.folder / name).write_text(text)
    return shell


def on(shell: Shell, day: str, *words: str, says: tuple[str, str, str] | None = None) -> Ran:
    """Runs it on a day, after a source says something else."""
    (shell.folder / "clausegraph.yaml").write_text(f"organisation: Fixture Ltd\ntoday: {day}\n{CONFIGURATION}")
    if says:
        name, old, new = says
        text = (shell.folder / name).read_text()
        assert old in text
        (shell.folder / name).write_text(text.replace(old, new))
    return shell(*words)


MONTHS = {FIRST: ("gap", "partial", "covered"), SECOND: ("covered", "partial", "covered"), THIRD: ("gap", "partial", "covered")}


@pytest.fixture
async def months(provider: Shell, engine: Engine) -> Shell:
    """Three months that were kept, of which the second is better and the third worse."""
    await engine.write([Statement("CREATE (:Framework {id: $id, name: 'House rules'})", {"id": RULES})])
    for day, states in MONTHS.items():
        said = {"id": f"{RULES}@{day}", "name": day, "framework": RULES, "day": day}
        clauses = zip(("1", "2.1", "2.2"), ("Policy", "Owners", "<b>Holders</b>"), states, strict=True)
        results = [
            {
                "id": f"{RULES}@{day}/{ref}",
                "name": ref,
                "ref": ref,
                "title": title,
                "state": state,
                "judged": True,
                "place": place,
            }
            for place, (ref, title, state) in enumerate(clauses)
        ]
        await assessments.keep(engine, said, results)
    return provider


@pytest.mark.one_engine
async def test_an_assessment_is_kept_once_a_day_with_who_kept_it(provider: Shell, engine: Engine) -> None:
    on(provider, FIRST, "load")
    assert f"Kept as {RULES}@{FIRST}" in on(provider, FIRST, *ASKED, "--record").out
    assert on(provider, FIRST, *ASKED, "--record", "--json").json["kept"] == f"{RULES}@{FIRST}"
    ((day, at, by, digest),) = await engine.read("MATCH (a:Assessment) RETURN a.day, a.recorded_at, a.recorded_by, a.fingerprint")
    assert (day, at[:10], "@" in by, len(digest)) == (FIRST, FIRST, True, 64)


@pytest.mark.one_engine
async def test_a_past_day_can_be_kept_later(provider: Shell, engine: Engine) -> None:
    on(provider, FIRST, "load")
    on(provider, SECOND, "load", says=("documents.csv", "draft", "approved"))
    assert on(provider, THIRD, *ASKED, "--as-of", "2026-03-31", "--record", "--fail-on", "gap").code == 1
    on(provider, THIRD, *ASKED, "--record")
    found = await engine.read("MATCH (a:Assessment) RETURN a.day, a.gap, a.recorded_at ORDER BY a.day")
    assert [(day, gap, at[:10]) for day, gap, at in found] == [("2026-03-31", 1, THIRD), (THIRD, 0, THIRD)]


@pytest.mark.one_engine
async def test_the_trend_is_shown_month_by_month(months: Shell) -> None:
    shown = on(months, THIRD, *ASKED, "--trend")
    assert (shown.code, shown.err) == (0, "")
    lines = [line.split() for line in shown.out.splitlines()]
    assert ["2026-03", FIRST, "1", "1", "1", "0", "0"] in lines, "covered, partial, gap, not assessed, not applicable"
    assert ["1", "Policy", "2026-03", "gap,", "2026-04", "covered,", "2026-05", "gap"] in lines
    assert "2.2" not in shown.out, "it never changed"
    assert "2.2 <b>Holders</b>" in on(months, THIRD, *ASKED, "--trend", "--clause", "2").out
    said = on(months, THIRD, *ASKED, "--trend", "--json").json
    assert [(m["month"], m["states"]["gap"], m["clauses"]["1"]) for m in said["months"]] == [
        ("2026-03", 1, "gap"), ("2026-04", 0, "covered"), ("2026-05", 1, "gap"),
    ]  # fmt: skip


@pytest.mark.one_engine
async def test_a_trend_goes_to_files(months: Shell) -> None:
    for suffix in ("csv", "svg", "html"):
        told = on(months, THIRD, *ASKED, "--trend", "-o", f"t.{suffix}")
        assert (told.code, told.out.strip()) == (0, f"Written to t.{suffix}")
    with (months.folder / "t.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [(row["month"], row["state"]) for row in rows if row["clause"] == "1"] == [
        ("2026-03", "gap"), ("2026-04", "covered"), ("2026-05", "gap"),
    ]  # fmt: skip
    drawn = months.folder / "t.svg"
    titles = [one.text for one in ElementTree.parse(drawn).iter("{http://www.w3.org/2000/svg}title")]
    assert "2026-04: 2 covered" in titles
    page = (months.folder / "t.html").read_text(encoding="utf-8")
    assert drawn.read_text(encoding="utf-8") in page
    assert "<script" not in page
    assert "&lt;b&gt;Holders" in page


async def test_a_comparison_names_the_records_behind_it(provider: Shell, engine: Engine) -> None:
    on(provider, FIRST, "load")
    on(provider, SECOND, "load", says=("documents.csv", "draft", "approved"))
    told = on(provider, SECOND, *ASKED, "--compare", FIRST)
    line = f"changed on {SECOND}, documents 1 (documents.csv:2), Policy: status: draft → approved"
    assert line in told.out
    said = on(provider, SECOND, *ASKED, "--compare", FIRST, "--json", "-o", "c.csv").json
    (one,) = [change for change in said["changes"] if change["change"] != "same"]
    (record,) = one["records"]
    assert (one["clause"], one["before"], one["now"]) == ("1", "gap", "covered")
    assert (record["file"], record["line"], record["said"]) == ("documents.csv", 2, ["status: draft → approved"])
    assert record["run"].startswith(f"documents/{SECOND}")
    with (provider.folder / "c.csv").open(encoding="utf-8-sig") as file:
        assert {row["clause"]: row["records"] for row in csv.DictReader(file)}["1"] == line


def test_where_no_record_changed_it_is_said_what_holds_no_longer() -> None:
    before, now = (Stood("f/1", "1", "Policy", state, True, "", ()) for state in (State.COVERED, State.GAP))
    told = coverage_causes.alone(Moved(before, now, "worse", ("evidence policy d",), ("missing policy f/1",)))
    assert told == (
        "No record that it rests on changed: the days that passed did it, or what it is judged by. "
        "no longer: evidence policy d; now: missing policy f/1."
    )


@pytest.mark.one_engine
async def test_a_load_tells_which_clauses_it_made_better_or_worse(provider: Shell, engine: Engine) -> None:
    first = on(provider, FIRST, "load")
    assert f"{RULES}: noted how each clause stands" in first.out
    second = on(provider, SECOND, "load", says=("documents.csv", "draft", "approved"))
    assert f"{RULES} since {FIRST}: 1 clause better (1 gap → covered), 0 worse" in second.out
    quiet = on(provider, THIRD, "load")
    assert RULES not in quiet.out, "nothing was brought"
    left_out = on(provider, THIRD, "load", "--no-changes", says=("documents.csv", "approved", "withdrawn"))
    assert f"{RULES} since" not in left_out.out
    said = on(provider, THIRD, "load", "--json", says=("people.csv", "Ida,live", "Ida,retired")).json
    (told,) = said["change_log"]["frameworks"]
    assert (told["framework"], told["since"][:10], said["change_log"]["problem"]) == (RULES, SECOND, None)
    assert [(s["change"], s["before"], s["now"], s["clause"]) for s in told["steps"]] == [
        ("worse", "covered", "gap", "1"), ("worse", "covered", "gap", "2.2"),
    ]  # fmt: skip
    asked = on(provider, THIRD, "ask", "clauses-changed-by-loads", "-p", f"since={THIRD}", "--json").json
    assert [row["clause"] for row in asked] == [f"{RULES}/1", f"{RULES}/2.2"]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((*ASKED, "--trend"), f"No assessment of {RULES} was kept. clausegraph coverage {RULES} --record keeps one."),
        ((*ASKED, "--trend", "--compare", FIRST), "--compare: --trend shows what was kept. Leave --compare out."),
        ((*ASKED, "--trend", "-o", "t.pdf"), "A report cannot be written as .pdf. Use .csv, .xlsx, .json, .svg or .html."),
        ((*ASKED, "-o", "t.svg"), "A report cannot be written as .svg."),
        ((*ASKED, "--record", "--clause", "2"), "--clause: What is kept is the whole"),
        ((*ASKED, "--record", "-p", "systemic_percent=30"), "-p: What is kept is the whole"),
        ((*ASKED, "--record", "--as-of", "2027-01-01"), "2027-01-01 is still to come"),
        (("coverage", "dora", "--record"), "The graph does not hold dora, so nothing of it is kept. Add a source"),
    ],
)
async def test_what_cannot_be_meant_is_one_line_with_a_remedy(
    provider: Shell, engine: Engine, words: tuple[str, ...], said: str
) -> None:
    await engine.write([Statement("CREATE (:Framework {id: $id, name: 'House rules'})", {"id": RULES})])
    told = on(provider, FIRST, *words)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert len(told.err.splitlines()) == 1
    assert await engine.read("MATCH (a:Assessment) RETURN count(a)") == [[0]]
