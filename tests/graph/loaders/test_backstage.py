"""The loader `backstage` reads catalogs as Backstage does, and loses nothing of them in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from graph.errors import SourceFailed, WrongUse
from graph.loaders.backstage.references import Reference, refer
from graph.loaders.contract import Limits
from tests.graph.loaders.reading import SHARED, Given, read
from tests.graph.loaders.web import Answer, Site, serving


def entity(kind: str, name: str, spec: str = "{}", metadata: str = "") -> str:
    return f"apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\n{metadata}spec: {spec}\n"


async def catalog(folder: Path, *entities: str, **options: Any) -> Given:
    return await read("backstage", folder, {"catalog-info.yaml": "---\n".join(entities)}, options)


class TestReferences:
    @pytest.mark.parametrize(
        ("text", "kind", "full"),
        [
            ("petstore", "api", "api:ns/petstore"),
            ("PetStore", "API", "api:ns/petstore"),
            ("other/petstore", "api", "api:other/petstore"),
            ("Component:petstore", "api", "component:ns/petstore"),
            ("component:Default/Pet.Store-1_x", "", "component:default/pet.store-1_x"),
            (" user:guest ", "group", "user:ns/guest"),
            ({"kind": "Group", "namespace": "Default", "name": "A"}, "", "group:default/a"),
            ({"name": "a"}, "group", "group:ns/a"),
        ],
    )
    def test_every_form_means_the_full_name_in_lower_case(self, text: Any, kind: str, full: str) -> None:
        assert str(refer(text, kind, "ns")) == full

    @pytest.mark.parametrize(
        "text", ["", "a b", "a:b:c", "a/b/c", ":a", "/a", "a:", None, True, ["a"], {}, {"name": 1}, "$text"[:0]]
    )
    def test_what_is_no_reference(self, text: Any) -> None:
        with pytest.raises(ValueError, match="it is no reference"):
            refer(text, "api", "ns")

    def test_a_kind_that_nothing_implies_must_be_written(self) -> None:
        with pytest.raises(ValueError, match="which kind"):
            refer("petstore", "", "ns")

    def test_a_reference_as_text_is_the_key(self) -> None:
        assert str(Reference("group", "default", "a")) == "group:default/a"


class TestWhatBecomesWhat:
    @pytest.mark.parametrize(
        ("kind", "spec", "label", "said"),
        [
            ("Component", "{type: service}", "Service", {"kind": "technical"}),
            ("component", "{type: library}", "Service", {"kind": "technical"}),
            ("System", "{}", "Service", {"kind": "technical"}),
            ("API", "{type: openapi}", "Service", {"kind": "technical"}),
            ("Domain", "{}", "Service", {"kind": "technical"}),
            ("Resource", "{type: database}", "Resource", {"kind": "technical", "subtype": "database"}),
            ("Resource", "{}", "Resource", {"kind": "technical", "subtype": "Resource"}),
            ("Group", "{type: department}", "Resource", {"kind": "human", "subtype": "department"}),
            ("Group", "{}", "Resource", {"kind": "human", "subtype": "team"}),
            ("User", "{}", "Resource", {"kind": "human"}),
            ("AiResource", "{type: skill}", "Resource", {"kind": "information", "subtype": "skill"}),
            ("Template", "{}", "Resource", {"kind": "information", "subtype": "Template"}),
        ],
    )
    async def test_a_kind(self, tmp_path: Path, kind: str, spec: str, label: str, said: dict[str, str]) -> None:
        given = await catalog(tmp_path, entity(kind, "Some-Thing", spec))
        record = given[f"{kind.lower()}:default/some-thing"]
        assert (record.label, dict(record.properties)) == (label, {"name": "Some-Thing", **said})
        assert (record.file, record.line) == ("catalog-info.yaml", 1)

    async def test_kinds_by_option_and_by_type(self, tmp_path: Path) -> None:
        kinds = {
            "System": {"label": "Service", "kind": "business"},
            "component/LIBRARY": {"label": "Resource", "kind": "information", "subtype": "library"},
            "Vendor": {"label": "Supplier"},
            "resource/bucket": "skip",
        }
        given = await catalog(
            tmp_path,
            entity("System", "portal"),
            entity("Component", "web", "{type: website, system: portal, dependsOn: [resource:logs]}"),
            entity("Component", "sdk", "{type: library}"),
            entity("Resource", "logs", "{type: bucket}"),
            entity("Vendor", "cirrus").replace("backstage.io/v1alpha1", "halvora.example/v1"),
            kinds=kinds,
        )
        assert given["system:default/portal"].properties["kind"] == "business"
        assert given["component:default/sdk"].properties == {"name": "sdk", "kind": "information", "subtype": "library"}
        assert given["component:default/web"].label == "Service"
        assert given["vendor:default/cirrus"].label == "Supplier"
        assert not given.rejected
        assert not given.dangling(), "a link to what the options leave out is left out too"

    async def test_names_descriptions_and_addresses(self, tmp_path: Path) -> None:
        given = await catalog(
            tmp_path,
            entity("Component", "a", "{}", "  title: The A\n  description: Does A\n"),
            entity("User", "b", "{profile: {displayName: Bea, email: Bea@halvora.example}}"),
            entity("User", "c", "{profile: null}"),
            entity("Group", "d", "{profile: {displayName: '', email: ''}}", "  title: null\n"),
        )
        assert given["component:default/a"].properties["name"] == "The A"
        assert given["component:default/a"].properties["description"] == "Does A"
        assert given["user:default/b"].properties == {"name": "Bea", "kind": "human", "email": "Bea@halvora.example"}
        assert given["user:default/c"].properties["name"] == "c"
        assert given["group:default/d"].properties == {"name": "d", "kind": "human", "subtype": "team"}

    @pytest.mark.parametrize(
        ("lifecycle", "status"),
        [("production", "live"), ("Experimental", "planned"), ("deprecated", "retired"), ("sunset", "retired"), ("null", None)],
    )
    async def test_a_lifecycle_is_a_status(self, tmp_path: Path, lifecycle: str, status: str | None) -> None:
        given = await catalog(tmp_path, entity("API", "a", f"{{lifecycle: {lifecycle}}}"), lifecycles={"sunset": "retired"})
        assert given["api:default/a"].properties.get("status") == status
        assert not given.rejected

    async def test_a_lifecycle_nobody_knows_is_reported_and_left_open(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("API", "a", "{type: x,\n  lifecycle: beta}"))
        assert "status" not in given["api:default/a"].properties
        (row,) = given.rejected
        assert (row.line, row.field, row.value, row.key) == (6, "spec.lifecycle", "beta", "api:default/a")
        assert "options.lifecycles" in row.remedy

    async def test_plain_values_keep_their_meaning(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("Component", "007", "{owner: 1e3}", "  title: 8.10\n"))
        assert given["component:default/007"].properties["name"] == "8.10"
        assert "owner:group:default/1e3" in given.records


class TestNamesStayApart:
    async def test_a_component_and_its_api_of_one_name(self, tmp_path: Path) -> None:
        kinds = ("API", "Component", "System", "Domain")
        given = await catalog(tmp_path, *(entity(kind, "petstore") for kind in kinds))
        assert {key.split(":")[0]: record.properties["name"] for key, record in given.records.items()} == {
            "system": "petstore",
            "component": "petstore (component)",
            "domain": "petstore (domain)",
            "api": "petstore (API)",
        }

    async def test_two_of_a_kind_say_their_reference(self, tmp_path: Path) -> None:
        given = await catalog(
            tmp_path, entity("API", "a", "{}", "  title: Pets\n"), entity("API", "b", "{}", "  title: ' pets'\n")
        )
        assert given["api:default/a"].properties["name"] == "Pets"
        assert given["api:default/b"].properties["name"] == "pets (api:default/b)"

    async def test_the_order_of_the_file_does_not_matter(self, tmp_path: Path) -> None:
        several = [entity("API", "x"), entity("Component", "x"), entity("API", "y", "{}", "  title: X\n")]
        first = await catalog(tmp_path, *several)
        second = await catalog(tmp_path, *reversed(several))
        assert {k: r.properties for k, r in first.records.items()} == {k: r.properties for k, r in second.records.items()}

    async def test_resources_do_not_join_by_name_and_keep_theirs(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("Resource", "x"), entity("Group", "x"))
        assert [record.properties["name"] for record in given.records.values()] == ["x", "x"]


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


class TestAnnotations:
    METADATA = """  annotations:
    halvora.example/ci: 26E494
    halvora.example/supplier: Cirrus North, Basalt Cloud
    halvora.example/duty: "Duty manager"
    halvora.example/rto: gold
    halvora.example/empty: ""
  labels:
    tier: "1"
"""
    MEANINGS: ClassVar[dict[str, Any]] = {
        "halvora.example/ci": {"identity": "cmdb"},
        "halvora.example/supplier": {"link": "SUPPLIED_BY", "to": "Supplier", "separator": ","},
        "halvora.example/duty": {"link": "RESPONSIBLE_FOR", "to": "Role", "incoming": True},
        "halvora.example/rto": {"property": "rto_minutes", "values": {"gold": 60, "silver": 480}},
        "halvora.example/empty": {"property": "rpo_minutes"},
        "tier": {"property": "criticality", "values": {1: "critical"}},
        "spec.audit.mail": {"identity": "email"},
        "missing": {"identity": "cmdb"},
    }

    async def test_what_they_say(self, tmp_path: Path) -> None:
        one = entity("Component", "a", "{audit: {mail: A@halvora.example}}", self.METADATA)
        given = await catalog(tmp_path, one, annotations=self.MEANINGS)
        record = given["component:default/a"]
        assert record.identities == ("cmdb:26E494", "email:a@halvora.example")
        assert record.properties == {"name": "a", "kind": "technical", "rto_minutes": 60, "criticality": "critical"}
        assert {(link.type, link.target, link.outgoing) for link in record.links} == {
            ("SUPPLIED_BY", "name:Supplier/cirrus north", True),
            ("SUPPLIED_BY", "name:Supplier/basalt cloud", True),
            ("RESPONSIBLE_FOR", "name:Role/duty manager", False),
        }
        assert not given.rejected

    async def test_what_does_not_fit_the_label_is_reported_and_the_rest_loads(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("User", "u", "{}", self.METADATA), annotations=self.MEANINGS)
        assert {row.reason for row in given.rejected} == {"a Resource has no criticality."}
        assert given["user:default/u"].properties["rto_minutes"] == 60
        assert given.rejected[0].line == 12

    async def test_an_annotation_that_is_no_text_is_reported(self, tmp_path: Path) -> None:
        listed = "  annotations:\n    ci: [1, 2]\n"
        given = await catalog(tmp_path, entity("API", "a", "{}", listed), annotations={"ci": {"identity": "cmdb"}})
        assert (given.rejected[0].line, given.rejected[0].reason) == (6, "it must be one text.")

    @pytest.mark.parametrize(
        ("meaning", "words"),
        [
            ({}, "exactly one"),
            ({"identity": "cmdb", "property": "status"}, "exactly one"),
            ({"property": "criticallity"}, "Did you mean criticality"),
            ({"property": "id"}, "no property id"),
            ({"link": "SUPPLIED", "to": "Supplier"}, "SUPPLIED_BY"),
            ({"link": "SUPPLIED_BY"}, "needs `to`"),
            ({"link": "SUPPLIED_BY", "to": "Suplier"}, "Did you mean Supplier"),
            ({"link": "DEPENDS_ON", "to": "Resource"}, "does not join by name"),
            ({"identity": "cmdb", "colour": "red"}, "colour"),
        ],
    )
    async def test_meanings_that_cannot_be_meant(self, tmp_path: Path, meaning: Any, words: str) -> None:
        with pytest.raises(WrongUse, match=words):
            await catalog(tmp_path, entity("API", "a"), annotations={"x": meaning})

    async def test_spares_and_soft_dependencies(self, tmp_path: Path) -> None:
        metadata = """  annotations:
    clausegraph.io/dependencies: |
      resource:a: {group: lines, needs: 1}
      Resource:Default/B: {group: lines, needs: 1, weight: 2, switchover_minutes: 30}
      component:report: {effect: degraded}
"""
        spec = "{dependsOn: [resource:a, resource:b, resource:c]}"
        one = entity("Component", "net", spec, metadata)
        given = await catalog(tmp_path, one, entity("Component", "report", "{dependencyOf: [component:net]}"))
        found = {
            end: dict(given.link("DEPENDS_ON", "component:default/net", end).properties) for _, end in given.links("DEPENDS_ON")
        }
        assert found == {
            "resource:default/a": {"group": "lines", "needs": 1.0},
            "resource:default/b": {"group": "lines", "needs": 1.0, "weight": 2.0, "switchover_minutes": 30},
            "resource:default/c": {},
            "component:default/report": {"effect": "degraded"},
        }
        assert given["component:default/report"].links == (), "who qualifies it asserts it"
        assert not given.rejected

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("resource:x: {group: lines}", "does not depend on this"),
            ("resource:a: {grupe: lines}", "resource:a.grupe"),
            ("resource:a: {needs: many}", "resource:a.needs"),
            ("a: {needs: 1}", "which kind"),
            ("resource:a", "no mapping"),
            ("[resource:a]", "no mapping"),
            ("resource:a: {needs: 1", "not YAML"),
            ("a: &a [x]\\nb: *c", "no &c"),
        ],
    )
    async def test_a_qualifier_that_cannot_be_meant_is_reported(self, tmp_path: Path, text: str, words: str) -> None:
        metadata = f'  annotations:\n    clausegraph.io/dependencies: "{text}"\n'
        given = await catalog(tmp_path, entity("Component", "net", "{dependsOn: [resource:a]}", metadata))
        (row,) = given.rejected
        assert (row.line, row.key) == (6, "component:default/net")
        assert words in str(row)
        assert given.link("DEPENDS_ON", "component:default/net", "resource:default/a").properties == {}


class TestWhatIsNoEntity:
    @pytest.mark.parametrize(
        ("content", "field", "line"),
        [
            ("openapi: 3.1.0\ninfo: {}\n", "apiVersion", 1),
            ("just a text\n", "document", 1),
            ("- a\n- b\n", "document", 1),
            ("apiVersion: v1\nkind: Service\nmetadata: {name: web}\n", "apiVersion", 1),
            ("apiVersion: apps/v1\nkind: Component\nmetadata: {name: web}\n", "apiVersion", 1),
            ("apiVersion: backstage.io/v1alpha1\nkind: 7\nmetadata: {name: a}\n", "kind", 2),
            ("apiVersion: backstage.io/v1alpha1\nkind: true\nmetadata: {name: a}\n", "kind", 2),
            ("apiVersion: backstage.io/v1alpha1\nkind: Komponent\nmetadata: {name: a}\n", "kind", 2),
            ("apiVersion: backstage.io/v1alpha1\nkind: Component\n", "metadata.name", 1),
            ("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: null\n", "metadata.name", 4),
            ("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: [a]\n", "metadata.name", 4),
            ("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: a b\n", "metadata.name", 4),
            ("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: a/b\n", "metadata.name", 4),
            ("apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: [name]\n", "metadata.name", 1),
        ],
    )
    async def test_it_is_rejected_and_the_others_load(self, tmp_path: Path, content: str, field: str, line: int) -> None:
        given = await catalog(tmp_path, content, entity("API", "good"))
        (row,) = given.rejected
        assert (row.file, row.field, row.line) == ("catalog-info.yaml", field, line)
        assert set(given.records) == {"api:default/good"}

    async def test_an_unknown_kind_names_the_nearest_and_the_option(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("Componnent", "a"))
        assert "Did you mean Component? Say under options.kinds" in given.reasons()[0]
        assert given.rejected[0].key == "componnent:default/a"

    async def test_sections_that_are_none_are_reported(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("API", "a", "[x]", "  annotations: none at all\n"))
        assert {row.field for row in given.rejected} == {"spec", "metadata.annotations"}
        assert "api:default/a" in given.records

    async def test_a_reference_given_twice_names_the_first(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, entity("API", "a", "{}", "  title: First\n"), entity("api", "A"))
        assert given["api:default/a"].properties["name"] == "First"
        assert "catalog-info.yaml:1" in given.reasons()[0]
        assert given.rejected[0].key == "api:default/a"

    async def test_empty_documents_are_passed_over(self, tmp_path: Path) -> None:
        given = await catalog(tmp_path, "", "# nothing\n", "null\n", entity("API", "a"), "\n")
        assert not given.rejected
        assert list(given.records) == ["api:default/a"]
        assert given["api:default/a"].line == 6

    @pytest.mark.parametrize(
        "content",
        [
            entity("API", "a", "{owner: b}")[:-4],
            entity("API", "a", "{owner: !!python/object/apply:os.system [exit]}"),
            entity("API", "a", "{owner: b, owner: c}"),
            "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
            "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c]\n",
            entity("API", "a", "[" * 5000),
        ],
    )
    async def test_a_file_that_cannot_be_read_to_its_end_fails(self, tmp_path: Path, content: str) -> None:
        limits = Limits(expansion=10)
        with pytest.raises(SourceFailed, match=r"b\.yaml:\d+"):
            await read("backstage", tmp_path, {"a.yaml": entity("API", "x"), "b.yaml": content}, limits=limits)


class TestLocations:
    @staticmethod
    def location(*targets: str, **spec: Any) -> str:
        return entity("Location", "all", json.dumps({"targets": list(targets), **spec}))

    async def test_they_are_followed_from_the_file_that_names_them(self, tmp_path: Path) -> None:
        files = {
            "in/catalog-info.yaml": self.location("./b/more.yaml", "c/*.yaml", type="url"),
            "in/b/more.yaml": self.location(target="../d.yaml"),
            "in/c/1.yaml": entity("API", "c1"),
            "in/c/2.yaml": entity("API", "c2"),
            "in/d.yaml": entity("API", "d"),
            "in/e.yaml": entity("API", "nobody-names-me"),
        }
        given = await read("backstage", tmp_path, files, path="in/catalog-info.yaml")
        assert {key: record.file for key, record in given.records.items()} == {
            "api:default/c1": "in/c/1.yaml",
            "api:default/c2": "in/c/2.yaml",
            "api:default/d": "in/d.yaml",
        }
        assert not given.rejected
        assert set(given.digests) == set(files) - {"in/e.yaml"}

    async def test_a_file_is_read_once_whoever_names_it(self, tmp_path: Path) -> None:
        files = {
            "a.yaml": self.location("b.yaml", "./b.yaml", "a.yaml") + "---\n" + entity("API", "a"),
            "b.yaml": self.location("a.yaml"),
        }
        given = await read("backstage", tmp_path, files)
        assert list(given.records) == ["api:default/a"]
        assert not given.rejected

    @pytest.mark.parametrize(
        "target", ["../secret.yaml", "{tmp}/secret.yaml", "./sub/../../secret.yaml", "../*.yaml", "link.yaml", "out/*.yaml"]
    )
    async def test_nothing_outside_the_folder_is_read(self, tmp_path: Path, target: str) -> None:
        (tmp_path / "secret.yaml").write_text(entity("API", "secret"))
        (tmp_path / "in" / "sub").mkdir(parents=True)
        (tmp_path / "in" / "link.yaml").symlink_to(tmp_path / "secret.yaml")
        (tmp_path / "in" / "out").symlink_to(tmp_path)
        text = self.location(target.replace("{tmp}", str(tmp_path))) + "---\n" + entity("API", "good")
        given = await read("backstage", tmp_path, {"in/catalog-info.yaml": text}, path="in/catalog-info.yaml")
        assert list(given.records) == ["api:default/good"]
        (row,) = given.rejected
        assert (row.file, row.line, row.key) == ("in/catalog-info.yaml", 5, "")
        assert "in/catalog-info.yaml" in given.digests
        assert len(given.digests) == 1

    @pytest.mark.parametrize(
        "target", ["none.yaml", "none/*.yaml", "sub", "", ".", "%2e%2e/x.yaml", "C:\\x.yaml", "file:///etc/passwd"]
    )
    async def test_a_target_that_is_not_there_is_rejected(self, tmp_path: Path, target: str) -> None:
        (tmp_path / "sub").mkdir()
        given = await read("backstage", tmp_path, {"a.yaml": self.location(target) + "---\n" + entity("API", "good")})
        assert list(given.records) == ["api:default/good"]
        assert [row.key for row in given.rejected] == [""]

    async def test_a_broken_target_fails_the_source(self, tmp_path: Path) -> None:
        files = {"in/a.yaml": self.location("b.yaml"), "in/b.yaml": ""}
        with pytest.raises(SourceFailed, match=r"in/b\.yaml"):
            await read("backstage", tmp_path, files, path="in/a.yaml")

    async def test_by_option_they_are_not_followed(self, tmp_path: Path) -> None:
        files = {"a.yaml": self.location("b.yaml") + "---\n" + entity("API", "a"), "c/b.yaml": entity("API", "b")}
        given = await read("backstage", tmp_path, files, {"kinds": {"location": "skip"}}, path="a.yaml")
        assert list(given.records) == ["api:default/a"]
        assert not given.rejected

    async def test_a_folder_name_with_signs_of_a_pattern(self, tmp_path: Path) -> None:
        folder = tmp_path / "team [a]"
        given = await read(
            "backstage",
            folder,
            {"x/a.yaml": self.location("./b*.yaml", "c.yaml"), "x/b1.yaml": entity("API", "b"), "x/c.yaml": entity("API", "c")},
            path="x/a.yaml",
        )
        assert set(given.records) == {"api:default/b", "api:default/c"}


class TestAddresses:
    @pytest.fixture
    def site(self) -> Iterator[Site]:
        with serving() as found:
            yield found

    async def test_no_address_is_fetched_that_is_not_listed(self, tmp_path: Path, site: Site) -> None:
        address = site.put("/catalog-info.yaml", entity("API", "a"))
        text = TestLocations.location(address, "http://169.254.169.254/latest") + "---\n" + entity("API", "good")
        given = await read(
            "backstage", tmp_path, {"a.yaml": text}, {"addresses": {site.address + "/other/": site.address + "/other/"}}
        )
        assert site.asked == []
        assert [row.reason for row in given.rejected] == ["this address is not fetched."] * 2

    async def test_a_listed_address_is_fetched_with_what_it_names(self, tmp_path: Path, site: Site) -> None:
        site.put("/raw/main/catalog-info.yaml", TestLocations.location("./api.yaml", "/elsewhere.yaml", "../../../x.yaml"))
        site.put("/raw/main/api.yaml", entity("API", "a"))
        blob = "https://git.example/acme/catalog/blob/main/"
        options = {"addresses": {blob: f"{site.address}/raw/main/"}}
        given = await read("backstage", tmp_path, {"a.yaml": TestLocations.location(blob + "catalog-info.yaml")}, options)
        assert list(given.records) == ["api:default/a"]
        assert given["api:default/a"].file == blob + "api.yaml"
        assert site.asked == ["/raw/main/catalog-info.yaml", "/raw/main/api.yaml"]
        assert [row.value for row in given.rejected] == ["/elsewhere.yaml", "../../../x.yaml"]

    async def test_a_listed_address_that_cannot_be_had_fails_the_source(self, tmp_path: Path, site: Site) -> None:
        address = site.put("/a.yaml", Answer(status=403))
        with pytest.raises(SourceFailed, match="403"):
            await read("backstage", tmp_path, {"a.yaml": TestLocations.location(address)}, {"addresses": {address: address}})


class TestExports:
    ENTITIES: ClassVar[list[dict[str, Any]]] = [
        {
            "apiVersion": "backstage.io/v1alpha1",
            "kind": "Component",
            "metadata": {"namespace": "default", "name": "a", "uid": "1", "annotations": {"backstage.io/orphan": "true"}},
            "spec": {"type": "service", "owner": "pay"},
            "relations": [
                {
                    "type": "ownedBy",
                    "targetRef": "group:default/pay",
                    "target": {"kind": "group", "namespace": "default", "name": "pay"},
                }
            ],
        },
        {
            "apiVersion": "backstage.io/v1alpha1",
            "kind": "Location",
            "metadata": {"name": "x"},
            "spec": {"target": "https://git.example/x"},
        },
        {
            "apiVersion": "backstage.io/v1alpha1",
            "kind": "Group",
            "metadata": {"name": "pay"},
            "spec": {"type": "team", "children": []},
        },
    ]

    @pytest.mark.parametrize("wrap", [lambda e: e, lambda e: {"items": e, "totalItems": 3, "pageInfo": {}}])
    async def test_an_answer_of_the_catalog_api(self, tmp_path: Path, wrap: Any) -> None:
        given = await read("backstage", tmp_path, {"entities.json": json.dumps(wrap(self.ENTITIES), indent=1)})
        assert set(given.records) == {"component:default/a", "group:default/pay", "owner:group:default/pay"}
        assert not given.rejected
        assert given["group:default/pay"].line > given["component:default/a"].line > 1

    async def test_one_entity_as_json(self, tmp_path: Path) -> None:
        assert set((await read("backstage", tmp_path, {"a.json": json.dumps(self.ENTITIES[2])})).records) == {"group:default/pay"}

    async def test_a_name_that_is_a_number(self, tmp_path: Path) -> None:
        one = {**self.ENTITIES[2], "metadata": {"name": 7}}
        given = await read("backstage", tmp_path, {"a.json": json.dumps([one, self.ENTITIES[2]])})
        assert [row.field for row in given.rejected] == ["metadata.name"]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kinds": {"component": {"label": "Servis"}}}, "label is one of"),
        ({"kinds": {"component": {"label": "Record"}}}, "label is one of"),
        ({"kinds": {"component": {"label": "Service", "kind": "human"}}}, "business, technical"),
        ({"kinds": {"component": {"label": "Service", "subtype": "x"}}}, "only a Resource"),
        ({"kinds": {"component": "drop"}}, "kinds.component"),
        ({"lifecycles": {"beta": "soon"}}, "lifecycles.beta"),
        ({"ownership": "maybe"}, "ownership"),
        ({"owner_role": "Owner"}, "needs {name}"),
        ({"namespace": "a/b"}, "namespace"),
        ({"anotations": {}}, "Did you mean annotations"),
    ],
)
async def test_options_that_cannot_be_meant(tmp_path: Path, options: Any, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        await catalog(tmp_path, entity("API", "a"), **options)


async def test_ten_thousand_entities_take_seconds(tmp_path: Path) -> None:
    several = [entity("Component", f"c{n}", f"{{owner: g{n % 50}, dependsOn: ['component:c{n - 1}']}}") for n in range(10_000)]
    given = await catalog(tmp_path, *several)
    assert len(given.records) == 10_050


class TestRealCatalogs:
    """Catalogs that other people wrote."""

    FOLDER = SHARED / "backstage"

    @pytest.fixture(autouse=True)
    def _there(self) -> None:
        if not self.FOLDER.is_dir():
            pytest.skip("the real files are not here")

    async def test_the_example_of_backstage_itself(self) -> None:
        given = await read("backstage", self.FOLDER, path="backstage-acme-example")
        labels = [record.label for record in given.records.values()]
        assert {label: labels.count(label) for label in set(labels)} == {"Resource": 25, "Service": 25, "Role": 6}
        assert not given.rejected
        assert not given.dangling()
        assert len(given.links("MEMBER_OF")) == 16
        assert ("api:default/wayback-archive", "component:default/wayback-archive") in given.links("DEPENDS_ON")
        assert given["api:default/wayback-archive"].properties["name"] == "wayback-archive (API)"
        assert given["api:default/hello-world"].properties["status"] == "retired"
        assert ("user:default/guest", "owner:user:default/guest") in given.links("HOLDS")

    async def test_a_bank(self) -> None:
        given = await read("backstage", self.FOLDER, path="bancorocks/catalog-info.yaml")
        assert not given.rejected
        assert not given.dangling()
        assert ("user:default/maria", "owner:group:default/marketing-team") in given.links("HOLDS")

    async def test_a_platform_in_its_own_namespace(self) -> None:
        given = await read("backstage", self.FOLDER, path="portefaix/catalog/catalog-info.yaml")
        assert [row.reason for row in given.rejected] == ["this address is not fetched."] * 2
        assert given.dangling() == {"group:default/bu-engineering", "group:portefaix/team-dev"}, "as the catalog itself has it"

    async def test_the_demo_with_the_newest_kind(self) -> None:
        given = await read("backstage", self.FOLDER, path="backstage-demo")
        assert not given.rejected
        assert given["airesource:default/mui-to-bui-migration"].properties["subtype"] == "skill"
        assert given.dangling() == {"group:backstage/maintainers"}

    async def test_each_file_alone_says_the_same_twice(self) -> None:
        for path in sorted(self.FOLDER.rglob("*.yaml")):
            first = await read("backstage", self.FOLDER, path=str(path.relative_to(self.FOLDER)))
            again = await read("backstage", self.FOLDER, path=str(path.relative_to(self.FOLDER)))
            assert first == again
            assert not [row for row in first.rejected if row.field != "spec.targets"]
