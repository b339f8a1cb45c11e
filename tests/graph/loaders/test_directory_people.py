"""The loader `directory` on LDIF: people, teams, roles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph.errors import WrongUse
from tests.graph.loaders.ldif_entries import PEOPLE, entry, key, ldif, person
from tests.graph.loaders.reading import SHARED, read


class TestPeople:
    @pytest.mark.parametrize(
        ("lines", "name"),
        [
            (("displayName: Ann B.", "cn: Ann", "givenName: A", "sn: B"), "Ann B."),
            (("cn: Ann Bell", "cn: Annie"), "Ann Bell"),
            (("givenName: Ann", "sn: Bell"), "Ann Bell"),
            (("sn: Bell",), "Bell"),
            (("uid: ann",), "ann"),
            ((), "Ann, Dr."),
        ],
    )
    async def test_names(self, tmp_path: Path, lines: tuple[str, ...], name: str) -> None:
        given = await ldif(tmp_path, entry("cn=Ann\\, Dr.,dc=x", *lines))
        assert given["cn=ann\\, dr.,dc=x"].properties == {"name": name, "kind": "human"}

    @pytest.mark.parametrize(
        ("line", "status"),
        [
            ("userAccountControl: 514", "retired"),
            ("userAccountControl: 512", None),
            ("userAccountControl: many", None),
            ("nsAccountLock: TRUE", "retired"),
            ("nsAccountLock: false", None),
            ("loginDisabled: TRUE", "retired"),
            ("employeeStatus: Left  Us", "retired"),
            ("employeeStatus: active", None),
        ],
    )
    async def test_who_is_gone_is_retired(self, tmp_path: Path, line: str, status: str | None) -> None:
        given = await ldif(tmp_path, person("ann", line), inactive={"employeeStatus": "left us"})
        assert given[key("ann")].properties.get("status") == status

    async def test_country_number_and_further_properties(self, tmp_path: Path) -> None:
        one = person("ann", "c: ie", "employeeNumber: 1004", "employeeType: Engineer", "employeeType: On call")
        options = {"identities": {"EMPLOYEENUMBER": "hr"}, "properties": {"person": {"employeetype": "subtype"}}}
        given = await ldif(tmp_path, one, person("bo", "c: Ireland"), **options)
        assert given[key("ann")].identities == ("hr:1004",)
        assert given[key("ann")].properties["country"] == "ie"
        assert given[key("ann")].properties["subtype"] == "Engineer; On call"
        assert "country" not in given[key("bo")].properties
        assert (given.rejected[0].value, given.rejected[0].key) == ("Ireland", key("bo"))

    async def test_who_works_for_a_supplier(self, tmp_path: Path) -> None:
        several = [person("ann", "o: Halvora  managed services"), person("bo", "o: Deskwell"), person("cy")]
        given = await ldif(tmp_path, *several, supplier={"attribute": "o", "own": ["Halvora Managed Services"]})
        assert given.links("SUPPLIED_BY") == {(key("bo"), "name:Supplier/deskwell")}

    async def test_devices(self, tmp_path: Path) -> None:
        computer = "computer\nobjectClass: user\nobjectClass: person"
        given = await ldif(tmp_path, entry("cn=hlv-01,dc=x", "cn: hlv-01", "serialNumber: 7QX", of=computer))
        assert given["cn=hlv-01,dc=x"].properties == {
            "name": "hlv-01",
            "kind": "technical",
            "subtype": "device",
            "serial_number": "7QX",
        }

    async def test_what_only_holds_other_entries_is_passed_over(self, tmp_path: Path) -> None:
        given = await ldif(tmp_path, entry("dc=x", of="domain"), entry("o=y", of="organization"), person("ann"))
        assert set(given.records) == {key("ann")}
        assert not given.rejected

    async def test_what_nobody_knows_is_rejected_until_an_option_says_what_it_is(self, tmp_path: Path) -> None:
        several = [
            entry("cn=svc,dc=x", of="applicationProcess"),
            entry("cn=none,dc=x", of="").replace("objectClass: \n", ""),
            person("ann"),
        ]
        given = await ldif(tmp_path, *several)
        assert [(row.field, row.key) for row in given.rejected] == [
            ("objectClass", "cn=svc,dc=x"),
            ("objectClass", "cn=none,dc=x"),
        ]
        assert "options.classes" in given.rejected[0].remedy
        assert len((await ldif(tmp_path, several[0], person("ann"), classes={"ApplicationProcess": "skip"})).records) == 1
        assert (await ldif(tmp_path, several[0], classes={"applicationprocess": "device"}))["cn=svc,dc=x"].properties[
            "kind"
        ] == "technical"


class TestTeams:
    GROUPS = "ou=groups,dc=halvora,dc=example"

    def group(self, name: str, *lines: str, of: str = "groupOfNames") -> str:
        return entry(f"cn={name},{self.GROUPS}", f"cn: {name}", *lines, of=of)

    def at(self, name: str) -> str:
        return f"cn={name},{self.GROUPS}"

    async def test_what_both_sides_say_counts_once_whatever_comes_first(self, tmp_path: Path) -> None:
        ann, team = (
            person("ann", f"memberOf: CN=Ops, {self.GROUPS}"),
            self.group("ops", f"member: {key('ann').upper()}", f"uniqueMember: {key('ann')}"),
        )
        for order in ([ann, team], [team, ann]):
            given = await ldif(tmp_path, *order)
            assert given[self.at("ops")].properties == {"name": "ops", "kind": "human", "subtype": "team"}
            assert given.links("MEMBER_OF") == {(key("ann"), self.at("ops"))}
            assert sum(len(record.links) for record in given.records.values()) == 1

    async def test_either_side_alone_is_enough(self, tmp_path: Path) -> None:
        given = await ldif(
            tmp_path, person("ann", f"memberOf: {self.at('ops')}"), self.group("ops"), self.group("dev", f"member: {key('bo')}")
        )
        assert given.links("MEMBER_OF") == {(key("ann"), self.at("ops")), (key("bo"), self.at("dev"))}
        assert given.dangling() == {key("bo")}

    async def test_members_by_account_name(self, tmp_path: Path) -> None:
        given = await ldif(tmp_path, self.group("ops", "memberUid: ann", "memberUid: zoe", of="posixGroup"), person("ann"))
        assert given.links("MEMBER_OF") == {(key("ann"), self.at("ops")), ("uid=zoe", self.at("ops"))}

    async def test_teams_in_teams_and_circles(self, tmp_path: Path) -> None:
        given = await ldif(tmp_path, self.group("a", f"member: {self.at('b')}"), self.group("b", f"member: {self.at('a')}"))
        assert given.links("MEMBER_OF") == {(self.at("a"), self.at("b")), (self.at("b"), self.at("a"))}

    async def test_a_list_of_members_that_the_server_cut(self, tmp_path: Path) -> None:
        given = await ldif(
            tmp_path, self.group("a", f"member;range=0-0: {key('ann')}"), self.group("b", f"member;range=0-*: {key('ann')}")
        )
        assert given.links("MEMBER_OF") == {(key("ann"), self.at("a")), (key("ann"), self.at("b"))}
        (row,) = given.rejected
        assert (row.key, row.value) == (self.at("a"), "range=0-0")

    async def test_a_member_that_is_no_name_is_reported_and_the_others_count(self, tmp_path: Path) -> None:
        given = await ldif(tmp_path, self.group("a", "member: ann", f"member: {key('bo')}", "member:"))
        assert given.links("MEMBER_OF") == {(key("bo"), self.at("a"))}
        assert (given.rejected[0].value, given.rejected[0].line) == ("ann", 4)

    async def test_units_hold_the_people_and_units_in_them(self, tmp_path: Path) -> None:
        root, desk = PEOPLE, f"ou=desk,cn=sites,{PEOPLE}"
        several = [
            entry(root, "ou: people", of="organizationalUnit"),
            entry(desk, "ou: Desk", of="organizationalUnit"),
            entry(f"uid=ann,{desk}", "cn: Ann"),
            person("bo"),
        ]
        given = await ldif(tmp_path, *several)
        assert given[desk].properties == {"name": "Desk", "kind": "human", "subtype": "unit"}
        assert given.links("MEMBER_OF") == {(f"uid=ann,{desk}", desk), (key("bo"), root)}
        assert given.links("PART_OF") == {(desk, root)}
        plain = await ldif(tmp_path, *several, containers=["OU=People,*"])
        assert plain.links("MEMBER_OF") == {(f"uid=ann,{desk}", desk)}
        assert not plain.links("PART_OF")
        assert root not in plain.records
        assert not (await ldif(tmp_path, person("bo"))).links("MEMBER_OF"), "a unit that is not described is no team"

    async def test_teams_named_in_words(self, tmp_path: Path) -> None:
        given = await ldif(
            tmp_path, person("ann", "department: Network"), person("bo", "department:  network"), teams=["Department"]
        )
        assert given["team:network"].properties == {"name": "Network", "kind": "human", "subtype": "team"}
        assert given.links("MEMBER_OF") == {(key("ann"), "team:network"), (key("bo"), "team:network")}


class TestRoles:
    ROLES = "ou=roles,dc=halvora,dc=example"

    def role(self, name: str, *lines: str) -> str:
        return entry(f"cn={name},{self.ROLES}", f"cn: {name}", *lines, of="organizationalRole")

    def at(self, name: str) -> str:
        return f"cn={name.lower()},{self.ROLES}"

    async def test_a_role_and_how_long_each_holds_it(self, tmp_path: Path) -> None:
        lines = [
            f"roleOccupant;x-since-20220101;x-until-20260930: {key('ida')}",
            f"roleOccupant;x-deputy;X-SINCE-20261001: {key('tom')}",
            f"roleOccupant: {key('lena')}",
            "businessCategory: Management representative",
            "description: May stop a change",
            f"seeAlso: CN=Managing director,{self.ROLES}",
        ]
        options = {"properties": {"role": {"businessCategory": "kind", "description": "authority"}}, "reports_to": "seeAlso"}
        given = await ldif(tmp_path, self.role("Representative", *lines), **options)
        role = self.at("representative")
        assert given[role].label == "Role"
        assert given[role].properties["authority"] == "May stop a change"
        assert given.link("HOLDS", key("ida"), role).properties == {"since": "2022-01-01", "until": "2026-09-30"}
        assert given.link("HOLDS", key("tom"), role).properties == {"since": "2026-10-01", "deputy": True}
        assert given.link("HOLDS", key("lena"), role).properties == {}
        assert given.links("REPORTS_TO") == {(role, self.at("managing director"))}
        assert not given.rejected

    async def test_a_span_that_is_no_day_is_reported_and_the_holder_stays(self, tmp_path: Path) -> None:
        given = await ldif(tmp_path, self.role("x", f"roleOccupant;x-since-20261332: {key('ida')}"))
        assert given.link("HOLDS", key("ida"), self.at("x")).properties == {}
        assert (given.rejected[0].value, given.rejected[0].line) == ("x-since-20261332", 4)

    async def test_groups_that_are_roles(self, tmp_path: Path) -> None:
        group = entry(
            "cn=role-change-manager,ou=groups,dc=x",
            "cn: role-change-manager",
            "description: Change manager",
            f"member;x-until-20261231: {key('ann')}",
            of="group",
        )
        bare = entry("cn=role-buyer,ou=groups,dc=x", "cn: role-buyer", of="group")
        other = entry("cn=staff,ou=groups,dc=x", "cn: staff", f"member: {key('ann')}", of="group")
        ann = person(
            "ann",
            "memberOf: cn=role-change-manager,ou=groups,dc=x",
            "memberOf: cn=role-auditor,ou=groups,dc=x",
            "memberOf: cn=role-buyer,ou=groups,dc=x",
        )
        rules = [{"groups": "CN=Role-*,*", "name": "description", "prefix": "role-"}]
        given = await ldif(tmp_path, group, bare, other, ann, roles=rules)
        manager, buyer, auditor = (f"cn=role-{n},ou=groups,dc=x" for n in ("change-manager", "buyer", "auditor"))
        assert given[manager].properties == {"name": "Change manager"}
        assert given[buyer].properties == {"name": "buyer"}
        assert given.links("HOLDS") == {(key("ann"), manager), (key("ann"), buyer), (key("ann"), auditor)}
        assert given.link("HOLDS", key("ann"), manager).properties == {"until": "2026-12-31"}
        assert given.links("MEMBER_OF") == {(key("ann"), "cn=staff,ou=groups,dc=x")}

    async def test_an_attribute_that_names_the_role(self, tmp_path: Path) -> None:
        rules = [{"attribute": "title", "since": "roleSince", "until": "roleUntil", "deputy": "acting"}]
        several = [
            person("ann", "title: Service owner", "roleSince: 20250101", "acting: TRUE"),
            person("bo", "title:  service OWNER", "title;x-until-20261231: Auditor"),
            person("cy", "title: Auditor", "roleUntil: soon"),
        ]
        given = await ldif(tmp_path, *several, roles=rules)
        assert given["role:service owner"].properties == {"name": "Service owner"}
        assert given.link("HOLDS", key("ann"), "role:service owner").properties == {"since": "2025-01-01", "deputy": True}
        assert given.link("HOLDS", key("bo"), "role:service owner").properties == {}
        assert given.link("HOLDS", key("bo"), "role:auditor").properties == {"until": "2026-12-31"}
        assert given.link("HOLDS", key("cy"), "role:auditor").properties == {}
        assert (given.rejected[0].field, given.rejected[0].value, given.rejected[0].key) == ("roleUntil", "soon", key("cy"))

    async def test_a_role_is_in_no_team_and_no_role(self, tmp_path: Path) -> None:
        team = entry("cn=t,dc=x", "cn: t", f"member: {self.at('x')}", f"member: {key('ann')}", of="group")
        given = await ldif(
            tmp_path, self.role("x", f"memberOf: {TestTeams().at('ops')}"), self.role("y", f"roleOccupant: {self.at('x')}"), team
        )
        assert len(given.rejected) == 3
        assert given.links("MEMBER_OF") == {(key("ann"), "cn=t,dc=x")}
        assert not given.links("HOLDS")

    async def test_a_manager_is_left_out_unless_roles_are_wanted(self, tmp_path: Path) -> None:
        several = [
            person("ann", "title: Engineer", f"manager: {key('bo')}"),
            person("bo", "title: Head of operations", f"manager: {key('cy')}"),
            person("cy", "title: Director", "title: Owner"),
            person("dee", "title: Writer", "title: Editor", f"manager: {key('bo')}"),
            person("eve", "title: Engineer", f"manager: {key('bo')}"),
            person("fay", f"manager: {key('bo')}"),
        ]
        assert not (await ldif(tmp_path, *several, roles=[{"attribute": "title"}])).links("REPORTS_TO")
        given = await ldif(tmp_path, *several, roles=[{"attribute": "title"}], manager="roles")
        assert given.links("REPORTS_TO") == {("role:engineer", "role:head of operations")}

    async def test_managers_of_those_who_hold_a_role_entry(self, tmp_path: Path) -> None:
        several = [
            self.role("lead", f"roleOccupant: {key('ann')}", f"roleOccupant;x-deputy: {key('cy')}"),
            self.role("head", f"roleOccupant: {key('bo')}"),
            self.role("chair", f"roleOccupant;x-until-20200101: {key('bo')}"),
            person("ann", f"manager: {key('bo')}"),
            person("bo"),
            person("cy", f"manager: {key('ann')}"),
        ]
        given = await ldif(tmp_path, *several, manager="roles")
        assert given.links("REPORTS_TO") == {(self.at("lead"), self.at("head"))}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"classes": {"x": "robot"}}, "classes.x"),
        ({"properties": {"role": {"x": "knd"}}}, "Did you mean kind"),
        ({"properties": {"role": {"x": "id"}}}, "no id"),
        ({"properties": {"robot": {}}}, "robot"),
        ({"manager": "people"}, "manager"),
        ({"roles": [{"groups": "x", "attribute": "y"}]}, "roles"),
        ({"roles": [{"group": "x"}]}, "roles"),
        ({"supplier": "o"}, "supplier"),
        ({"container": []}, "Did you mean containers"),
    ],
)
async def test_options_that_cannot_be_meant(tmp_path: Path, options: Any, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        await ldif(tmp_path, person("ann"), **options)


async def test_twenty_thousand_people_take_seconds(tmp_path: Path) -> None:
    group = entry("cn=all,dc=x", "cn: all", *(f"member: {key(f'p{n}')}" for n in range(20_000)), of="group")
    given = await ldif(tmp_path, *(person(f"p{n}", "memberOf: cn=all,dc=x") for n in range(20_000)), group)
    assert len(given.links("MEMBER_OF")) == 20_000


class TestRealDirectory:
    """The directory of a test server that other people wrote."""

    FOLDER = SHARED / "directory" / "ldif-planetexpress" / "rootfs" / "opt" / "openldap" / "bootstrap"

    @pytest.fixture(autouse=True)
    def _there(self) -> None:
        if not self.FOLDER.is_dir():
            pytest.skip("the real files are not here")

    async def test_its_people_and_teams(self) -> None:
        given = await read("directory", self.FOLDER, path="data")
        people = [r for r in given.records.values() if "subtype" not in r.properties]
        assert len(people) == 7
        assert all(str(r.properties["email"]).endswith("@planetexpress.com") for r in people)
        assert "cn=amy wong+sn=kroker,ou=people,dc=planetexpress,dc=com" in given.records
        assert len(given.links("MEMBER_OF")) == 12, "seven under ou=people, five in groups"
        assert not given.rejected
        assert not given.dangling()
        assert max(len(repr(record)) for record in given.records.values()) < 2_000, "no photo"

    async def test_what_they_do_as_roles(self) -> None:
        options = {"roles": [{"attribute": "employeeType"}], "containers": ["ou=people,*"], "teams": ["ou"]}
        given = await read("directory", self.FOLDER, {}, options, path="data")
        assert sum(record.label == "Role" for record in given.records.values()) == 9
        assert len(given.links("HOLDS")) == 9

    async def test_its_changes_to_the_server_are_rejected(self) -> None:
        given = await read("directory", self.FOLDER, path="config")
        assert not given.records
        assert {row.field for row in given.rejected} == {"changetype"}
        assert all(row.key for row in given.rejected)
