"""Who writes collections: curators, each with what they maintain."""

import pytest
from django.test import Client

from tests.api.conftest import Writer
from tests.makers import make_collection


@pytest.fixture
def cura(db: None) -> Writer:
    """A curator who maintains the collection `team`."""
    writer = Writer(Client(), "curator", name="cura")
    make_collection("team", title="The team").maintainers.add(writer.user)
    return writer
