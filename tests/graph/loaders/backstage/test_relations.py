"""Relations of entities, and their owners."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.graph.loaders.backstage.catalogs import catalog, entity


class TestRelations:
    @pytest.mark.parametrize(
        ("kind", "field", "type_", "start", "end"),
        [
            ("Component", "dependsOn: [resource:b]", "DEPENDS_ON", "component:default/a", "resource:default/b"),
            ("Component", "dependencyOf: [component:b]", "DEPENDS_ON", "component:default/b", "component:default/a"),
            ("Component", "consumesApis: [b]", "DEPENDS_ON", "component:default/a", "api:default/b"),
            ("Component", "providesApis: [b]", "DEPENDS_ON", "api:default/b", "component:default/a"),
            ("API", "apiConsumedBy: [b]", "DEPENDS_ON", "component:default/b", "api:default/a"),
            ("API", "apiProvidedBy: [b]", "DEPENDS_ON", "api:default/a", "component:default/b"),
            ("Component", "system: b", "PART_OF", "component:default/a", "system:default/b"),
            ("System", "domain: b", "PART_OF", "system:default/a", "domain:default/b"),
            ("Domain", "subdomainOf: b", "PART_OF", "domain:default/a", "domain:default/b"),
            ("Component", "subcomponentOf: b", "PART_OF", "component:default/a", "component:default/b"),
            ("System", "hasPart: [component:b]", "PART_OF", "component:default/b", "system:default/a"),
            ("Group", "parent: b", "PART_OF", "group:default/a", "group:default/b"),
            ("Group", "children: [b]", "PART_OF", "group:default/b", "group:default/a"),
            ("User", "memberOf: [b]", "MEMBER_OF", "user:default/a", "group:default/b"),
            ("Group", "members: [b]", "MEMBER_OF", "user:default/b", "group:default/a"),
            ("Component", "owner: b", "RESPONSIBLE_FOR", "owner:group:default/b", "component:default/a"),
            ("Component", "owner: user:b", "RESPONSIBLE_FOR", "owner:user:default/b", "component:default/a"),
            ("Group", "ownerOf: [component:b]", "RESPONSIBLE_FOR", "owner:group:default/a", "component:default/b"),
        ],
    )
    async def test_a_field(self, tmp_path: Path, kind: str, field: str, type_: str, start: str, end: str) -> None:
        given = await catalog(tmp_path, entity(kind, "A", f"{{{field}}}"))
        assert given.links(type_) == {(start, end)}
        assert not given.rejected

    @pytest.mark.parametrize("type_", ["dependsOn", "partOf", "consumesApi", "ownedBy", "memberOf", "hasMember", "apiProvidedBy"])
    async def test_the_relations_of_an_exported_entity_say_the_same(self, tmp_path: Path, type_: str) -> None:
        fields = {
            "dependsOn": ("Component", "dependsOn: [component:b]", "component:default/b"),
            "partOf": ("Component", "system: b", "system:default/b"),
            "consumesApi": ("Component", "consumesApis: [b]", "api:default/b"),
            "ownedBy": ("Component", "owner: b", "group:default/b"),
            "memberOf": ("User", "memberOf: [b]", "group:default/b"),
            "hasMember": ("Group", "members: [b]", "user:default/b"),
            "apiProvidedBy": ("API", "apiProvidedBy: [b]", "component:default/b"),
        }
        kind, field, target = fields[type_]
        written = await catalog(tmp_path, entity(kind, "a", f"{{{field}}}"))
        exported = await catalog(tmp_path, entity(kind, "a") + f"relations: [{{type: {type_}, targetRef: '{target}'}}]\n")
        assert exported.content() == written.content()
        both = await catalog(
            tmp_path, entity(kind, "a", f"{{{field}}}") + f"relations: [{{type: {type_}, targetRef: '{target}'}}]\n"
        )
        assert both.content() == written.content()

    async def test_what_both_sides_say_counts_once(self, tmp_path: Path) -> None:
        given = await catalog(
            tmp_path,
            entity("API", "b", "{apiConsumedBy: [a], apiProvidedBy: [c]}"),
            entity("Component", "a", "{consumesApis: [b]}"),
            entity("Component", "c", "{providesApis: [b]}"),
            entity("Group", "g", "{members: [u], parent: h}"),
            entity("Group", "h", "{children: [g]}"),
            entity("User", "u", "{memberOf: [g]}"),
        )
        assert [link.type for link in given["component:default/a"].links] == ["DEPENDS_ON"]
        assert [link.type for link in given["api:default/b"].links] == ["DEPENDS_ON"]
        assert given["component:default/c"].links == ()
        assert [link.type for link in given["user:default/u"].links] == ["MEMBER_OF"]
        assert [link.type for link in given["group:default/g"].links] == ["PART_OF"]
        assert given["group:default/h"].links == ()

    async def test_the_namespace_that_is_left_out_is_that_of_the_entity(self, tmp_path: Path) -> None:
        namespace = "  namespace: Retail\n"
        given = await catalog(tmp_path, entity("Component", "a", "{system: b, consumesApis: [default/c]}", namespace))
        assert given.links("PART_OF") == {("component:retail/a", "system:retail/b")}
        assert given.links("DEPENDS_ON") == {("component:retail/a", "api:default/c")}

    async def test_the_namespace_of_entities_that_name_none(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("Component", "a", "{system: b}"), namespace="halvora")
        assert given.links("PART_OF") == {("component:halvora/a", "system:halvora/b")}

    async def test_nothing_is_the_same_as_not_there(self, tmp_path: Path) -> None:
        fields = (
            "dependsOn",
            "owner",
            "system",
            "domain",
            "providesApis",
            "consumesApis",
            "members",
            "memberOf",
            "parent",
            "children",
        )
        given = await catalog(
            tmp_path, entity("Component", "a", "{" + ", ".join(f"{f}: null" for f in fields) + ", dependencies: ~}")
        )
        assert given["component:default/a"].links == ()
        assert not given.rejected
        empty = entity("Component", "b", "null", "  annotations: null\n  labels:\n  tags: null\n") + "relations: null\n"
        assert (await catalog(tmp_path, empty))["component:default/b"].links == ()

    async def test_a_single_value_stands_for_a_list(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("Component", "a", "{dependsOn: resource:b, consumesApis: [c, null]}"))
        assert len(given.links("DEPENDS_ON")) == 2

    @pytest.mark.parametrize(
        ("field", "remedy"),
        [
            ("dependsOn: [b]", "kind:[namespace/]name"),
            ("owner: {$text: ./owner.txt}", "[kind:][namespace/]name"),
            ("consumesApis: ['a b']", "[kind:][namespace/]name"),
            ("owner: true", "[kind:][namespace/]name"),
            ("system: [[x]]", "[kind:][namespace/]name"),
        ],
    )
    async def test_a_reference_that_is_none_is_reported_and_the_rest_loads(self, tmp_path: Path, field: str, remedy: str) -> None:
        given = await catalog(tmp_path, entity("Component", "a", f"{{type: x,\n  {field},\n  providesApis: [good]}}"))
        (row,) = given.rejected
        assert (row.line, row.key) == (6, "component:default/a")
        assert remedy in row.remedy
        assert given.links("DEPENDS_ON") == {("api:default/good", "component:default/a")}

    async def test_a_relation_nobody_knows_is_reported(self, tmp_path: Path) -> None:
        given = await catalog(
            tmp_path, entity("Component", "a") + "relations:\n- {type: dependOn, targetRef: 'api:default/b'}\n- 7\n"
        )
        assert [row.line for row in given.rejected] == [7, 8]
        assert "Did you mean dependsOn" in given.reasons()[0]

    async def test_a_resource_of_a_system_is_something_the_system_needs(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("System", "s"), entity("Resource", "r", "{system: s}"))
        assert given.link("DEPENDS_ON", "system:default/s", "resource:default/r").properties == {"effect": "degraded"}
        assert not given.links("PART_OF")

    async def test_losing_a_part_by_option(self, tmp_path: Path) -> None:
        several = [
            entity("Domain", "d"),
            entity("System", "s", "{domain: d}"),
            entity("Component", "c", "{system: s}"),
            entity("Resource", "r", "{system: s}"),
            entity("Group", "g", "{parent: h}"),
        ]
        given = await catalog(tmp_path, *several, part_effect="down")
        system = "system:default/s"
        assert given.links("DEPENDS_ON") == {(system, "component:default/c"), (system, "resource:default/r")}
        assert given.link("DEPENDS_ON", system, "component:default/c").properties == {"effect": "down"}
        assert len(given.links("PART_OF")) == 3

    async def test_a_dependency_that_is_stated_is_not_softened_by_being_a_part(self, tmp_path: Path) -> None:
        several = [entity("Component", "c", "{system: s}"), entity("System", "s", "{dependsOn: [component:c]}")]
        given = await catalog(tmp_path, *several, part_effect="degraded")
        assert given.link("DEPENDS_ON", "system:default/s", "component:default/c").properties == {}

    async def test_what_no_relationship_can_join_is_reported(self, tmp_path: Path) -> None:
        several = [entity("User", "u", "{memberOf: [component:c]}"), entity("Component", "c", "{owner: api:x}")]
        given = await catalog(tmp_path, *several)
        assert sorted(row.reason for row in given.rejected) == [
            "no MEMBER_OF can join a Resource to a Service.",
            "only a group or a user can own.",
        ]
        assert all(not record.links for record in given.records.values())


class TestOwners:
    async def test_an_owner_is_a_role_that_the_members_of_the_group_hold(self, tmp_path: Path) -> None:
        given = await catalog(
            tmp_path,
            entity("Component", "a", "{owner: pay}"),
            entity("System", "b", "{owner: group:default/Pay}"),
            entity("Group", "pay", "{members: [zoe], profile: {displayName: Payments}}"),
            entity("User", "ann", "{memberOf: [pay]}"),
        )
        role = given["owner:group:default/pay"]
        assert (role.label, role.properties, role.line) == ("Role", {"name": "Payments owner"}, 13)
        assert given.links("RESPONSIBLE_FOR") == {(role.key, "component:default/a"), (role.key, "system:default/b")}
        assert given.links("HOLDS") == {("user:default/ann", role.key), ("user:default/zoe", role.key)}
        assert given.dangling() == {"user:default/zoe"}

    async def test_a_group_without_known_members_holds_it_itself(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("Component", "a", "{owner: pay}"), entity("Group", "pay"))
        assert given.links("HOLDS") == {("group:default/pay", "owner:group:default/pay")}

    async def test_an_owner_nobody_describes_is_a_dangling_reference(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("Component", "a", "{type: x,\n  owner: pay}"))
        assert given.dangling() == {"group:default/pay"}
        assert (given["owner:group:default/pay"].properties["name"], given["owner:group:default/pay"].line) == ("pay owner", 6)

    @pytest.mark.parametrize(
        ("ownership", "types"),
        [("accountable", {"ACCOUNTABLE_FOR"}), ("both", {"ACCOUNTABLE_FOR", "RESPONSIBLE_FOR"}), ("none", set())],
    )
    async def test_what_owning_means_by_option(self, tmp_path: Path, ownership: str, types: set[str]) -> None:
        given = await catalog(
            tmp_path, entity("Component", "a", "{owner: pay}"), ownership=ownership, owner_role="Head of {name}"
        )
        assert {link.type for link in given["component:default/a"].links} == types
        assert [r.properties["name"] for r in given.records.values() if r.label == "Role"] == (["Head of pay"] if types else [])

    async def test_two_owners_of_one_name_stay_two_roles(self, tmp_path: Path) -> None:
        several = [entity("Component", name, f"{{owner: {name}/ops}}") for name in ("north", "south")]
        given = await catalog(tmp_path, *several)
        names = [record.properties["name"] for record in given.records.values() if record.label == "Role"]
        assert len(set(names)) == 2
