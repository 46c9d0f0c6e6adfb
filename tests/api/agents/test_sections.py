"""``GET /api/agents/{key}/sections/``: the tree alone."""

from tests.makers import make_agent


def test_shows_the_tree_of_the_agent(ask):
    make_agent("deep", body="# One\n\n## Two\n\n- **T**: text\n\n### Three\n\n## Four\n")
    tree = ask("agents/deep/sections/")
    assert tree == ask("agents/deep/")["sections"]
    assert [section["title"] for section in tree[0]["sections"]] == ["Two", "Four"]
    assert tree[0]["sections"][0]["sections"][0]["title"] == "Three"


def test_headings_may_begin_anywhere_and_skip_levels(ask):
    make_agent("odd", body="### Late\n\n# Early\n\n###### Tiny\n\n## Small\n")
    late, early = ask("agents/odd/sections/")
    assert (late["title"], late["sections"]) == ("Late", [])
    assert [section["title"] for section in early["sections"]] == ["Tiny", "Small"]


def test_thousands_of_headings_are_one_pass(ask):
    make_agent("long", body="\n\n".join(f"{'#' * (1 + at % 6)} H{at}" for at in range(3_000)))
    assert len(ask("agents/long/sections/")) == 500


def test_an_agent_without_headings_has_no_sections(ask):
    make_agent("plain", body="Words.")
    assert ask("agents/plain/sections/") == []


def test_costs_the_same_for_one_section_and_for_a_hundred(client, db, django_assert_num_queries):
    make_agent("one", body="# Only")
    make_agent("many", body="\n\n".join(f"# H{number}" for number in range(100)))
    for key in ("one", "many"):
        with django_assert_num_queries(4):  # serial, hidden, agent, sections
            client.get(f"/api/agents/{key}/sections/")


def test_a_missing_agent_is_missing_here_too(client, db):
    assert client.get("/api/agents/nope/sections/").status_code == 404
