"""What was done to a pack is told, and packs of strangers cannot do harm."""

from __future__ import annotations

import json
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from api.packs.archive import MANIFEST
from api.packs.verify import MOST_FILES, MOST_MANIFEST, verify
from graph.errors import WrongUse
from tests.api.cli.running import Shell

Files = dict[str, bytes]


def files_of(pack: Path) -> Files:
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(path: Path, files: Files, compression: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def changed(pack: Path, path: Path, change: Callable[[Files], object]) -> Path:
    files = files_of(pack)
    change(files)
    return zipped(path, files)


def manifest(**more: object) -> bytes:
    files = more.pop("files", {})
    return json.dumps({"form": 1, "name": "x", "day": "2026-11-23", "files": files, **more}).encode()


def test_a_pack_as_it_was_made_is_whole_also_packed_anew(pack: Path, tmp_path: Path) -> None:
    found = verify(pack)
    assert found.whole
    assert (found.name, found.day, found.files) == ("ISO/IEC 20000-1:2011", "2026-11-23", 17)
    assert verify(zipped(tmp_path / "a.zip", files_of(pack), zipfile.ZIP_STORED)) == found


def test_every_file_that_is_altered_missing_or_added_is_named(pack: Path, tmp_path: Path) -> None:
    for name in files_of(pack):
        if name == MANIFEST:
            continue
        altered = verify(changed(pack, tmp_path / "a.zip", lambda f, n=name: f.update({n: f[n][:-1] + bytes([f[n][-1] ^ 1])})))
        assert (altered.altered, altered.missing, altered.added, altered.whole) == ((name,), (), (), False)
        missing = verify(changed(pack, tmp_path / "a.zip", lambda f, n=name: f.pop(n)))
        assert (missing.altered, missing.missing, missing.added, missing.whole) == ((), (name,), (), False)
    for name in ("note.txt", "../../etc/passwd", "/abs", "C:\\x", "tables/../report.html", "évil\u202e", "Report.html"):
        added = verify(changed(pack, tmp_path / "a.zip", lambda f, n=name: f.update({n: b"x"})))
        assert (added.altered, added.missing, len(added.added), added.whole) == ((), (), 1, False)
    for longer in (b"x", b"x" * 5_000_000):
        assert verify(changed(pack, tmp_path / "a.zip", lambda f, x=longer: f.update({"lineage.csv": x}))).altered == (
            "lineage.csv",
        )


def test_a_file_that_is_there_twice_is_altered(pack: Path, tmp_path: Path) -> None:
    for name in ("report.html", MANIFEST):
        path = zipped(tmp_path / "a.zip", files_of(pack))
        with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(path, "a") as archive:
            archive.writestr(name, files_of(pack)[name])
        assert verify(path).altered == (name,)


def test_another_manifest_has_another_digest(pack: Path, tmp_path: Path) -> None:
    def forge(files: Files) -> None:
        said = json.loads(files[MANIFEST])
        said["verdict"] = "ready"
        files[MANIFEST] = json.dumps(said).encode()

    forged = verify(changed(pack, tmp_path / "a.zip", forge))
    assert forged.whole
    assert forged.manifest != verify(pack).manifest


def test_every_flipped_byte_is_noticed_or_harmless(pack: Path, tmp_path: Path) -> None:
    data, whole = pack.read_bytes(), verify(pack)
    for place in range(0, len(data), max(1, len(data) // 150)):
        (tmp_path / "a.zip").write_bytes(data[:place] + bytes([data[place] ^ 0x41]) + data[place + 1 :])
        try:
            found = verify(tmp_path / "a.zip")
        except WrongUse:
            continue
        assert not found.whole or found.manifest == whole.manifest, place


@pytest.mark.parametrize(
    "spoil", [lambda d: d[:-1], lambda d: d + b"x", lambda d: b"x" + d, lambda d: d[: len(d) // 2], lambda d: b""]
)
def test_a_zip_that_is_cut_or_has_something_around_it_is_no_pack(
    pack: Path, tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    (tmp_path / "a.zip").write_bytes(spoil(pack.read_bytes()))
    with pytest.raises(WrongUse, match="no pack, or it is damaged"):
        verify(tmp_path / "a.zip")


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ({}, "it holds no manifest"),
        ({MANIFEST: b"{"}, "cannot be read"),
        ({MANIFEST: b"[]"}, "cannot be read"),
        ({MANIFEST: b"\xff\xfe"}, "cannot be read"),
        ({MANIFEST: b"[" * 100_000}, "cannot be read"),
        ({MANIFEST: manifest(form=2)}, "Its form is 2"),
        ({MANIFEST: manifest(files={"../x": {"bytes": 1, "sha256": "0" * 64}})}, "no pack holds"),
        ({MANIFEST: manifest(files={"/x": {"bytes": 1, "sha256": "0" * 64}})}, "no pack holds"),
        ({MANIFEST: manifest(files={"a\\b": {"bytes": 1, "sha256": "0" * 64}})}, "no pack holds"),
        ({MANIFEST: manifest(files={"x": {"bytes": 1, "sha256": "0"}})}, "cannot be read"),
        ({MANIFEST: manifest(files={"x": {"bytes": -1, "sha256": "0" * 64}})}, "cannot be read"),
        ({MANIFEST: b" " * (MOST_MANIFEST + 1)}, "no pack, or it is damaged"),
        ({MANIFEST: manifest(), **{f"f{n}": b"" for n in range(MOST_FILES)}}, "more than the 1,000 files"),
    ],
)
def test_what_is_no_pack_is_refused_in_one_line(tmp_path: Path, held: Files, told: str) -> None:
    with pytest.raises(WrongUse, match=told) as refused:
        verify(zipped(tmp_path / "a.zip", held))
    assert len(str(refused.value).splitlines()) == 1


def test_a_bomb_is_read_no_further_than_the_manifest_says(tmp_path: Path) -> None:
    said = {"bomb": {"bytes": 10, "sha256": "0" * 64}}
    path = zipped(tmp_path / "a.zip", {MANIFEST: manifest(files=said), "bomb": bytes(300_000_000), "unnamed": bytes(300_000_000)})
    tracemalloc.start()
    found = verify(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (found.altered, found.added) == (("bomb",), ("unnamed",))
    assert peak < 5_000_000


def test_a_directory_that_claims_to_be_huge_is_not_read(tmp_path: Path) -> None:
    directory = bytes(2 << 20)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), 0, 0)
    (tmp_path / "a.zip").write_bytes(directory + end)
    with pytest.raises(WrongUse, match="more than the 1,000 files"):
        verify(tmp_path / "a.zip")


def test_the_command_says_it_and_ends_with_one(pack: Path, tmp_path: Path) -> None:
    bare = Shell(tmp_path)
    ran = bare("verify", str(pack))
    assert (ran.code, ran.err) == (0, "")
    assert "All 17 files are as they were made: ISO/IEC 20000-1:2011 on 2026-11-23." in ran.out
    assert verify(pack).manifest in ran.out
    path = changed(pack, bare.folder / "a.zip", lambda f: f.update({"report.html": b"", "x\u202e\x1b[31m": b""}))
    ran = bare("verify", "a.zip")
    assert ran.code == 1
    assert "altered report.html" in ran.out
    assert "added   x\\u202e\\u001b[31m" in ran.out
    assert bare("verify", "a.zip", "--json").json["added"] == list(verify(path).added)
    missing = bare("verify", "none.zip")
    assert (missing.code, missing.err) == (2, "clausegraph: none.zip: It cannot be read: No such file or directory.\n")
    assert bare("verify", "--help").out.count("clausegraph verify pack.zip") == 1
