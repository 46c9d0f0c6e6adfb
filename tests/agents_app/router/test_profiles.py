"""Profiles: what agents may use, shared by those who may use the same."""

from agents_app.definitions.tools import read_access
from agents_app.router.profiles import Profiles


def access(tools):
    return read_access(tools, None, declared=tools is not None)


def test_who_may_use_the_same_shares_one_profile():
    profiles = Profiles()
    for key, tools in (("a", "Read, Bash"), ("b", "Read, Bash"), ("c", None)):
        profiles.put(key, access(tools))
    assert profiles["a"] is profiles["b"]
    assert len(profiles) == 2


def test_says_who_may_use_all_of_some_tools():
    profiles = Profiles()
    for key, tools in (("a", "Read, Bash"), ("b", "Read"), ("c", None), ("d", [])):
        profiles.put(key, access(tools))
    able = profiles.able_to_use(["Read", "Bash"])
    assert [key for key in "abcd" if able(key)] == ["a", "c"]


def test_a_profile_goes_with_the_last_who_has_it():
    profiles = Profiles()
    profiles.put("a", access("Read"))
    profiles.put("b", access("Read"))
    profiles.put("a", access("Bash"))
    assert len(profiles) == 2
    profiles.drop("b")
    profiles.drop("b")
    assert len(profiles) == 1
    assert profiles.able_to_use(["Bash"])("a")
