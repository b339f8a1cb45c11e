"""Templates: everything that is filled in is escaped, and a name that is not filled in is an error."""

from __future__ import annotations

from functools import cache
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment() -> Environment:
    """The templates of this package."""
    made = Environment(loader=PackageLoader("api", "templates"), autoescape=True, undefined=StrictUndefined)
    made.trim_blocks = made.lstrip_blocks = True
    made.filters["moment"] = moment
    return made


def page(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page made from a template."""
    return HTMLResponse(environment().get_template(template).render(**values), status_code=status)


def moment(time: str | None) -> str:
    """A time as a person reads it: 2026-11-23 07:12 UTC; a date stays as it is."""
    if not time:
        return ""
    return f"{time[:10]} {time[11:16]} UTC" if time[10:11] == "T" else time
