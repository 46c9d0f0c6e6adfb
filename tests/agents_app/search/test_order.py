"""The order is a function of what agents say: not of the process, and not of the database."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings

from agents_app.actions.import_collection import import_collection
from agents_app.actor import SYSTEM
from agents_app.definitions import find_files
from agents_app.models import Agent
from agents_app.search import gather, matching, read_question, search_agents

QUESTIONS = ("slow queries", "the agent", "a", "co", '"you deliver" a', "test -python", "review")
# What another process does: a fresh SQLite file, and strings that hash otherwise.
ELSEWHERE = """
import django; django.setup()
from django.core.management import call_command
from tests.agents_app.search import test_order
call_command("migrate", verbosity=0)
test_order.fill()
print(test_order.json.dumps(test_order.orders()))
"""


def fill():
    import_collection("library", find_files(settings.LIBRARY_DIR), by=SYSTEM)


def orders():
    """Keys and scores by question."""
    answers = {}
    for text in QUESTIONS:
        question = read_question(text)
        found = gather(matching(Agent.objects.published(), question))
        results = search_agents(found, question, among=Agent.objects.all(), start=0, stop=100)
        answers[text] = [[result.agent[0], result.score] for result in results]
    return answers


@pytest.mark.django_db
def test_another_process_and_another_database_give_the_same_order(tmp_path):
    fill()
    here = orders()
    assert all(here.values())
    elsewhere = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/other.sqlite3",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONHASHSEED": "1",
    }
    command = [sys.executable, "-c", ELSEWHERE]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=elsewhere, capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout.splitlines()[-1]) == here
