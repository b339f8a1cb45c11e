"""Catalogs in files, at addresses and as exports, loaded with nothing lost in silence."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest

from graph.errors import SourceFailed, WrongUse
from tests.graph.loaders.backstage.catalogs import catalog, entity
from tests.graph.loaders.reading import read
from tests.graph.loaders.web import Answer, Site, serving


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
