"""Stems: the pairs that the published rules are explained with."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents_app.routing.stems import stem

PAIRS = """
    caresses caress  ponies poni  ties ti  caress caress  cats cat
    feed feed  agreed agre  plastered plaster  bled bled  motoring motor  sing sing
    conflated conflat  troubled troubl  sized size  hopping hop  tanned tan  falling fall
    hissing hiss  fizzed fizz  failing fail  filing file  happy happi  sky sky
    relational relat  conditional condit  rational ration  valenci valenc  digitizer digit
    vietnamization vietnam  predication predic  operator oper  feudalism feudal
    decisiveness decis  hopefulness hope  formaliti formal  sensibiliti sensibl
    triplicate triplic  formative form  formalize formal  electrical electr  hopeful hope
    goodness good  revival reviv  allowance allow  inference infer  airliner airlin
    adjustable adjust  irritant irrit  replacement replac  adjustment adjust  dependent depend
    adoption adopt  communism commun  activate activ  effective effect  probate probat  rate rate
    cease ceas  controll control  roll roll  generalizations gener  oscillators oscil
""".split()


@pytest.mark.parametrize(("word", "expected"), list(zip(PAIRS[::2], PAIRS[1::2], strict=True)))
def test_the_published_pairs(word, expected):
    assert stem(word) == expected


@pytest.mark.parametrize("word", ["", "a", "is", "k8s", "ipv6", "größe", "数", "x" * 41])
def test_what_is_no_plain_english_word_stays(word):
    assert stem(word) == word


@given(st.text(string.ascii_lowercase, max_size=45))
def test_any_letters_give_a_stem_that_is_no_longer_by_more_than_an_e(word):
    assert bool(stem(word)) == bool(word)
    assert len(stem(word)) <= len(word)
