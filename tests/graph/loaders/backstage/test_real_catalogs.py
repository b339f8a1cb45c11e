"""Catalogs that somebody else wrote."""

from __future__ import annotations

import pytest

from tests.graph.loaders.reading import SHARED, read


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
