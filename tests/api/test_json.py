"""JSON is written as DRF writes it, whoever writes it."""

import json

from api.renderers import JSONRenderer


def test_json_is_what_python_writes_of_it():
    for data in (
        {"a": "\u2028\u2029\x00\x7f\u20ac\U0001f600", "b": [1.5, None, True, -(2**63)], "c": {}},
        {"more than 64 bits": 10**30},
        {"a tuple": (1, 2)},
        [],
    ):
        written = JSONRenderer().render(data)
        plain = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        plain = plain.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        assert written == plain.encode()
    assert JSONRenderer().render(None) == b""


def test_json_is_indented_for_whoever_asks():
    assert JSONRenderer().render({"a": 1}, "application/json; indent=1") == b'{\n "a": 1\n}'
