"""Distinguished names in one way of writing (RFC 4514).

`CN=Ann\\2C Dr., OU=People` and `cn=ann\\, dr.,ou=people` name one entry, so they must be one key.
"""

from __future__ import annotations

import re

from graph.records.identity import normalised

_TYPES = {
    "commonname": "cn",
    "surname": "sn",
    "countryname": "c",
    "localityname": "l",
    "stateorprovincename": "st",
    "organizationname": "o",
    "organizationalunitname": "ou",
    "domaincomponent": "dc",
    "userid": "uid",
    "2.5.4.3": "cn",
    "2.5.4.4": "sn",
    "2.5.4.6": "c",
    "2.5.4.7": "l",
    "2.5.4.8": "st",
    "2.5.4.10": "o",
    "2.5.4.11": "ou",
    "0.9.2342.19200300.100.1.1": "uid",
    "0.9.2342.19200300.100.1.25": "dc",
}
_TYPE = re.compile(r"[a-z][a-z0-9-]*|\d+(\.\d+)*")
_PART = re.compile(r'"(?:[^"\\]|\\.)*"|\\.|[^\\"]', re.DOTALL)
_ESCAPED = re.compile(rb"\\([0-9a-fA-F]{2})|\\(.)", re.DOTALL)
_SPECIAL = re.compile(r'([,+"\\<>;=])')


def normalise(name: str) -> str:
    """The name as it is compared; raises ValueError when it is none."""
    return ",".join("+".join(sorted(_pair(pair) for pair in _split(part, "+"))) for part in _split(name, ",;"))


def parent(name: str) -> str:
    """The name above a normalised name; empty at the top."""
    return ",".join(_split(name, ",")[1:])


def first_value(name: str) -> str:
    """The value that a name begins with, as it was written: `Ann, Dr.`"""
    return _unescaped(_split(_split(name, ",;")[0], "+")[0].partition("=")[2].strip())


def _split(text: str, separators: str) -> list[str]:
    """The parts between separators that are neither escaped nor in quotes."""
    pieces = _PART.findall(text)
    if sum(map(len, pieces)) != len(text):
        raise ValueError("its quotes or escapes do not close")
    parts, current = [], ""
    for piece in pieces:
        if piece in separators:
            parts.append(current)
            current = ""
        else:
            current += piece
    return [*parts, current]


def _pair(text: str) -> str:
    type_, equals, value = text.partition("=")
    type_ = type_.strip().lower().removeprefix("oid.")
    if not equals or not _TYPE.fullmatch(type_):
        raise ValueError("it is no distinguished name")
    type_ = _TYPES.get(type_, type_)
    if value.strip().startswith("#"):
        return f"{type_}={value.strip().lower()}"
    plain = normalised(_unescaped(value.strip()))
    return type_ + "=" + _SPECIAL.sub(r"\\\1", plain)


def _unescaped(value: str) -> str:
    """The value itself; hexadecimal pairs are bytes of UTF-8. Raises ValueError."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        value = value[1:-1]
    plain = _ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()) if found[1] else found[2], value.encode())
    try:
        return plain.decode()
    except UnicodeDecodeError as problem:
        raise ValueError("its escapes are no UTF-8") from problem
