"""The schema in GraphQL's own language (SDL), for clients, generators and reviewers.

`python -m api.graphql.sdl` prints it; a test holds docs/schema.graphql against it.
"""

from __future__ import annotations

from api.graphql.schema import schema

_ORIGIN = "# Made from the declarations in graph/schema by `make docs`; change it there."


def sdl() -> str:
    """The whole schema, every description included."""
    return f"{_ORIGIN}\n\n{schema().as_str()}\n"


if __name__ == "__main__":
    print(sdl(), end="")
