"""Postings: rows that many agents share, changed without touching the others."""

from hypothesis import given
from hypothesis import strategies as st

from agents_app.search.postings import BLOCK, changed_rows, changes_of, pack, unpack

places = st.dictionaries(st.integers(0, BLOCK - 1), st.integers(1, 1_000), max_size=BLOCK)


@given(places, st.integers(0, 1_000_000))
def test_what_is_packed_is_unpacked_again(impacts, block):
    expected = {block * BLOCK + place: impact for place, impact in impacts.items()}
    assert dict(unpack(block, pack(impacts))) == expected


def test_a_row_takes_three_bytes_for_each_agent():
    assert len(pack(dict.fromkeys(range(BLOCK), 1_000))) == 3 * BLOCK


def test_a_change_leaves_other_agents_of_the_row_alone():
    stored = [("zebra", 0, pack({1: 10, 2: 20}))]
    rows, empty = changed_rows(changes_of({2: ["zebra"]}, {2: {"zebra": 5}}), stored)
    assert ([(row[:2], dict(unpack(0, row[2]))) for row in rows], empty) == (
        [(("zebra", 0), {1: 10, 2: 5})],
        [],
    )


def test_a_row_that_nobody_is_left_in_is_erased():
    stored = [("zebra", 0, pack({2: 20})), ("lion", 0, pack({2: 7, 3: 7}))]
    rows, empty = changed_rows(changes_of({2: ["zebra", "lion", "said once"]}, {}), stored)
    assert (rows, empty) == ([("lion", 0, pack({3: 7}))], [("zebra", 0)])


def test_what_stays_the_same_is_not_written():
    stored = [("zebra", 0, pack({2: 20}))]
    assert changed_rows(changes_of({2: ["zebra"]}, {2: {"zebra": 20}}), stored) == ([], [])


def test_agents_far_apart_have_rows_of_their_own():
    rows, _ = changed_rows(changes_of({}, {1: {"zebra": 1}, BLOCK: {"zebra": 2}}), [])
    assert rows == [("zebra", 0, pack({1: 1})), ("zebra", 1, pack({0: 2}))]
