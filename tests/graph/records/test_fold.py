from hypothesis import given
from hypothesis import strategies as st

from graph.records.fold import Said, fold


def test_the_source_of_higher_priority_shows_and_the_other_is_told_as_overruled():
    folded = fold([Said("cmdb/1", 50, {"name": "Mail", "criticality": "low"}), Said("register/9", 80, {"criticality": "high"})])
    assert folded.properties == {"name": "Mail", "criticality": "high"}
    assert folded.overruled == {"cmdb/1": ["criticality"]}


def test_agreement_is_no_conflict():
    assert fold([Said("a/1", 1, {"name": "Mail"}), Said("b/1", 2, {"name": "Mail"})]).overruled == {}


def test_ties_go_to_the_smaller_record_id_whatever_the_order():
    parts = [Said("b/1", 5, {"name": "B"}), Said("a/1", 5, {"name": "A"})]
    assert fold(parts) == fold(reversed(parts))
    assert fold(parts).properties == {"name": "A"}


_PARTS = st.lists(
    st.builds(
        Said,
        st.sampled_from(["a/1", "b/1", "c/1", "d/1"]),
        st.integers(0, 3),
        st.dictionaries(st.sampled_from(["name", "state", "country"]), st.sampled_from(["x", "y"])),
    ),
    max_size=4,
    unique_by=lambda said: said.record,
)


@given(_PARTS, st.randoms())
def test_the_fold_does_not_depend_on_the_order_and_loses_no_property(parts, random):
    shuffled = list(parts)
    random.shuffle(shuffled)
    folded = fold(parts)
    assert folded == fold(shuffled)
    assert set(folded.properties) == {name for part in parts for name in part.properties}
    for part in parts:
        differing = {n for n, v in part.properties.items() if folded.properties[n] != v}
        assert set(folded.overruled.get(part.record, [])) == differing
