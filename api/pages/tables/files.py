"""A table as a file for download: CSV, a workbook, or JSON, by the writers of `api.exports`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from fastapi.responses import Response

from api import exports
from api.exports import workbooks
from api.pages.tables.view import View

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
_SHEET_NAME = 31


def download(content: str | bytes, name: str, type_: str) -> Response:
    """A response that a browser keeps as a file of that name, of which only harmless characters are left."""
    safe = re.sub(r"[^a-zA-Z0-9.]+", "-", name).strip("-.")[-100:]
    return Response(content, media_type=type_, headers={"content-disposition": f'attachment; filename="{safe}"'})


def table_file(view: View, kind: str, name: str) -> Response:
    """One table; `kind` is one of TYPES, `name` the file's without its suffix. Raises WrongUse for more than a sheet can hold."""
    keys = view.table.exported()
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"table.{kind}"
        exports.write(path, keys, ([row.get(key) for key in keys] for row in view.all_rows))
        return download(path.read_bytes(), f"{name}.{kind}", TYPES[kind])


def workbook_file(views: Mapping[str, View], name: str) -> Response:
    """All tables of a page, a sheet each; raises WrongUse for more than a sheet can hold."""
    made = BytesIO()
    workbooks.workbook(made, {key[:_SHEET_NAME]: _sheet(view) for key, view in views.items()})
    return download(made.getvalue(), f"{name}.xlsx", TYPES["xlsx"])


def _sheet(view: View) -> workbooks.Rows:
    keys = view.table.exported()
    return keys, ([row.get(key) for key in keys] for row in view.all_rows)
