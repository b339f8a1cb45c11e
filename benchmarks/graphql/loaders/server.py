"""The server: Strawberry's own router for FastAPI.

python -m benchmarks.graphql.loaders.server       (the engine in BENCH_URI, BENCH_DATABASE, BENCH_USER, BENCH_PASSWORD)
"""

from __future__ import annotations

import strawberry
from fastapi import FastAPI
from strawberry.fastapi import GraphQLRouter

from benchmarks.graphql.asking import Reader, serve
from benchmarks.graphql.loaders.query import Query
from benchmarks.graphql.loaders.relations import Relations
from benchmarks.graphql.loaders.types import Process, Resource


def app(reader: Reader) -> FastAPI:
    """The application."""
    made = FastAPI(lifespan=reader.lifespan)

    async def context() -> Relations:
        return Relations(reader)

    schema = strawberry.Schema(Query, types=[Process, Resource])
    made.include_router(GraphQLRouter[Relations, None](schema, context_getter=context), prefix="/graphql")
    return made


if __name__ == "__main__":
    serve(app)
