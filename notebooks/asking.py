"""The catalogue of questions and checks as tables of pandas."""

from __future__ import annotations

from typing import Any

import pandas as pd
from gql import Client, GraphQLRequest

ASK = "query Ask($name: String!, $params: JSON) { ask(name: $name, params: $params) { columns rows } }"
RUN_CHECK = "query RunCheck($name: String!) { runCheck(name: $name) { name status reason } }"


def ask(graph: Client, name: str, **params: Any) -> pd.DataFrame:
    """The answer to a question of the catalogue, one row a row, its columns as the question names them."""
    answer = graph.execute(GraphQLRequest(ASK, variable_values={"name": name, "params": params}))["ask"]
    return pd.DataFrame(answer["rows"], columns=answer["columns"])


def run_check(graph: Client, name: str) -> pd.DataFrame:
    """What a check says of each resource: name, status (ok, info, alarm, skip) and reason."""
    found = graph.execute(GraphQLRequest(RUN_CHECK, variable_values={"name": name}))["runCheck"]
    return pd.DataFrame(found, columns=["name", "status", "reason"])
