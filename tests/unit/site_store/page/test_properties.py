"""What holds for every edit and every page, tried on many."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from services.site_store.page.delta import BadDelta, decode
from services.site_store.page.errors import BadSnapshot
from services.site_store.page.page import Page
from tests.unit.site_store.page.pages import LIMITS, encode

# Names that mean something somewhere in the model, so that ops meet.
NAMES = st.sampled_from(
    "c e items buttons commands dialog data o z ~z ~ name t u 0 1 -1 +1 a b a.b items.0 z.0 ~o.data ~o x view "
    "__append__ visualization ~items.0.visualization.data".split()
    + [""]
)
SCALARS = (
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False, allow_infinity=False) | NAMES
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
ROWS = st.none() | st.lists(SCALARS | st.dictionaries(NAMES, SCALARS, max_size=2), min_size=1, max_size=3)
FIELDS = st.none() | st.lists(st.sampled_from(["a", "b", "0", "1"]), max_size=3)
SIZES = {"n": st.none() | st.integers(-1, 4), "i": st.none() | st.integers(-1, 5)}
TABLE = st.fixed_dictionaries(
    {}, optional={"f": FIELDS, "d": st.none() | st.lists(ROWS, max_size=3), **SIZES}
)
MAP = st.fixed_dictionaries(
    {}, optional={"f": FIELDS, "d": st.none() | st.dictionaries(NAMES, ROWS, max_size=3)}
)
BUFFERS = st.one_of(*(st.fixed_dictionaries({letter: MAP if letter == "m" else TABLE}) for letter in "cfml"))
COMPONENTS = st.lists(
    st.dictionaries(
        NAMES, st.dictionaries(st.sampled_from(["name", "x", "data"]), VALUES, max_size=3), max_size=2
    ),
    max_size=3,
)
KEYS = st.lists(NAMES, min_size=0, max_size=4).map(lambda path: " ".join(["c", *path]))
ATTRIBUTES = st.builds(
    lambda plain, lists: {**plain, **lists},
    st.dictionaries(NAMES, VALUES, max_size=4),
    st.fixed_dictionaries({}, optional={"items": COMPONENTS, "buttons": COMPONENTS}),
)
CARDS = st.fixed_dictionaries(
    {"k": st.sampled_from(["c", "e"]), "d": ATTRIBUTES, "b": st.lists(st.none() | BUFFERS, max_size=3)}
)
OPS = st.one_of(
    st.fixed_dictionaries({"k": KEYS, "v": VALUES | ROWS | st.lists(ROWS, max_size=3)}),
    st.builds(lambda key, buffer: {"k": key, **buffer}, KEYS, BUFFERS),
    CARDS,
    st.sampled_from([{}, {"k": "e"}]),
)
EDITS = st.lists(OPS, max_size=6).map(lambda ops: {"d": ops})
HISTORIES = st.builds(lambda card, edits: [{"d": [card]}, *edits], CARDS, st.lists(EDITS, max_size=4))

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from("dkvcfmlbnipruemDKxi~"), inner, max_size=4)
    ),
    max_leaves=20,
)

trying = settings(max_examples=80, deadline=None, database=None, derandomize=True)


def bodies(history: list[Any]) -> list[bytes]:
    """The edits that are accepted."""
    accepted = []
    for edit in history:
        try:
            accepted.append(decode(encode(edit), LIMITS).body)
        except BadDelta:
            continue
    return accepted


def play(page: Page, edits: list[bytes]) -> bytes:
    for body in edits:
        page.apply(decode(body, LIMITS).ops)
    return page.snapshot()


@trying
@given(st.binary(max_size=60))
def test_arbitrary_bytes_are_refused_or_decoded(body: bytes) -> None:
    try:
        decode(body, LIMITS)
    except BadDelta as refused:
        assert str(refused)


@trying
@given(ANY_JSON)
def test_arbitrary_json_is_refused_or_applied(value: Any) -> None:
    for document in (value, {"d": value}, {"d": [value]}):
        try:
            change = decode(encode(document), LIMITS)
        except BadDelta:
            continue
        page = Page()
        page.replace(b'{"p":{"c":{"c":{"d":{"items":[]}}}}}')
        page.apply(change.ops)
        json.loads(page.snapshot())


@trying
@given(ANY_JSON)
def test_arbitrary_json_is_a_snapshot_or_refused(value: Any) -> None:
    for document in (value, {"p": value}, {"p": {"c": value}}, {"p": {"c": {"x": value}}}):
        page = Page()
        try:
            page.replace(encode(document))
        except BadSnapshot:
            continue
        json.loads(page.snapshot())


@trying
@given(HISTORIES)
def test_edits_that_are_accepted_apply_and_leave_a_page_that_is_json(history: list[Any]) -> None:
    assert set(json.loads(play(Page(), bodies(history)))) == {"p"}


@trying
@given(HISTORIES)
def test_the_line_that_browsers_get_is_accepted_and_does_the_same(history: list[Any]) -> None:
    """[D20]"""
    live = Page()
    for edit in history:
        try:
            change = decode(encode(edit), LIMITS)
        except BadDelta:
            continue
        live.apply(change.ops)
    assert play(Page(), bodies(history)) == live.snapshot()


@trying
@given(HISTORIES)
def test_restoring_a_snapshot_changes_nothing(history: list[Any]) -> None:
    """[S6]"""
    snapshot = play(Page(), bodies(history))
    restored = Page()
    restored.replace(snapshot)
    assert restored.snapshot() == snapshot


@trying
@given(HISTORIES, HISTORIES)
def test_later_edits_do_the_same_to_a_restored_page(before: list[Any], after: list[Any]) -> None:
    """[S6]"""
    live, restored = Page(), Page()
    restored.replace(play(live, bodies(before)))
    later = bodies(after[1:])
    assert play(live, later) == play(restored, later)


@trying
@given(HISTORIES)
def test_a_snapshot_does_not_depend_on_when_others_were_taken(history: list[Any]) -> None:
    often, once = Page(), Page()
    edits = bodies(history)
    for body in edits:
        play(often, [body])
    assert often.snapshot() == play(once, edits)
