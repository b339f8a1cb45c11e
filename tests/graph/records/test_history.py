"""The graph of a past day is the one that stood there that evening, on every engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import sources
from graph.engine import Engine
from graph.errors import WrongUse
from graph.records.fingerprint import fingerprint
from graph.records.history import first_day, past
from graph.settings import Settings, read_settings

CONFIGURATION = """
sources:
- name: contracts
  loader: tables
  path: contracts.csv
  priority: 60
  every_days: 30
  options:
    tables:
    - records:
      - label: Service
        key: Service
        repeats: true
        properties: {name: Service, criticality: Criticality}
        links: [{type: SUPPLIED_BY, to: Supplier, by: name of Supplier}]
- name: register
  loader: tables
  path: register.csv
  priority: 40
  options:
    tables:
    - records:
      - {label: Supplier, key: "No", properties: {name: Supplier, country: Country}}
- name: catalogue
  loader: tables
  path: catalogue.csv
  priority: 20
  options:
    tables:
    - records:
      - {label: Service, key: "No", properties: {name: Service, criticality: Criticality}}
"""
DAYS = {
    "2026-01-10": (
        "Service,Supplier,Criticality\nMail,Nimbus,high\nArchive,Cirrus,low\n",
        "No,Supplier,Country\n1,Nimbus,IE\n",
        "No,Service,Criticality\n1,Mail,low\n2,Portal,high\n",
    ),
    "2026-03-10": (
        "Service,Supplier,Criticality\nMail,Cirrus,critical\nArchive,Cirrus,low\n",
        "No,Supplier,Country\n1,Nimbus,IE\n2,Cirrus,DE\n",
        "No,Service,Criticality\n1,Mail,low\n2,Portal,high\n",
    ),
    "2026-05-10": (
        "Service,Supplier,Criticality\nMail,Cirrus,critical\n",
        "No,Supplier,Country\n2,Cirrus,DE\n",
        "No,Service,Criticality\n1,Mail,critical\n2,Kiosk,high\n",
    ),
}


async def loaded(engine: Engine, given: Settings, folder: Path) -> dict[str, str]:
    """Fingerprints of the graph after the load of each day."""
    (folder / "clausegraph.yaml").write_text(CONFIGURATION)
    where = {name: getattr(given, name) for name in ("data", "uri", "user", "password", "database")}
    found = {}
    for day, texts in DAYS.items():
        for name, text in zip(("contracts", "register", "catalogue"), texts, strict=True):
            (folder / f"{name}.csv").write_text(text)
        settings = read_settings(folder / "clausegraph.yaml", today=day, **where)
        results = await sources.load(engine, settings, allow_deletions=True)
        assert [r.error for r in results] == [None] * 3
        found[day] = await fingerprint(engine)
    return found


async def test_a_past_day_is_rebuilt_as_it_stood(engine: Engine, settings_for_engine: Settings, tmp_path: Path) -> None:
    stood = await loaded(engine, settings_for_engine, tmp_path)
    assert len(set(stood.values())) == len(DAYS)
    for day, of in (("2026-01-10", "2026-01-10"), ("2026-03-09", "2026-01-10"), ("2026-04-01", "2026-03-10")):
        async with past(engine, day) as then:
            assert await fingerprint(then) == stood[of], day
            due = await then.read("MATCH (s:Source {id: 'contracts'}) RETURN s.next_due")
            runs = await then.read("MATCH (r:Run)-[:OF]->(:Source) RETURN count(r), max(r.started_at)")
            assert due == [["2026-02-09" if of == "2026-01-10" else "2026-04-09"]]
            assert (runs[0][0], runs[0][1][:10]) == (3 if of == "2026-01-10" else 6, of)
    assert await fingerprint(engine) == stood["2026-05-10"], "the graph of today is left alone"


async def test_a_day_before_the_first_record_is_refused(engine: Engine, settings_for_engine: Settings, tmp_path: Path) -> None:
    assert await first_day(engine) == ""
    with pytest.raises(WrongUse, match=r"knows nothing of 2026-01-09\. Load something first"):
        async with past(engine, "2026-01-09"):
            pass
    await loaded(engine, settings_for_engine, tmp_path)
    with pytest.raises(WrongUse, match=r"knows nothing of 2026-01-09\. The first record is of 2026-01-10"):
        async with past(engine, "2026-01-09"):
            pass
