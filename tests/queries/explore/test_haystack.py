"""Search in names: what is found is what a search one by one finds, the best first, and soon among 200,000."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from queries.explore.haystack import Haystack, Known, folded

TEXT = st.text("abB é\t\n1./", max_size=6)
KNOWN = st.builds(Known, st.sampled_from(["Service", "Role"]), TEXT, TEXT, st.lists(TEXT, max_size=2).map(tuple))


def fields(known: Known) -> list[str]:
    return [folded(field) for field in (known.name, known.id, *known.others)]


@given(st.lists(KNOWN, max_size=12), st.text("abé1 ./", min_size=1, max_size=4))
def test_it_finds_exactly_what_has_the_text_in_it_or_every_word(known: list[Known], wanted: str) -> None:
    words = folded(wanted).split()
    text = folded(wanted)
    having = [one for one in known if text and any(text in field for field in fields(one))]
    spread = [one for one in known if len(words) > 1 and all(any(word in field for field in fields(one)) for word in words)]
    found = Haystack(known).find(wanted, 100)
    assert len(found) == sum(one in having or one in spread for one in known)


@given(st.lists(KNOWN, min_size=1, max_size=8))
def test_a_name_is_found_first_by_itself(known: list[Known]) -> None:
    for one in known:
        if folded(one.name):
            assert folded(one.name) in fields(Haystack(known).find(one.name, 1)[0])


def test_the_best_come_first() -> None:
    hay = Haystack(Known("Service", name, name, ()) for name in ["My portal", "Portal two", "portal", "Superportal"])
    assert [known.name for known in hay.find("PORTAL", 9)] == ["portal", "Portal two", "My portal", "Superportal"]


def test_only_the_wanted_labels_are_found() -> None:
    hay = Haystack([Known("Service", "a", "1", ()), Known("Role", "a", "2", ())])
    assert [known.id for known in hay.find("a", 9, frozenset({"Role"}))] == ["2"]


def test_two_hundred_thousand_names_are_searched_in_a_few_milliseconds() -> None:
    hay = Haystack(
        Known("Resource", f"server-{n:06} of team {n % 97}", f"resource/cmdb/{n:032x}", (f"S{n:08}",)) for n in range(200_000)
    )
    for wanted in ("server", "team 9", "s00150000", "199999", "nothing like it", "e", "team 5 server-19"):
        began = time.process_time()
        hay.find(wanted, 10)
        assert time.process_time() - began < 0.2, wanted
