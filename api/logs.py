"""The log of a server: one JSON object a line on standard error, without texts of queries and without values."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

import orjson


class Lines(logging.Formatter):
    """Writes a record as a line of JSON; of an exception its type and where it came from, since its text may hold values."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "said", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["at"] = _places(record.exc_info[2])
        return orjson.dumps(line, default=str).decode()


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]


def write_lines(level: str) -> None:
    """From now on this process logs to standard error, from this level on (info, warning, error)."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # What these say of single requests and connections is in the journal.
    for name in ("neo4j", "httpx", "httpcore", "uvicorn.access", "opentelemetry"):
        logging.getLogger(name).setLevel(logging.ERROR)
