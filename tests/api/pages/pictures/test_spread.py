"""Where nodes go that have no layers: each in a cell of its own, the same every time, soon."""

from __future__ import annotations

import time
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from api.pages.pictures.model import HEIGHT, WIDTH
from api.pages.pictures.spread import spread

IDS = st.lists(st.text("abcde", min_size=1, max_size=3), unique=True, max_size=12)


@given(IDS, st.data())
def test_no_two_boxes_touch_and_neither_order_nor_direction_matters(ids: list[str], data: st.DataObject) -> None:
    pairs = data.draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=12)) if ids else []
    found = spread(ids, pairs)
    assert set(found) == set(ids)
    for (x, y), (x2, y2) in combinations(found.values(), 2):
        assert abs(x - x2) > WIDTH or abs(y - y2) > HEIGHT
    assert spread(ids[::-1], [(end, start) for start, end in pairs[::-1]]) == found


def test_three_hundred_nodes_take_less_than_a_fifth_of_a_second() -> None:
    ids = [str(number) for number in range(300)]
    pairs = [(str(number), str(number // 2)) for number in range(1, 300)] + [(str(n), str((n * 7) % 300)) for n in range(300)]
    spread(ids, pairs)
    began = time.process_time()
    spread(ids, pairs)
    assert time.process_time() - began < 0.2
