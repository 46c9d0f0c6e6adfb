"""Reading an entry: code goes, examples are told apart."""

import time

from agents_app.routing.reading import FIELDS, Entry, read_entry


def read(description="", body=""):
    entry = Entry("a", "s", "a", description, "", body)
    reading = read_entry(entry)
    return dict(zip(FIELDS, reading.texts, strict=True)), reading.examples


def test_code_is_no_prose():
    texts, _ = read(
        body="Before\n```python\nimport secret\n```\nBetween\n~~~~\nx\n~~~\ny\n~~~~\nAfter"
    )
    assert texts["body"].split() == ["Before", "Between", "After"]


def test_a_fence_that_is_never_closed_takes_the_rest():
    texts, _ = read(body="Before\n```\nrest\n## rest")
    assert texts["body"] == "Before"


def test_what_users_say_in_examples_is_a_field_of_its_own():
    described = (
        "Use for flags. <example>\\nContext: x\\nuser: 'Write a function'\\n"
        'assistant: "Here"\\n<commentary>why</commentary>\\n</example>'
    )
    texts, examples = read(description=described, body='Text\n- **User**: "Draw a chart"\n')
    assert examples == ("Write a function", "Draw a chart")
    assert "assistant" not in texts["description"]
    assert texts["description"].strip() == "Use for flags."


def test_the_word_user_in_prose_is_no_example():
    _, examples = read(body="Ask the user: never.\nUser Approval: wait\nThe user says so.")
    assert examples == ()


def test_hostile_texts_are_read_in_time():
    began = time.process_time()
    for text in ("```\n" * 30_000, "<example>" * 12_000, "user:" * 20_000, "`" * 120_000):
        read(description=text, body=text)
    assert time.process_time() - began < 10
