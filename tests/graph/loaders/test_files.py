"""Which files a source names, and what is read of them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from graph.errors import SourceFailed
from graph.loaders.contract import Limits, Origin
from graph.loaders.files import File, files, read_bytes, read_text
from graph.loaders.lines import lines

UMLAUTS = "Büro Zürich\r\nzweite Zeile\rdritte\nÄ" * 3_000


def origin(folder: Path, *paths: str, **limits: int) -> Origin:
    return Origin("src", folder, paths, limits=Limits(**limits))


def tree(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x", encoding="utf-8")


def shown(found: list[File]) -> list[str]:
    return [file.shown for file in found]


def test_a_folder_gives_its_files_sorted_whatever_lies_beside_them(tmp_path: Path) -> None:
    tree(tmp_path, "b/2.json", "b/1.JSON", "a.json", ".git/x.json", "b/~$1.json", "b/readme.md", "b/c/3.json")
    assert shown(files(origin(tmp_path, "."), (".json",))) == ["a.json", "b/1.JSON", "b/2.json", "b/c/3.json"]


def test_a_glob_gives_what_matches_and_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    tree(tmp_path, "in/a1.csv", "in/a2.csv", "in/b.csv", "in/deep/a3.csv")
    assert shown(files(origin(tmp_path, "in/b.csv", "in/a*.csv", "in/b.csv"))) == ["in/b.csv", "in/a1.csv", "in/a2.csv"]
    assert shown(files(origin(tmp_path, "in/**/a*.csv"))) == ["in/a1.csv", "in/a2.csv", "in/deep/a3.csv"]


def test_brackets_in_the_name_of_the_folder_are_no_glob(tmp_path: Path) -> None:
    tree(tmp_path, "[old]/a [1].csv", "[old]/b.csv")
    assert shown(files(origin(tmp_path / "[old]", "*.csv"))) == ["a [1].csv", "b.csv"]
    assert shown(files(origin(tmp_path / "[old]", "a [1].csv"))) == ["a [1].csv"]


def test_names_are_shown_as_people_gave_them(tmp_path: Path) -> None:
    tree(tmp_path, "config/x", "data/a.csv")
    assert shown(files(origin(tmp_path / "config", "../data/a.csv"))) == ["../data/a.csv"]
    absolute = tmp_path / "data" / "a.csv"
    assert shown(files(origin(tmp_path / "config", str(absolute)))) == [absolute.as_posix()]


@pytest.mark.parametrize("path", ["nothing.csv", "no*.csv", "folder"])
def test_a_path_that_names_nothing_fails(path: str, tmp_path: Path) -> None:
    tree(tmp_path, "folder/a.md")
    with pytest.raises(SourceFailed, match=path.replace("*", r"\*")):
        files(origin(tmp_path, path), (".csv",))


def test_a_source_without_path_fails(tmp_path: Path) -> None:
    with pytest.raises(SourceFailed, match="src"):
        files(origin(tmp_path))


def test_a_link_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    tree(tmp_path, "secret/key.csv", "in/a.csv")
    (tmp_path / "in" / "b.csv").symlink_to(tmp_path / "secret" / "key.csv")
    for path in ("in", "in/*.csv"):
        with pytest.raises(SourceFailed, match="symbolic link"):
            files(origin(tmp_path, path), (".csv",))
    (tmp_path / "in" / "b.csv").unlink()
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "secret")
    assert shown(files(origin(tmp_path, "in"), (".csv",))) == ["in/a.csv"]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    with pytest.raises(SourceFailed, match="regular file"):
        read_bytes(File(tmp_path / "a.csv", "a.csv"), origin(tmp_path))


def test_an_unreadable_file_says_so(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x", encoding="utf-8")
    (tmp_path / "a.csv").chmod(0)
    if os.access(tmp_path / "a.csv", os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(SourceFailed, match="permission"):
        read_bytes(File(tmp_path / "a.csv", "a.csv"), origin(tmp_path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_decoded_by_its_byte_order_mark_or_as_utf_8(encoding: str, tmp_path: Path) -> None:
    data = UMLAUTS.encode(encoding)
    (tmp_path / "a").write_bytes(data)
    file, source = File(tmp_path / "a", "a"), origin(tmp_path)
    assert read_text(file, source) == UMLAUTS
    assert source.digests == {"a": hashlib.sha256(data).hexdigest()}
    source.digests.clear()
    assert "".join(lines(file, source)) == UMLAUTS
    assert source.digests == {"a": hashlib.sha256(data).hexdigest()}


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16-le", "latin-1"])
def test_other_encodings_are_declared_and_a_wrong_one_names_the_byte(encoding: str, tmp_path: Path) -> None:
    text = "x" * 20_000 + UMLAUTS
    (tmp_path / "a").write_bytes(text.encode(encoding))
    file, source = File(tmp_path / "a", "a"), origin(tmp_path)
    assert read_text(file, source, encoding) == text
    assert "".join(lines(file, source, encoding)) == text
    expected = "NUL|does not fit" if encoding == "utf-16-le" else r"0xfc at position 20,001 .*options\.encoding"
    for reading in (lambda: read_text(file, source), lambda: list(lines(file, source))):
        with pytest.raises(SourceFailed, match=expected):
            reading()


def test_lines_end_where_a_line_ends_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a\x0bb\u2028c\rd\r\ne\n\nf", encoding="utf-8", newline="")
    assert list(lines(File(tmp_path / "a", "a"), origin(tmp_path))) == ["a\x0bb\u2028c\r", "d\r\n", "e\n", "\n", "f"]


def test_a_line_beyond_the_limit_is_not_held(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("short\n" + "x" * 100_000, encoding="utf-8")
    reading = lines(File(tmp_path / "a", "a"), origin(tmp_path, cell_chars=100))
    assert next(reading) == "short\n"
    with pytest.raises(SourceFailed, match=r"a:2: The line has more than 10,000 characters"):
        next(reading)


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x" * 101)
    for reading in (read_bytes, read_text, lambda file, source: list(lines(file, source))):
        with pytest.raises(SourceFailed, match="more than 100 bytes"):
            reading(File(tmp_path / "a", "a"), origin(tmp_path, file_bytes=100))
