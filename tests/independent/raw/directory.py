"""People and groups of a directory, from LDIF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.independent.world import World

SOURCE = "directory"
PEOPLE, GROUPS, UNITS = {"person", "inetorgperson"}, {"group", "groupofnames"}, {"organizationalunit"}


def read(data: Path, world: World) -> None:
    folder = data / "directory/ldif-planetexpress/rootfs/opt/openldap/bootstrap/data"
    entries = [entry for file in sorted(folder.glob("*.ldif")) for entry in _entries(file.read_text(encoding="utf-8"))]
    units = {_key(e["dn"][0]) for e in entries if UNITS & set(map(str.casefold, e["objectclass"]))}
    for entry in entries:
        key, classes = _key(entry["dn"][0]), set(map(str.casefold, entry["objectclass"]))
        name = (entry.get("displayname") or entry.get("cn") or entry["ou"])[0]
        email = entry.get("mail", [""])[0].casefold() if classes & PEOPLE else ""
        world.say(SOURCE, key, "Resource", name=name, kind="human", email=email)
        if classes & PEOPLE and key.partition(",")[2] in units:
            world.tie(SOURCE, "MEMBER_OF", f"{SOURCE}:{key}", f"{SOURCE}:{key.partition(',')[2]}")
        for member in entry.get("member", []) if classes & GROUPS else []:
            world.tie(SOURCE, "MEMBER_OF", f"{SOURCE}:{_key(member)}", f"{SOURCE}:{key}")


def _entries(text: str) -> Iterator[dict[str, list[str]]]:
    """Entries stand apart by an empty line; a line that begins with a space goes on. Encoded values are no names."""
    for block in re.split(r"\n\s*\n", text.replace("\n ", "")):
        found: dict[str, list[str]] = {}
        for line in block.splitlines():
            name, colon, value = line.partition(": ")
            if colon and not line.startswith("#") and not name.endswith(":"):
                found.setdefault(name.casefold(), []).append(value.strip())
        if "dn" in found:
            yield found


def _key(dn: str) -> str:
    first, _, rest = dn.casefold().partition(",")
    return ",".join(["+".join(sorted(first.split("+"))), rest])
