"""What a user is told of an error of the driver."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from neo4j.exceptions import CypherSyntaxError, DatabaseError
from pydantic import SecretStr

from graph.engine.embedded.folder import EngineFolder
from graph.engine.failures import translated
from graph.engine.server import Login, Server
from graph.errors import StatementRefused


def test_what_the_embedded_engine_does_not_explain_leads_to_its_log(tmp_path: Path) -> None:
    folder, login = EngineFolder(tmp_path), Login("somebody", SecretStr("x"))
    embedded = Server("bolt://127.0.0.1:1", "graph", login, login, folder)
    told = translated(DatabaseError("The request failed."), embedded)
    assert isinstance(told, StatementRefused)
    assert (folder.log / "engine.log").relative_to(tmp_path).as_posix() in told.remedy
    assert translated(DatabaseError("The request failed."), replace(embedded, folder=None)).remedy == ""
    wrong = CypherSyntaxError("There is no such word.")
    wrong._neo4j_code = "Neo.ClientError.Statement.SyntaxError"
    assert translated(wrong, embedded).remedy == ""
