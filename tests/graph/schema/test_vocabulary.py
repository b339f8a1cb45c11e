"""Closed lists take a term in any writing and nothing else; the three classes of documents share out their kinds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from graph.schema.nodes import Document, Service
from graph.schema.vocabulary import AGREEMENT_KINDS, DOCUMENT_KINDS, RECORD_KINDS, DocumentKind, Status, Term

TERMS = [term for closed_list in Term.__subclasses__() for term in closed_list]


def in_any_case(text: str) -> st.SearchStrategy[str]:
    return st.tuples(*(st.sampled_from([letter.lower(), letter.upper()]) for letter in text)).map("".join)


@given(st.data(), st.sampled_from(TERMS), st.sampled_from(["_", "-", " ", "  "]), st.sampled_from(["", " ", "\t"]))
def test_a_term_is_known_in_any_case_and_with_spaces_or_hyphens(data: st.DataObject, term: Term, gap: str, edge: str) -> None:
    written = edge + data.draw(in_any_case(term.value)).replace("_", gap) + edge
    assert type(term)(written) is term


@pytest.mark.parametrize("unknown", ["", "alive", "live!", "li ve", None, 1, True])
def test_a_term_outside_the_list_is_refused(unknown: object) -> None:
    with pytest.raises(ValueError, match="is not a valid Status"):
        Status(unknown)


def test_nodes_store_the_term_itself() -> None:
    stored = Document(id="document/dms/1", name="Security policy", kind="Statement of Applicability")  # type: ignore[arg-type]
    assert stored.model_dump(exclude_none=True)["kind"] == "statement_of_applicability"
    assert type(stored.kind) is str


def test_a_node_names_the_field_it_refuses() -> None:
    with pytest.raises(ValidationError) as refused:
        Service(id="service/cmdb/1", name="Billing", criticality="very", rto_minutes=-5)  # type: ignore[arg-type]
    assert {error["loc"] for error in refused.value.errors()} == {("criticality",), ("rto_minutes",)}


def test_a_node_takes_no_property_that_is_not_declared() -> None:
    with pytest.raises(ValidationError, match="colour"):
        Service(id="service/cmdb/1", name="Billing", colour="red")  # type: ignore[call-arg]


def test_every_kind_of_document_is_in_exactly_one_class() -> None:
    classes = DOCUMENT_KINDS + AGREEMENT_KINDS + RECORD_KINDS
    assert sorted(classes) == sorted(kind.value for kind in DocumentKind)
    assert len(classes) == len(set(classes))


@pytest.mark.parametrize("closed_list", Term.__subclasses__(), ids=lambda closed_list: closed_list.__name__)
def test_every_closed_list_says_what_it_is_for(closed_list: type[Term]) -> None:
    assert closed_list.__doc__
    assert closed_list.__doc__ != Term.__doc__
