"""Who may do what on the embedded engine: fresh passwords at every start, known to nobody but its users.

The engine reads users and groups from files, so a password is never on a command line, and only its hash is on disk.
"""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from typing import Any, NamedTuple

from graph.engine.embedded.folder import EngineFolder, write_private

DATABASE = "clausegraph"
WRITER, READER = "writer", "reader"
_ITERATIONS = 65536
_EVERYTHING = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]


class Passwords(NamedTuple):
    """Of the user that writes and of the one that only reads."""

    writer: str
    reader: str


def grant(folder: EngineFolder) -> Passwords:
    """Writes users and groups for the next start; nobody learns the password of the administrator."""
    passwords = Passwords(secrets.token_urlsafe(32), secrets.token_urlsafe(32))
    users = [
        _user("root", secrets.token_urlsafe(32), "*", "admin"),
        _user(WRITER, passwords.writer, DATABASE, WRITER),
        _user(READER, passwords.reader, DATABASE, READER),
    ]
    write_private(folder.config / "server-users.jsonl", "".join(f"{json.dumps(user)}\n" for user in users))
    write_private(folder.config / "server-groups.json", json.dumps(_groups(), indent=2))
    return passwords


def _user(name: str, password: str, database: str, group: str) -> dict[str, Any]:
    return {"name": name, "password": _hashed(password), "databases": {database: [group]}}


def _hashed(password: str) -> str:
    """As the engine stores it: algorithm, iterations, salt, hash; the salt counts as the text it is written as."""
    salt = base64.b64encode(secrets.token_bytes(32)).decode()
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _ITERATIONS, 32)
    return f"PBKDF2WithHmacSHA256${_ITERATIONS}${salt}${base64.b64encode(digest).decode()}"


def _groups() -> dict[str, Any]:
    nobody = _group([], [])
    administrator = _group(["updateSecurity", "updateSchema", "updateDatabaseSettings"], _EVERYTHING)
    ours = {WRITER: _group(["updateSchema"], _EVERYTHING), READER: _group([], ["readRecord"]), "*": nobody}
    everywhere = {"admin": administrator, "*": nobody}
    return {"version": 2, "databases": {DATABASE: {"groups": ours}, "*": {"groups": everywhere}}}


def _group(rights: list[str], on_records: list[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": rights, "types": {"*": {"access": on_records}}}
