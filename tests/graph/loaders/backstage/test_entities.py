"""What entities become, and what is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFailed
from graph.loaders.contract import Limits
from tests.graph.loaders.backstage.catalogs import catalog, entity
from tests.graph.loaders.reading import read


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
