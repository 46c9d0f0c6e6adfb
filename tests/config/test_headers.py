"""Pages may run our own scripts, data may run nothing, and a view may say otherwise."""

from django.http import HttpResponse
from django.test import RequestFactory

from config.headers import DATA_POLICY, PAGE_POLICY, ContentPolicyMiddleware


def policy_of(response: HttpResponse) -> str:
    middleware = ContentPolicyMiddleware(lambda request: response)
    return middleware(RequestFactory().get("/")).headers["Content-Security-Policy"]


def test_a_page_runs_our_own_scripts_only():
    assert policy_of(HttpResponse("<p>")) == PAGE_POLICY
    assert "default-src 'self'" in PAGE_POLICY
    assert "script-src" not in PAGE_POLICY


def test_a_definition_opened_as_a_page_runs_nothing():
    assert policy_of(HttpResponse("# x", content_type="text/markdown")) == DATA_POLICY


def test_a_view_may_choose_its_own():
    response = HttpResponse("<p>", headers={"Content-Security-Policy": "sandbox"})
    assert policy_of(response) == "sandbox"
