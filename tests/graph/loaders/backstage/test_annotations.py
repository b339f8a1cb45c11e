"""What annotations say."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import pytest

from graph.errors import WrongUse
from tests.graph.loaders.backstage.catalogs import catalog, entity


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
