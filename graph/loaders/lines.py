"""Text files read line by line, for sources too big to hold."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from graph.errors import SourceFailed
from graph.loaders.contract import Origin
from graph.loaders.files import File, check_file, codec_of, has_nul, wrong_encoding

if TYPE_CHECKING:
    from typing_extensions import Buffer

_VALUES_PER_LINE = 100
_CHUNK = 2**13


class _Digesting(io.RawIOBase):
    """The bytes of a file, counted and hashed as they pass."""

    def __init__(self, stream: io.BufferedReader) -> None:
        self.stream, self.passed, self.digest = stream, 0, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        count = self.stream.readinto1(buffer)
        data = memoryview(buffer)[:count]
        self.passed += count
        self.digest.update(data)
        return count


def lines(file: File, origin: Origin, encoding: str | None = None) -> Iterator[str]:
    """The lines of a text file with their line ends (CR, LF or CRLF), decoded as `read_text` does.

    Memory is bounded by the longest line, which may have 100 times `limits.cell_chars`. The digest is noted once the
    last line was read. Raises SourceFailed as `read_text` does.
    """
    check_file(file, origin)
    longest = origin.limits.cell_chars * _VALUES_PER_LINE
    try:
        with file.path.open("rb") as stream:
            yield from _decoded(stream, file, origin, encoding, longest)
    except OSError as problem:
        raise SourceFailed(f"It cannot be read: {problem.strerror or problem}.", where=file.shown) from problem


def _decoded(stream: io.BufferedReader, file: File, origin: Origin, encoding: str | None, longest: int) -> Iterator[str]:
    codec = codec_of(stream.peek(4)[:4], encoding)
    passing = _Digesting(stream)
    text = io.TextIOWrapper(io.BufferedReader(passing, _CHUNK), encoding=codec, newline="")
    number = 0
    try:
        while line := text.readline(longest):
            number += 1
            if len(line) == longest:
                raise SourceFailed(
                    f"The line has more than {longest:,} characters.",
                    where=f"{file.shown}:{number}",
                    remedy="Check that it is a text file, and its separator and quotes.",
                )
            if "\0" in line:
                raise has_nul(file, codec, number)
            yield line
    except UnicodeDecodeError as problem:
        position = passing.passed - len(problem.object) + problem.start
        raise wrong_encoding(file, codec, problem, position) from problem
    origin.digests[file.shown] = passing.digest.hexdigest()
