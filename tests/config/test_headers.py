"""Pages may run our own scripts, data may run nothing, and a view may say otherwise."""

from django.http import HttpResponse
from django.test import RequestFactory

from config.headers import DATA_POLICY, PAGE_POLICY, TEXT_POLICY, HeadersMiddleware


def policy_of(response: HttpResponse) -> str:
    middleware = HeadersMiddleware(lambda request: response)
    return middleware(RequestFactory().get("/")).headers["Content-Security-Policy"]


def test_a_page_runs_our_own_scripts_only():
    assert policy_of(HttpResponse("<p>")) == PAGE_POLICY
    assert "default-src 'self'" in PAGE_POLICY
    assert "script-src" not in PAGE_POLICY


def test_a_definition_opened_as_a_page_runs_nothing():
    for kind in ("text/markdown; charset=utf-8", "text/vnd.graphviz", "application/zip"):
        assert policy_of(HttpResponse("# x", content_type=kind)) == TEXT_POLICY
    assert "sandbox" in TEXT_POLICY


def test_data_is_no_page():
    for kind in ("application/json", "application/problem+json", "application/json; charset=utf-8"):
        assert policy_of(HttpResponse("{}", content_type=kind)) == DATA_POLICY
    assert "default-src 'none'" in DATA_POLICY


def test_a_view_may_choose_its_own():
    response = HttpResponse("<p>", headers={"Content-Security-Policy": "sandbox"})
    assert policy_of(response) == "sandbox"
