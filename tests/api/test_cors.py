"""Other people's pages may read the API, and see its tags."""

from tests.makers import make_agent

STRANGER = {"origin": "https://stranger.example"}


def test_a_page_from_elsewhere_may_read_and_revalidate(client, db):
    make_agent("reader")
    for address in ("/api/agents/", "/api/agents/reader/?format=md", "/api/agents/nope/"):
        response = client.get(address, headers=STRANGER)
        assert response["Access-Control-Allow-Origin"] == STRANGER["origin"]
        assert "Access-Control-Allow-Credentials" not in response
        assert "ETag" in response["Access-Control-Expose-Headers"]
        assert {"Accept", "origin"} <= {each.strip() for each in response["Vary"].split(",")}


def test_a_304_may_be_read_too(client, db):
    tag = client.get("/api/agents/")["ETag"]
    response = client.get("/api/agents/", headers={**STRANGER, "if-none-match": tag})
    assert response.status_code == 304
    assert response["Access-Control-Allow-Origin"] == STRANGER["origin"]


def test_a_preflight_for_a_tag_is_granted(client, db):
    wishes = {
        "access-control-request-method": "GET",
        "access-control-request-headers": "if-none-match",
    }
    response = client.options("/api/agents/", headers={**STRANGER, **wishes})
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "if-none-match" in response["Access-Control-Allow-Headers"]
