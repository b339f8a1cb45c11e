"""Trusted documents: `.graphql` files of a folder, which clients may name by SHA-256, and which may be the only ones answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from api.graphql.documents import Documents
from graph.errors import WrongUse

_SETTINGS = "CLAUSEGRAPH_TRUSTED_DOCUMENTS"


@dataclass(frozen=True)
class Trusted:
    """The texts by their SHA-256 in hexadecimal, and whether they are the only ones."""

    texts: Mapping[str, str] = field(default_factory=dict)
    only: bool = False

    def text(self, query: str, hashed: str) -> str:
        """The document that is asked: the trusted one of this hash, or the query; raises LookupError, with the remedy."""
        if hashed and (known := self.texts.get(hashed.lower())):
            return known
        if not query:
            raise LookupError(f"There is no trusted document sha256:{hashed[:64]}. Add its file and start again.")
        own = digest(query)
        if hashed and hashed.lower() != own:
            raise LookupError(f"The query is not the document that it is said to be: its SHA-256 is {own}.")
        if self.only and own not in self.texts:
            raise LookupError(f"Only trusted documents are answered here. Put this one (sha256:{own}) among them.")
        return query


def digest(text: str) -> str:
    """The SHA-256 of a document, in hexadecimal."""
    return sha256(text.encode()).hexdigest()


def read_trusted(folder: Path | None, only: bool, documents: Documents) -> Trusted:
    """The documents of a folder, every one checked; raises WrongUse for a folder or a file that cannot be used."""
    if not folder:
        if only:
            raise WrongUse("trusted_only needs a folder of documents.", remedy=f"Name it in {_SETTINGS}.")
        return Trusted()
    if not folder.is_dir():
        raise WrongUse("There is no such folder of trusted documents.", where=str(folder), remedy=f"Check {_SETTINGS}.")
    texts = [_read(path, documents) for path in sorted(folder.rglob("*.graphql"))]
    return Trusted({digest(text): text for text in texts}, only)


def _read(path: Path, documents: Documents) -> str:
    try:
        text = path.read_bytes().decode()
    except (OSError, UnicodeDecodeError) as problem:
        raise WrongUse(f"This document cannot be read: {problem}", where=str(path)) from problem
    if errors := documents.prepare(text).errors:
        line = errors[0].locations[0].line if errors[0].locations else 1
        raise WrongUse(f"This document cannot be asked: {errors[0].message}", where=f"{path}:{line}")
    return text
