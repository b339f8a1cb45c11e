"""LDIF as tests write it: entries of people, and what the loader makes of a file of them."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

from tests.graph.loaders.reading import Given, read

PEOPLE = "ou=people,dc=halvora,dc=example"


def entry(dn: str, *lines: str, of: str = "inetOrgPerson") -> str:
    return "\n".join([f"dn: {dn}", f"objectClass: {of}", *lines]) + "\n"


def person(uid: str, *lines: str) -> str:
    return entry(f"uid={uid},{PEOPLE}", f"uid: {uid}", f"cn: {uid.title()}", f"sn: {uid.title()}", *lines)


def key(uid: str) -> str:
    return f"uid={uid},{PEOPLE}"


async def ldif(folder: Path, *entries: str | bytes, **options: Any) -> Given:
    content = b"\n".join(e.encode() if isinstance(e, str) else e for e in entries)
    return await read("directory", folder, {"a.ldif": content}, options)


def b64(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()
