"""Who asks: each way of saying so ends in an Actor."""

from api.authentication.actors import actor_of, registry_of
from api.authentication.browser_tokens import ByBrowserToken
from api.authentication.session import BySession
from api.authentication.tokens import ByToken

__all__ = ["ByBrowserToken", "BySession", "ByToken", "actor_of", "registry_of"]
