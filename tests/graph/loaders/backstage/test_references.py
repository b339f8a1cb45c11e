"""References between entities, as Backstage writes them."""

from __future__ import annotations

from typing import Any

import pytest

from graph.loaders.backstage.references import Reference, refer


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
