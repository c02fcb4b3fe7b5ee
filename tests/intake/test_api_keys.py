"""Secrets of API keys: made, told apart, and never mistaken for something else."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from intake.api_keys import is_secret_of, make_secret, parse_secret, secret_sha256


def test_a_secret_names_its_key_and_no_two_are_alike() -> None:
    made = [make_secret() for _ in range(100)]
    assert [parse_secret(secret) for _, secret in made] == [key_id for key_id, _ in made]
    assert len({secret[-43:] for _, secret in made}) == 100


def test_what_is_kept_is_the_plain_sha256_of_the_whole_text() -> None:
    _, secret = make_secret()
    assert secret_sha256(secret) == hashlib.sha256(secret.encode("ascii")).hexdigest()
    assert is_secret_of(secret, secret_sha256(secret))
    assert not is_secret_of(make_secret()[1], secret_sha256(secret))


@given(st.text())
def test_other_text_names_no_key(text: str) -> None:
    assert parse_secret(text) is None
    assert not is_secret_of(text, secret_sha256(text + "x"))


@given(st.integers(0, 72), st.sampled_from("!ü \n٣"))
def test_a_secret_with_one_strange_character_names_no_key(place: int, strange: str) -> None:
    _, secret = make_secret()
    assert parse_secret(secret[:place] + strange + secret[place + 1 :]) is None
