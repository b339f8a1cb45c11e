"""GraphQL has the catalogue as the organisation has it: own checks, own parameters, and skip where nothing is in scope."""

from __future__ import annotations

from pathlib import Path

from api.graphql.answers import answers_for
from graph.engine import Engine
from graph.settings import read_settings
from tests.api.graphql.conftest import asking
from tests.queries.test_organisation import written

CONFIG = "checks: ours\nparameters:\n  supplier-is-reviewed: {review_within_days: 11}\n"


async def test_checks_and_parameters_of_the_organisation_are_there(engine: Engine, tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "service-is-named.cypher").write_text(written("service-is-named"))
    (tmp_path / "ours" / "wrong.cypher").write_text(written("wrong", "MATCH (s:Service) RETURN nothing AS it\n"))
    (tmp_path / "clausegraph.yaml").write_text(CONFIG)
    ask = asking(answers_for(read_settings(tmp_path / "clausegraph.yaml")), engine)
    said = await ask('{checks {name params {name default}} runCheck(name: "service-is-named") {resource name status reason}}')
    params = {check["name"]: {p["name"]: p["default"] for p in check["params"]} for check in said["data"]["checks"]}
    assert params["supplier-is-reviewed"]["review_within_days"] == 11
    assert "service-is-named" in params
    nothing = {"resource": "", "name": "(none)", "status": "skip", "reason": "Nothing in scope: services."}
    assert said["data"]["runCheck"] == [nothing]
    refused = await ask('{runCheck(name: "wrong") {status}}')
    assert refused["data"] is None
    assert len(refused["errors"]) == 1
