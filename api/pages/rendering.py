"""Templates: everything that is filled in is escaped, and a name that is not filled in is an error."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import orjson
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.cli.terminal import visible
from api.pages.addresses import node_address
from api.pages.assets import asset
from api.pages.tables import Column, Row
from api.pages.tables.sorting import sort_key
from api.pages.tones import tone

_OBEYED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@cache
def environment() -> Environment:
    """The templates of this package."""
    made = Environment(loader=PackageLoader("api", "templates"), autoescape=True, undefined=StrictUndefined, finalize=_seen)
    made.trim_blocks = made.lstrip_blocks = True
    made.filters |= {"moment": moment, "tone": tone, "node_address": node_address, "sort_key": _sort_key}
    made.globals["asset"] = asset
    made.policies["json.dumps_function"] = _json
    return made


def _json(value: Any, **_how: Any) -> str:
    """Pictures carry their data as JSON; the filter `tojson` escapes what would end a script."""
    return orjson.dumps(value).decode()


def page(template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page made from a template."""
    return HTMLResponse(environment().get_template(template).render(**values), status_code=status)


def _seen(value: Any) -> Any:
    """Text in which marks that turn its direction, and control characters, are seen instead of obeyed."""
    return visible(value) if type(value) is str and _OBEYED.search(value) else value


def _sort_key(column: Column, row: Row) -> float | str:
    value = column.value(row)
    return "" if value is None or value == "" else sort_key(column, value)


def moment(time: str | None) -> str:
    """A time as a person reads it: 2026-11-23 07:12 UTC; a date stays as it is."""
    if not time:
        return ""
    return f"{time[:10]} {time[11:16]} UTC" if time[10:11] == "T" else time
