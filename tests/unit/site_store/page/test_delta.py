"""Edits: what is refused, what browsers get, and how errors read."""

import json
from dataclasses import replace

import pytest

from services.site_store.page import delta as delta_module
from services.site_store.page.delta import BadDelta, decode
from services.site_store.page.errors import EditTooLarge, LimitExceeded, TooDeep, TooManyOps, TooManyRows
from services.site_store.page.limits import PageLimits
from services.site_store.page.ops import AddCard, AttachBuffer, DropCard, DropPage, SetValue
from tests.unit.site_store.page.pages import LIMITS, delta, encode, nested, page_of


def refusal(body: bytes, limits: PageLimits = LIMITS) -> str:
    with pytest.raises(BadDelta) as refused:
        decode(body, limits)
    return str(refused.value)


def test_ops_come_out_by_kind() -> None:
    """[D3]"""
    ops = delta({}, {"k": "c"}, {"k": "c", "d": {}}, {"k": "c n", "v": 1}, {"k": "c z", "m": {}}).ops
    assert [type(op) for op in ops] == [DropPage, DropCard, AddCard, SetValue, AttachBuffer]


@pytest.mark.parametrize(
    "body",
    [
        b'{"d":[{"k":"c n","v":1}]}',
        b'{ "d" : [ {"v":1.50, "k":"c n"} ] }',
        b'{"d":[{"k":"c"},{}]}',
        b'{"d":[]}',
        b'{"d":[{"k":"c n","v":"\\u00e9\xc3\xa9"}]}',
        b'{"d":[{"k":"c","d":{"~z":0,"View":"x"},"b":[{"l":{"f":["A"],"n":3,"i":1}},{},null]}]}',
    ],
)
def test_a_line_of_ops_is_passed_on_byte_for_byte(body: bytes) -> None:
    """[D20]"""
    assert decode(body, LIMITS).body is body


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (b"null", b'{"d":[]}'),
        (b"{}", b'{"d":[]}'),
        (b'{"d":null}', b'{"d":[]}'),
        (b' {"d":[]}', b'{"d":[]}'),
        (b'{"d":[]}\n', b'{"d":[]}'),
        (b'{"d":[\n{"k":"c n",\r"v":"a\\nb"}]}', b'{"d":[{"k":"c n","v":"a\\nb"}]}'),
        (b'{"D":[{"K":"c n","V":{"K":1}}]}', b'{"d":[{"k":"c n","v":{"K":1}}]}'),
        (b'{"u":"/x","d":[{"k":"c n","v":1}],"zz":1}', b'{"d":[{"k":"c n","v":1}]}'),
        (b'{"d":[{"k":"c n","v":1,"zz":[2]}]}', b'{"d":[{"k":"c n","v":1}]}'),
        (b'{"d":[null,{"k":null,"v":1}]}', b'{"d":[{},{}]}'),
        (b'{"d":[{"k":"c z","F":{"N":2,"q":1}}]}', b'{"d":[{"k":"c z","f":{"n":2}}]}'),
        (
            b'{"d":[{"k":"c","d":{"~z":1,"o.p":1,"o":{}},"b":[null,{"M":{"F":["a"]},"c":null}]}]}',
            b'{"d":[{"k":"c","d":{"~z":1,"o.p":1,"o":{}},"b":[{},{"m":{"f":["a"]},"c":null}]}]}',
        ),
    ],
)
def test_anything_else_is_written_anew(body: bytes, line: bytes) -> None:
    """[D20] [D17]"""
    assert decode(body, LIMITS).body == line


@pytest.mark.parametrize("letter", ["p", "r", "u", "e", "m", "c", "i"])
@pytest.mark.parametrize("upper", [False, True])
def test_notices_do_not_get_through(letter: str, upper: bool) -> None:
    """[D20]"""
    value = {"p": {"c": {}}, "r": 1, "u": "/x", "e": "x", "m": {"u": "x", "e": True}, "c": 1, "i": "x"}[
        letter
    ]
    sent = decode(encode({letter.upper() if upper else letter: value, "d": []}), LIMITS).body
    assert sent == b'{"d":[]}'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "the edit is not JSON: "),
        (b"[]", "an edit must be an object, got an array"),
        (b'{"d":5}', "'d' must be an array of ops, got the number 5"),
        (b'{"m":{"e":1}}', "'m.e' must be true or false, got the number 1"),
        (b'{"d":[{},5]}', "op 1: an op must be an object, got the number 5"),
        (b'{"d":[{"k":5}]}', "op 0: the key 'k' must be a string, got the number 5"),
        (b'{"d":[{"k":"c","d":[]}]}', "op 0, key 'c': card data 'd' must be an object, got an array"),
        (b'{"d":[{"k":"c","b":{}}]}', "op 0, key 'c': buffers 'b' must be an array, got an object"),
        (
            b'{"d":[{"k":"c","b":["x"]}]}',
            "op 0, key 'c': an entry of 'b' must be an object, got the string 'x'",
        ),
        (b'{"d":[{"k":"c z","f":true}]}', "op 0, key 'c z': buffer 'f' must be an object, got true"),
        (
            b'{"d":[{"k":"c z","f":{"f":"a b"}}]}',
            "op 0, key 'c z': fields 'f' of buffer 'f' must be an array of strings, got the string 'a b'",
        ),
        (
            b'{"d":[{"k":"c z","l":{"f":["a",null]}}]}',
            "op 0, key 'c z': a field of buffer 'l' must be a string, got null",
        ),
        (
            b'{"d":[{"k":"c z","m":{"d":[]}}]}',
            "op 0, key 'c z': rows 'd' of buffer 'm' must be an object of rows by key, got an array",
        ),
        (
            b'{"d":[{"k":"c z","c":{"d":[[],5]}}]}',
            "op 0, key 'c z': a row of buffer 'c' must be an array or null, got the number 5",
        ),
        (
            b'{"d":[{"k":"c z","f":{"n":2.0}}]}',
            "op 0, key 'c z': 'n' of buffer 'f' must be an integer, got the number 2.0",
        ),
        (
            b'{"d":[{"k":"c","d":{"items":[{},{"inline":{"items":5}}]}}]}',
            "op 0, key 'c': items[1].inline.items must be an array of components, got the number 5",
        ),
        (
            b'{"d":[{"k":"c","d":{"buttons":[{"label":"x","items":["y"]}]}}]}',
            "op 0, key 'c': buttons[0].items[0] must be an object (a component), got the string 'y'",
        ),
    ],
)
def test_an_error_says_what_where_wanted_and_got(body: bytes, reason: str) -> None:
    """[D16]"""
    assert refusal(body).startswith(reason)


def test_an_error_quotes_long_and_odd_text_in_one_short_line() -> None:
    message = refusal(encode({"d": [{"k": "c\n" + "x" * 500, "d": 5}]}))
    assert "\n" not in message
    assert len(message) < 200


@pytest.mark.parametrize(
    ("error", "limits", "body"),
    [
        (EditTooLarge, {"max_edit_bytes": 8}, b'{"d":[] }'),
        (TooManyOps, {"max_ops": 2}, b'{"d":[{},{},{}]}'),
        (TooManyRows, {"max_buffer_rows": 5}, b'{"d":[{"k":"c z","c":{"n":6}}]}'),
        (TooManyRows, {"max_buffer_rows": 9}, b'{"d":[{"k":"c z","c":{}}]}'),
        (
            TooManyRows,
            {"max_buffer_rows": 5},
            b'{"d":[{"k":"c z","m":{"d":{"1":[],"2":[],"3":[],"4":[],"5":[],"6":[]}}}]}',
        ),
        (
            TooManyRows,
            {"max_buffer_rows": 5},
            b'{"d":[{"k":"c z","l":{"d":[[],[],[]]}},{"k":"c z","f":{"n":3}}]}',
        ),
        (TooManyRows, {"max_buffer_rows": 5}, b'{"d":[{"k":"c","d":{"~x":0,"~y":0},"b":[{"f":{"n":3}}]}]}'),
        (TooDeep, {"max_depth": 5}, b'{"d":[{"k":"c n","v":[[[[0]]]]}]}'),
        (TooDeep, {"max_depth": 5}, b'{"d":[{"k":"c a b","v":[[[0]]]}]}'),
        (TooDeep, {"max_depth": 5}, b'{"d":[{"k":"c a.b","v":[[[0]]]}]}'),
        (TooDeep, {"max_depth": 5}, b'{"d":[{"k":"c","d":{"a":[[[[0]]]]}}]}'),
        (TooDeep, {"max_depth": 5}, b'{"d":[{"k":"c","d":{"a":[{"x":[]}],"a.0.x.0.0":0}}]}'),
        (TooDeep, {"max_depth": 5}, b'{"d":[{"k":"c z","f":{"d":[[[[0]]]]}}]}'),
        (TooDeep, {"max_depth": 5}, b'{"d":[{"k":"c a b c d e","v":0}]}'),
    ],
)
def test_a_limit_has_an_error_of_its_own(
    error: type[LimitExceeded], limits: dict[str, int], body: bytes
) -> None:
    """[D19]"""
    with pytest.raises(error) as refused:
        decode(body, replace(LIMITS, **limits))
    [(name, limit)] = limits.items()
    assert refused.value.limit == limit < refused.value.value
    assert str(refused.value).endswith(f"{refused.value.value}, the limit ({name}) is {limit}")


@pytest.mark.parametrize(
    ("limits", "body"),
    [
        ({"max_edit_bytes": 8}, b'{"d":[]}'),
        ({"max_ops": 2}, b'{"d":[{},{}]}'),
        ({"max_buffer_rows": 5}, b'{"d":[{"k":"c z","l":{"d":[[],[],[]]}},{"k":"c z","f":{"n":2}}]}'),
        ({"max_depth": 5}, b'{"d":[{"k":"c n","v":[[[0]]]}]}'),
        ({"max_depth": 5}, b'{"d":[{"k":"c","d":{"a":[[[0]]]}}]}'),
        ({"max_depth": 5}, b'{"d":[{"k":"c n","v":"[[[[[[[[[[[[[[[["}]}'),
    ],
)
def test_what_just_keeps_a_limit_is_accepted(limits: dict[str, int], body: bytes) -> None:
    """[D19]"""
    assert decode(body, replace(LIMITS, **limits)).body is body


def test_many_brackets_side_by_side_are_not_depth() -> None:
    """[D19]"""
    ops = [{"k": "c n", "v": [[[]] * 300]}, {"k": "c", "d": {"a.b": [{}] * 300}}]
    assert len(delta(*ops).ops) == 2


def test_a_huge_buffer_costs_nothing_before_it_is_refused() -> None:
    """[D19]"""
    assert "max_buffer_rows" in refusal(b'{"d":[{"k":"c z","c":{"n":1000000000000}}]}')


def test_depth_that_the_parser_does_not_take_is_refused() -> None:
    """[D19]"""
    assert "not JSON" in refusal(b'{"d":' + b"[" * 2000 + b"]" * 2000 + b"}")


def test_the_weight_of_a_delta_is_at_least_what_it_adds_to_its_page() -> None:
    bodies = [
        {"k": "c z", "c": {}},
        {"k": "c z", "l": {"n": 500}},
        {"k": "c z", "f": {"f": [], "d": [None] * 50}},
        {"k": "c n", "v": [1e15] * 20},
        {"k": "d", "d": {"n": 1}},
    ]
    for op in bodies:
        page = page_of({"k": "c", "d": {}})
        before = len(page.snapshot())
        change = delta(op)
        page.apply(change.ops)
        assert len(page.snapshot()) - before <= change.weight


def test_ops_do_not_share_values_with_the_line_that_browsers_get() -> None:
    change = decode(b'{"d":[{"K":"c","d":{"o":{},"o.p":1,"~o.q":0},"b":[{"f":{"n":1}}]}]}', LIMITS)
    assert json.loads(change.body) == {
        "d": [{"k": "c", "d": {"o": {}, "o.p": 1, "~o.q": 0}, "b": [{"f": {"n": 1}}]}]
    }


def test_a_value_as_deep_as_allowed_can_be_written() -> None:
    page = page_of({"k": "c", "d": {}}, {"k": "c n", "v": nested(198)})
    assert page.snapshot().count(b"[") == 198


def outcome(body: bytes) -> object:
    """What becomes of an edit: what it would do, or why not."""
    try:
        made = delta_module.decode(body, PageLimits(max_depth=12))
    except BadDelta as error:
        return str(error)
    return (
        made.body,
        made.weight,
        [(type(op), *(getattr(op, name) for name in op.__slots__)) for op in made.ops],
    )


@pytest.mark.parametrize(
    "body",
    [
        b'{"d":[{"k":"c n","v":5}]}',
        b'{"d":[{"v":null,"k":"c data 3 x"}]}',
        b'{"d":[{"k":"c n","v":{"a":[1,{"b":2}]}}]}',
        b'{"d":[{"k":"c n","v":[[[[[[[[1]]]]]]]]}]}',
        b'{"d":[{"k":"c n","v":[[[[[[[[[[[1]]]]]]]]]]]}]}',
        b'{"d":[{"k":"a b c d e f g h i j k l m","v":1}]}',
        b'{"d":[{"k":"a.b.c d.e.f.g.h.i.j.k.l.m.n","v":1}]}',
        b'{"d":[{"k":" ","v":1}]}',
        b'{"d":[{"k":"c n","v":5}] }',
        b'{"d":[{"k":"c n",\n"v":5}]}',
    ],
)
def test_the_usual_edit_is_read_quickly_and_no_differently(
    body: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    quickly = outcome(body)
    monkeypatch.setattr(delta_module, "_read_usual", lambda *_: None)
    assert outcome(body) == quickly
