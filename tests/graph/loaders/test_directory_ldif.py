"""The loader `directory` reads LDIF as RFC 2849 has it: people, teams, roles, and never a secret."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as some

from graph.errors import SourceFailed, WrongUse
from graph.loaders.contract import Limits
from graph.loaders.directory.distinguished_names import first_value, normalise, parent
from graph.loaders.directory.entries import day
from tests.graph.loaders.ldif_entries import PEOPLE, b64, entry, key, ldif, person
from tests.graph.loaders.reading import read


class TestDistinguishedNames:
    @pytest.mark.parametrize(
        "written",
        [
            "cn=ann\\, dr.,ou=people,dc=example",
            "CN=Ann\\, Dr.,OU=People,DC=Example",
            "cn = Ann\\,  Dr. , ou = People , dc = Example",
            "cn=Ann\\2C Dr.,ou=people,dc=example",
            'cn="Ann, Dr.",ou=people,dc=example',
            "2.5.4.3=ann\\, dr.,2.5.4.11=people,0.9.2342.19200300.100.1.25=example",
            "OID.2.5.4.3=ann\\, dr.;ou=people;dc=example",
            "commonName=ann\\, dr.,organizationalUnitName=people,domainComponent=example",
        ],
    )
    def test_every_way_of_writing_is_one_key(self, written: str) -> None:
        assert normalise(written) == "cn=ann\\, dr.,ou=people,dc=example"

    def test_parts_of_one_name_in_any_order(self) -> None:
        assert (
            normalise("sn=Kroker + CN=Amy Wong,ou=x") == normalise("cn=amy wong+sn=kroker,OU=X") == "cn=amy wong+sn=kroker,ou=x"
        )

    def test_escapes_of_bytes_and_signs(self) -> None:
        assert normalise("cn=Lu\\C4\\8Di\\C4\\87") == normalise("cn=Lučić") == "cn=lučić"
        assert normalise("cn=a\\+b\\=c\\\\d\\#") == "cn=a\\+b\\=c\\\\d#"
        assert normalise("1.3.6.1=#04024869") == "1.3.6.1=#04024869"

    @pytest.mark.parametrize(
        "text", ["", "ann", "=x", "cn", "cn=a,", ",cn=a", "cn=a,,ou=b", "c n=a", "cn=a\\", 'cn="a', "cn=\\ff"]
    )
    def test_what_is_none(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"it is no distinguished name|do not close|no UTF-8"):
            normalise(text)

    def test_what_stands_above(self) -> None:
        assert parent("cn=a\\,b,ou=c,dc=d") == "ou=c,dc=d"
        assert parent("dc=d") == ""
        assert first_value("CN=Ann\\, Dr.+sn=x,ou=y") == "Ann, Dr."

    @for_all(some.lists(some.text(min_size=1, max_size=12), min_size=1, max_size=4))
    def test_any_value_survives_and_a_second_reading_changes_nothing(self, values: list[str]) -> None:
        written = ",".join("cn=" + "".join(f"\\{byte:02x}" for byte in value.encode("utf-8", "replace")) for value in values)
        once = normalise(written)
        assert normalise(once) == once


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("20260930", "2026-09-30"),
        ("2026-09-30", "2026-09-30"),
        ("20260930120000Z", "2026-09-30"),
        ("2026-09-30T23:59:59+02:00", "2026-09-30"),
        ("2026-09-30 08:00", "2026-09-30"),
    ],
)
def test_days(text: str, iso: str) -> None:
    assert day(text) == iso


@pytest.mark.parametrize("text", ["", "soon", "20261332", "2026-02-30", "0000-00-00", "30.09.2026", "9"])
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        day(text)


class TestSyntax:
    async def test_folded_lines_comments_and_base64(self, tmp_path: Path) -> None:
        content = (
            "version: 1\n"
            "# a comment\n"
            "  that is folded\n"
            f"dn:: {b64('uid=jörg,ou=people,dc=example')}\n"
            "objectClass: inet\n OrgPerson\n"
            "# in the middle\n"
            f"displayName:: {b64('Jörg')[:3]}\n {b64('Jörg')[3:]}\n"
            "mail:joerg@halvora.example\n"
            "description:\n"
        )
        given = await ldif(tmp_path, content)
        assert given["uid=jörg,ou=people,dc=example"].properties == {
            "name": "Jörg",
            "kind": "human",
            "email": "joerg@halvora.example",
        }
        assert given["uid=jörg,ou=people,dc=example"].line == 4
        assert not given.rejected

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    async def test_line_ends(self, tmp_path: Path, end: str) -> None:
        content = "\n".join(["version: 1", person("ann"), person("bo", "mail: b\n o@x.example"), ""]).replace("\n", end)
        given = await ldif(tmp_path, content.encode())
        assert set(given.records) == {key("ann"), key("bo")}
        assert given[key("bo")].properties["email"] == "bo@x.example"

    async def test_a_version_line_may_stand_right_above_the_first_entry_or_be_missing(self, tmp_path: Path) -> None:
        for head in ("version: 1\n", "VERSION:1\n\n\n", "", "\n\n# x\n\nversion: 1\n"):
            assert set((await ldif(tmp_path, (head + person("ann")).encode())).records) == {key("ann")}

    async def test_another_version_fails(self, tmp_path: Path) -> None:
        with pytest.raises(SourceFailed, match=r"a\.ldif:1: It is LDIF of version 2"):
            await ldif(tmp_path, "version: 2\n", person("ann"))

    async def test_names_of_attributes_in_any_case_and_with_a_language(self, tmp_path: Path) -> None:
        given = await ldif(tmp_path, entry(f"UID=ann,{PEOPLE}", "CN;lang-de: Anna", "Cn: Ann", "MAIL: ANN@x.example"))
        assert given[key("ann")].properties["name"] == "Ann"

    async def test_values_that_are_not_ascii(self, tmp_path: Path) -> None:
        assert (await ldif(tmp_path, person("ann", "displayName: Änn")))[key("ann")].properties["name"] == "Änn"
        latin = person("ann", "displayName: Änn").encode("latin-1")
        assert (await ldif(tmp_path, latin, encoding="latin-1"))[key("ann")].properties["name"] == "Änn"
        with pytest.raises(SourceFailed, match=r"a\.ldif.*options\.encoding"):
            await ldif(tmp_path, latin)

    @pytest.mark.parametrize(
        "change", ["changetype: add", "changetype: modify\nreplace: mail\nmail: x@y", "changetype: delete", "control: 1.2.3"]
    )
    async def test_changes_are_rejected_and_what_was_known_stays(self, tmp_path: Path, change: str) -> None:
        given = await ldif(tmp_path, person("ann"), f"dn: {key('bo')}\n{change}\n", person("cy"))
        assert set(given.records) == {key("ann"), key("cy")}
        (row,) = given.rejected
        assert (row.line, row.key) == (8, key("bo"))
        assert "slapcat" in row.remedy

    async def test_a_value_by_address_is_never_fetched(self, tmp_path: Path) -> None:
        (tmp_path / "secret").write_text("ann@x.example")
        bad = person("ann", f"mail:< file://{tmp_path}/secret")
        given = await ldif(tmp_path, bad, person("bo", "jpegPhoto:< file:///photo.jpg"))
        assert set(given.records) == {key("bo")}
        assert (given.rejected[0].field, given.rejected[0].line, given.rejected[0].key) == ("mail", 6, key("ann"))

    @pytest.mark.parametrize(
        ("line", "field"),
        [
            ("no colon here", "line"),
            (" : x", "line"),
            ("mail:: not base64!", "mail"),
            ("mail:: //79", "mail"),
            ("jpegPhoto:: abc", "jpegphoto"),
            ("-", "line"),
            ("mail: " + "x" * 3_000, "mail"),
        ],
    )
    async def test_an_entry_that_is_broken_is_rejected_and_the_others_load(self, tmp_path: Path, line: str, field: str) -> None:
        broken = entry(key("bo"), "cn: Bo", "sn: B", "description: x", line)
        files = {"a.ldif": "\n".join([person("ann"), broken, person("cy")])}
        given = await read("directory", tmp_path, files, limits=Limits(cell_chars=1_000))
        if line.startswith(" "):
            assert not given.rejected, "a line that begins with a space continues the one above"
            return
        assert set(given.records) == {key("ann"), key("cy")}
        (row,) = given.rejected
        assert (row.line, row.field, row.key) == (12, field, key("bo"))

    @pytest.mark.parametrize("head", ["cn: x", "dn: nonsense", "dn:", "dn:: !", "dn:< file:///x"])
    async def test_an_entry_without_a_name_is_rejected(self, tmp_path: Path, head: str) -> None:
        given = await ldif(tmp_path, person("ann"), f"{head}\nobjectClass: person\n")
        assert set(given.records) == {key("ann")}
        assert (given.rejected[0].line, given.rejected[0].key) == (7, "")

    async def test_what_ldapsearch_writes_around(self, tmp_path: Path) -> None:
        around = (
            "# extended LDIF\n#\n# LDAPv3\n\n"
            + person("ann")
            + "\n# search result\nsearch: 2\nresult: 0 Success\n\n# numEntries: 1\n"
        )
        given = await ldif(tmp_path, around)
        assert set(given.records) == {key("ann")}
        assert not given.rejected

    @pytest.mark.parametrize("result", ["4 Size limit exceeded", "3 Time limit exceeded", "32 No such object", "11"])
    async def test_an_export_that_says_it_is_not_whole_fails(self, tmp_path: Path, result: str) -> None:
        with pytest.raises(SourceFailed, match=rf"a\.ldif:8: The export is not whole: ldapsearch ended with {result}"):
            await ldif(tmp_path, person("ann"), "search: 2\n" + f"result: {result}\n")

    @pytest.mark.parametrize("content", [b"", b"\n\n", b"# nothing\n", b"version: 1\n", b"search: 2\nresult: 0 Success\n"])
    async def test_a_file_without_an_entry_fails(self, tmp_path: Path, content: bytes) -> None:
        with pytest.raises(SourceFailed, match=r"a\.ldif"):
            await ldif(tmp_path, content)

    async def test_a_file_that_ends_in_the_middle_of_a_line_fails(self, tmp_path: Path) -> None:
        whole = (person("ann", f"mail:: {b64('ann@x.example')}") + "\n" + person("bo", "mail: bo@x.example")).encode()
        for length in range(1, len(whole)):
            if whole[:length].endswith(b"\n"):
                continue
            with pytest.raises(SourceFailed, match="The last line has no end"):
                await ldif(tmp_path, whole[:length])

    async def test_more_entries_than_a_source_may_have(self, tmp_path: Path) -> None:
        files = {"a.ldif": "\n".join(person(f"p{n}") for n in range(4))}
        with pytest.raises(SourceFailed, match="more than 3 entries"):
            await read("directory", tmp_path, files, limits=Limits(rows=3))


class TestSecrets:
    HIDDEN = "hunter2"

    async def test_no_secret_or_picture_reaches_a_record_or_an_error(self, tmp_path: Path) -> None:
        secret = (
            f"userPassword: {self.HIDDEN}",
            f"userPassword:: {b64(self.HIDDEN)}",
            f"unicodePwd:: {b64(self.HIDDEN)}",
            f"sambaNTPassword: {self.HIDDEN}",
            f"jpegPhoto:: {b64(self.HIDDEN.encode() * 90_000)}",
            f"employeeNote: {self.HIDDEN}",
        )
        broken = (f"userPassword {self.HIDDEN}", f"userPassword:: {self.HIDDEN}?", f" folded {self.HIDDEN}", f"{self.HIDDEN}")
        given = await ldif(tmp_path, person("ann", *secret), *(person(f"b{n}", line) for n, line in enumerate(broken)))
        assert key("ann") in given.records
        assert len(given.rejected) == 2
        shown = repr(given)
        assert self.HIDDEN not in shown
        assert b64(self.HIDDEN)[:8] not in shown

    @pytest.mark.parametrize(
        "options",
        [
            {"properties": {"person": {"userPassword": "subtype"}}},
            {"identities": {"jpegPhoto": "cmdb"}},
            {"roles": [{"attribute": "UNICODEPWD"}]},
            {"teams": ["thumbnailPhoto"]},
            {"supplier": {"attribute": "userCertificate"}},
            {"inactive": {"password": ["x"]}},
        ],
    )
    async def test_no_option_can_ask_for_one(self, tmp_path: Path, options: Any) -> None:
        with pytest.raises(WrongUse, match="never read"):
            await ldif(tmp_path, person("ann"), **options)
