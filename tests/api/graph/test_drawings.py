"""The faces of a graph: JSON, Mermaid, DOT and GraphML, whatever its agents are called."""

import xml.etree.ElementTree as ET

import networkx as nx
import pytest

from tests.makers import make_agent, make_listing

TYPES = {
    "json": "application/json",
    "mermaid": "text/vnd.mermaid",
    "dot": "text/vnd.graphviz",
    "graphml": "application/graphml+xml",
}
DRAWN = [name for name in TYPES if name != "json"]
ADDRESSES = [
    "graph/",
    "graph/path/?from=a&to=sea",
    "agents/a/graph/?depth=2&direction=out",
]
HOSTILE = [
    'x"] click n0 href "javascript:alert(1)"',
    "%%{init: {'securityLevel': 'loose'}}%%",
    "<script>alert(1)</script> & ]]>",
    'a"]; evil -> worse [label="',
    "back\\",
    "日本 🦊",
]


def draw(client, address, name):
    joint = "&" if "?" in address else "?"
    return client.get(f"/api/{address}{joint}format={name}")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", TYPES)
def test_format_and_accept_choose_the_face(client, team, address, name):
    by_format = draw(client, address, name)
    by_accept = client.get(f"/api/{address}", headers={"accept": TYPES[name]})
    for response in (by_format, by_accept):
        assert response.status_code == 200
        assert response["Content-Type"].partition(";")[0] == TYPES[name]
    assert by_format.content == by_accept.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_faces_lead_to_each_other_and_keep_the_question(client, team, address):
    for name in TYPES:
        link = draw(client, address, name)["Link"]
        assert link.count('rel="alternate"') == 4
        assert f"format={name}>" not in link.replace("&", ">")
        for part in link.split(", "):
            other = part[part.index("<") + 1 : part.index(">")]
            assert client.get(other)["Content-Type"].partition(";")[0] in part


@pytest.mark.parametrize("name", DRAWN)
def test_a_drawing_is_a_harmless_file(client, team, name):
    response = draw(client, "graph/", name)
    assert response["Content-Type"].endswith("; charset=utf-8")
    assert response["Content-Disposition"].startswith('inline; filename="graph.')
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_mermaid_shows_the_graph(client, team):
    assert draw(client, "agents/sea/graph/?direction=out", "mermaid").content.decode() == (
        "flowchart LR\n"
        '  n0["a"]\n'
        '  n1["sea"]\n'
        '  m0(["nobody-here"]):::missing\n'
        '  n1 -->|"Work on it together"| n0\n'
        '  n1 -.->|"Work on it together"| m0\n'
        "  classDef missing stroke-dasharray:4 4\n"
    )


def test_dot_shows_the_graph(client, team):
    drawing = draw(client, "agents/sea/graph/?direction=out", "dot").content.decode()
    assert '  "sea" -> "a" [tooltip="Work on it together"];\n' in drawing
    assert '  "sea" -> "?nobody-here"' in drawing


def test_graphml_is_the_graph_that_json_tells_of(client, ask, team):
    told = ask("graph/")
    drawn = nx.parse_graphml(draw(client, "graph/", "graphml").content.decode())
    agents = {key for key, about in drawn.nodes(data=True) if not about["dangling"]}
    assert agents == {node["key"] for node in told["nodes"]}
    assert {(a, b.removeprefix("?")) for a, b in drawn.edges()} == {
        (edge["source"], edge["target"]) for edge in told["edges"]
    }


@pytest.mark.parametrize("title", HOSTILE)
@pytest.mark.parametrize("name", DRAWN)
def test_hostile_titles_and_notes_stay_words(client, db, title, name):
    body = make_listing("other-expert").replace("Work on it together", title)
    make_agent(title, path="hostile.md", body=body)
    make_agent("other-expert")
    response = draw(client, "graph/", name)
    assert response.status_code == 200
    drawing = response.content.decode()
    assert "%%{" not in drawing or name != "mermaid"
    assert "\nclick" not in drawing
    if name == "graphml":
        said = {each.text for each in ET.fromstring(drawing).iter() if each.text}
        assert title in said
    else:
        assert drawing.count("\n") == {"mermaid": 4, "dot": 7}[name]


@pytest.mark.parametrize("name", DRAWN)
def test_a_problem_is_told_as_a_problem(client, team, name):
    for address, status in (("agents/nope/graph/", 404), ("graph/?limit=0", 400)):
        response = draw(client, address, name)
        assert response.status_code == status
        assert response["Content-Type"] == "application/problem+json"


def test_a_face_that_there_is_not_is_told_with_those_there_are(client, team):
    response = client.get("/api/graph/?format=svg")
    assert response.status_code == 406
    assert set(TYPES.values()) <= set(response.json()["allowed"])


def test_people_see_the_json(client, team):
    response = client.get("/api/graph/", headers={"accept": "text/html"})
    assert response.status_code == 200
    assert b"&quot;truncated&quot;: false" in response.content


@pytest.mark.parametrize("name", TYPES)
def test_drawing_costs_no_query_more(client, team, name, django_assert_num_queries):
    with django_assert_num_queries(5):  # serial, hidden, count, agents, edges
        draw(client, "graph/", name)
