"""``GET /api/search/``: agents by what they say, the best first."""

import pytest

from tests.makers import make_agent


def found(ask, query):
    return [result["agent"]["key"] for result in ask(f"search/?{query}")["results"]]


def test_a_result_is_a_row_with_its_score_and_its_snippets(ask, client):
    make_agent("reader", body='## Zebra & co"\n\nNo zebras.\n')
    page = ask("search/?q=zebra")
    assert list(page) == ["count", "next", "previous", "results", "facets"]
    assert (page["count"], page["next"], page["previous"]) == (1, None, None)
    (result,) = page["results"]
    assert list(result) == ["agent", "score", "snippets"]
    assert result["agent"] == ask("agents/")["results"][0]
    assert result["score"] > 0
    assert result["snippets"] == [
        {"field": "headings", "text": "<mark>Zebra</mark> &amp; co&quot;"},
        {"field": "body", "text": "No <mark>zebras</mark>."},
    ]


def test_a_snippet_escapes_all_but_its_marks(ask):
    make_agent("reader", description='<script>alert("x")</script> zebra <mark>y</mark> & z')
    (snippet,) = ask("search/?q=zebra")["results"][0]["snippets"]
    assert snippet["text"] == (
        "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; <mark>zebra</mark> "
        "&lt;mark&gt;y&lt;/mark&gt; &amp; z"
    )


def test_a_snippet_of_a_long_text_is_cut_at_blanks(ask):
    make_agent("reader", description=f"{'before ' * 40}zebra {'behind ' * 40}")
    (snippet,) = ask("search/?q=zebra")["results"][0]["snippets"]
    assert snippet["text"].startswith("…before before")
    assert "before <mark>zebra</mark> behind" in snippet["text"]
    assert snippet["text"].endswith("behind…")


def test_explains_where_asked(ask):
    make_agent("zebra-reader", body="A zebra.\n")
    (result,) = ask("search/?q=zeb&explain=1")["results"]
    (part,) = result["explain"]
    assert (part["asked"], part["word"]) == ("zeb", "zebra")
    assert part["fields"] == {"name": 1, "title": 1, "body": 1}
    assert part["score"] == result["score"]


def test_without_a_question_all_agents_come_by_key(ask):
    for name in ("b", "a"):
        make_agent(name)
    page = ask("search/")
    assert [(each["agent"]["key"], each["score"]) for each in page["results"]] == [
        ("a", 0.0),
        ("b", 0.0),
    ]
    assert ask("search/?q=!!!")["count"] == 0


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("collection=team", ["team:b"]),
        ("category=odd", ["a"]),
        ("model=opus", ["a"]),
        ("tool=Bash", ["c"]),
        ("declares=Read", ["a", "team:b"]),
        ("health=ok", ["a"]),
        ("tool=MultiEdit", []),
    ],
)
def test_takes_the_filters_of_agents(ask, query, keys):
    make_agent("a", path="odd/a.md", model="opus", tools="Read", body="zebra " * 40)
    make_agent("b", collection="team", tools="Read, MultiEdit", body="zebra\n")
    make_agent("c", tools=None, body="zebra\n")
    agents = [row["key"] for row in ask(f"agents/?{query}")["results"]]
    assert sorted(found(ask, f"q=zebra&{query}")) == sorted(agents)
    if query != "health=ok":
        assert sorted(agents) == keys


def test_pages_one_after_another_and_back(ask, client, hundred):
    hundred()
    whole = found(ask, "q=agent&limit=200")
    assert len(whole) == 100
    page, seen, pages = ask("search/?q=agent&limit=30"), [], 0
    while page:
        seen += [result["agent"]["key"] for result in page["results"]]
        last, page = page, page["next"] and client.get(page["next"]).json()
        pages += 1
    assert (seen, pages) == (whole, 4)
    back = client.get(last["previous"]).json()
    assert [result["agent"]["key"] for result in back["results"]] == whole[60:90]
    assert client.get(ask("search/?q=agent&limit=1")["next"]).json()["previous"]


def test_costs_the_same_for_one_hit_and_for_a_hundred(
    client, db, hundred, django_assert_num_queries
):
    make_agent("agent-first", tools="Read", collection="many")
    for more in (lambda: None, hundred):
        more()
        # serial, hidden, facets, tools of facets, rarities, ranking, rows, texts, the tools that
        # are named and those that are granted
        with django_assert_num_queries(10):
            assert client.get("/api/search/?q=agent&limit=200").status_code == 200
        # and the collection's check, the collection's own facet
        with django_assert_num_queries(12):
            client.get("/api/search/?q=agent&collection=many")
        with django_assert_num_queries(11):  # and the texts that scores are explained from
            client.get("/api/search/?q=agent&explain=1&limit=3")


def test_gives_the_same_order_a_hundred_times(ask, hundred):
    hundred()
    first = found(ask, "q=agent+rules&limit=100")
    assert all(found(ask, "q=agent+rules&limit=100") == first for _ in range(100))


def test_says_when_nothing_has_changed(client, db):
    make_agent("reader")
    tag = client.get("/api/search/?q=reader")["ETag"]
    known = {"if-none-match": tag}
    assert client.get("/api/search/?q=reader", headers=known).status_code == 304
    make_agent("second-reader")
    assert client.get("/api/search/?q=reader", headers=known).status_code == 200


@pytest.mark.parametrize(
    ("query", "field", "code"),
    [
        (f"q={'x' * 257}", "q", "too_long"),
        (f"q={'+'.join(f'w{number}' for number in range(17))}", "q", "too_many_words"),
        ("q=", "q", "empty_value"),
        ("q=a&q=b", "q", "repeated_parameter"),
        ("query=a", "query", "unknown_parameter"),
        ("q=a&ordering=key", "ordering", "unknown_parameter"),
        ("q=a&explain=yes", "explain", "unknown_value"),
        ("q=a&tool=Bsh", "tool", "unknown_value"),
        ("q=a&cursor=x", "cursor", "bad_cursor"),
        ("q=a&cursor=W1sicGxhY2UiXSxmYWxzZSxbLTFdXQ", "cursor", "bad_cursor"),
        ("q=a&limit=0", "limit", "bad_limit"),
    ],
)
def test_refuses_what_it_does_not_know(client, db, query, field, code):
    response = client.get(f"/api/search/?{query}")
    assert response.status_code == 400
    error = response.json()["errors"][0]
    assert (error["field"], error["code"]) == (field, code)


@pytest.mark.parametrize("query", ['"', "*", "-", "a)(", "NEAR(", "a:*", "'", "\\", "%", "🙂"])
def test_hostile_questions_are_answered(client, db, query):
    make_agent("reader")
    for text in (query, f"reader {query}", f"-{query}"):
        assert client.get("/api/search/", {"q": text}).status_code == 200, text
