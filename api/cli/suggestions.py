"""Names that the shell completes: sources, checks, questions, frameworks. Anything that goes wrong completes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import wraps

import typer

from api.cli import options
from graph.errors import ClausegraphError

Names = list[tuple[str, str]]
"""What can be typed, and what it is."""


def _completing(find: Callable[[typer.Context], Iterable[tuple[str, str]]]) -> Callable[[typer.Context, str], Names]:
    @wraps(find)
    def complete(ctx: typer.Context, incomplete: str) -> Names:
        with suppress(ClausegraphError, OSError):
            return [found for found in find(ctx) if found[0].startswith(incomplete)]
        return []

    complete.__annotations__ = {"ctx": typer.Context, "incomplete": str, "return": Names}
    del complete.__wrapped__
    return complete


@_completing
def sources(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    """Sources of the configuration."""
    return ((source.name, source.loader) for source in options.settings(ctx).sources)


@_completing
def checks(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    """Checks of the catalogue, as the organisation has it."""
    from queries.organisation import organisation

    return ((check.name, check.title) for check in organisation(options.settings(ctx)).catalogue.checks.values())


@_completing
def questions(_ctx: typer.Context) -> Iterable[tuple[str, str]]:
    """Questions of the catalogue."""
    from queries.catalogue import catalogue

    return ((question.name, question.title) for question in catalogue().questions.values())


@_completing
def frameworks(ctx: typer.Context) -> Iterable[tuple[str, str]]:
    """Frameworks that name checks, ours and the organisation's."""
    from queries.organisation import organisation

    return ((framework.id, framework.name) for framework in organisation(options.settings(ctx)).frameworks.values())


@_completing
def labels(_ctx: typer.Context) -> Iterable[tuple[str, str]]:
    """Labels of the schema."""
    from graph.schema.model import LABELS

    return ((label, (declared.__doc__ or "").strip()) for label, declared in LABELS.items())
