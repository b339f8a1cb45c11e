"""Whether all contenders say the same: asked before anything is measured."""

from __future__ import annotations

from typing import Any

import httpx

from benchmarks.graphql.contenders import HEADERS
from benchmarks.graphql.questions import Question, Variables
from benchmarks.graphql.started import Started


async def check(servers: list[Started], question: Question) -> None:
    """Raises SystemExit where one differs from the first, for any of the values the question is asked with."""
    first, *others = servers
    async with httpx.AsyncClient(timeout=60) as client:
        for variables in question.asked:
            expected = await _answer(client, first, question, variables)
            for server in others:
                if difference := _difference(expected, await _answer(client, server, question, variables)):
                    names = f"{first.contender.name} and {server.contender.name}"
                    raise SystemExit(f"{names} differ in {question.name} {variables}: {difference}")


async def _answer(client: httpx.AsyncClient, server: Started, question: Question, variables: Variables) -> Any:
    method, path, body = server.contender.request(question, variables)
    answer = await client.request(method, f"http://127.0.0.1:{server.port}{path}", content=body, headers=HEADERS)
    if answer.status_code != 200:
        raise SystemExit(f"{server.contender.name} refuses {question.name}: {answer.text[:2000]}")
    return server.contender.answer(question, answer.content)


def _difference(one: Any, other: Any, where: str = "") -> str:
    """Where two answers differ first; empty where they are equal."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return next((d for key in one if (d := _difference(one[key], other[key], f"{where}.{key}"))), "")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return next((d for i, pair in enumerate(zip(one, other, strict=True)) if (d := _difference(*pair, f"{where}[{i}]"))), "")
    return "" if one == other else f"{where}: {str(one)[:200]} and {str(other)[:200]}"
