"""Questions that nobody thought of: every operation, by the contract and against it, in process."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from tests.house.contract import CHECKED_IN
from tests.makers import make_agent, make_listing, make_user

contract = schemathesis.openapi.from_path(CHECKED_IN)
contract.app = get_wsgi_application()

TOO_LONG = {414: [negative_data_rejection], 431: [negative_data_rejection]}


@pytest.fixture
def registry(db):
    """One of everything, served as a server does, but that the transaction outlives a request.

    Returns what an admin's browser sends, the token against forged requests included.
    """
    make_agent("django-expert", tools="Bash, mcp__docs__look", body=make_listing("helper", "gone"))
    make_agent("helper")
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    client = Client()
    client.force_login(make_user("adm", "admin"))
    token = "x" * 32
    cookies = f"sessionid={client.cookies['sessionid'].value}; csrftoken={token}"
    yield {"Cookie": cookies, "X-CSRFToken": token}
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@contract.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_one_that_the_contract_foresees(case, registry):
    # A name of the right form that nothing bears is refused: the contract can't list all names.
    # Reads are open: who they are is sent by those alone who must say it.
    headers = registry if "401" in case.operation.definition.raw["responses"] else None
    answer = case.call(headers=headers)
    # What is too long is refused as such, whatever else is wrong with it.
    known = [positive_data_acceptance, *TOO_LONG.get(answer.status_code, [])]
    case.validate_response(answer, headers=headers, excluded_checks=known)
