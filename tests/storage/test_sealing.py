"""Sealed values and claim keys: what was sealed opens again, in its place, with its key, unchanged; nothing else does."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import SealBroken
from storage.sealing import ClaimKeys, Seal
from storage.secrets import Secrets

SECRETS = Secrets(b"\x01" * 32, b"\x02" * 32, b"\x03" * 32, "0a1b2c3d")
OTHER_SECRETS = Secrets(b"\x04" * 32, b"\x02" * 32, b"\x03" * 32, "ffffffff")
PLACE = "claims/facts/clm_1"
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


def seal(claim_id: str = "clm_1") -> Seal:
    return Seal(b"k" * 32, claim_id)


@given(st.binary(max_size=300), st.text())
def test_any_bytes_come_back_from_any_place(plain: bytes, context: str) -> None:
    assert seal().open(seal().close(plain, context), context) == plain


@given(JSON)
def test_any_json_comes_back_in_its_order(value: Any) -> None:
    opened = seal().open_json(seal().close_json(value, PLACE), PLACE)
    assert repr(opened) == repr(value)


def test_a_file_name_with_half_a_character_comes_back() -> None:
    name = "报告\udc80\ud83d.jpg"
    assert seal().open_json(seal().close_json(name, PLACE), PLACE) == name


def test_the_same_bytes_never_look_the_same_twice() -> None:
    assert len({seal().close(b"", PLACE) for _ in range(1000)}) == 1000


@given(st.binary(min_size=1, max_size=60), st.data())
def test_any_flipped_bit_is_found(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal().close(plain, PLACE))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        seal().open(bytes(sealed), PLACE)


@given(st.binary(max_size=60), st.data())
def test_any_cut_is_found(plain: bytes, data: st.DataObject) -> None:
    sealed = seal().close(plain, PLACE)
    with pytest.raises(SealBroken):
        seal().open(sealed[: data.draw(st.integers(0, len(sealed) - 1))], PLACE)


@given(st.binary(max_size=60), st.binary(min_size=1, max_size=40))
def test_bytes_added_are_found(plain: bytes, more: bytes) -> None:
    with pytest.raises(SealBroken):
        seal().open(seal().close(plain, PLACE) + more, PLACE)


def test_a_value_opens_in_its_place_and_claim_only() -> None:
    sealed = seal().close(b"5000", PLACE)
    for other, context in [
        (seal(), "claims/facts/clm_2"),
        (seal(), "claims/channel/clm_1"),
        (seal("clm_2"), PLACE),
        (Seal(b"K" * 32, "clm_1"), PLACE),
    ]:
        with pytest.raises(SealBroken):
            other.open(sealed, context)


def test_a_claim_key_opens_for_its_claim_what_it_closed() -> None:
    wrapped = ClaimKeys(SECRETS).new()
    sealed = ClaimKeys(SECRETS).open(wrapped, "clm_1").close(b"secret", PLACE)
    assert ClaimKeys(SECRETS).open(wrapped, "clm_1").open(sealed, PLACE) == b"secret"


def test_a_key_put_on_another_claim_opens_nothing_of_either() -> None:
    keys = ClaimKeys(SECRETS)
    first, second = keys.new(), keys.new()
    sealed = keys.open(first, "clm_1").close(b"secret", PLACE)
    for wrapped, claim_id in [(first, "clm_2"), (second, "clm_1")]:
        with pytest.raises(SealBroken):
            keys.open(wrapped, claim_id).open(sealed, PLACE)


def test_every_claim_has_another_key_and_none_is_kept_open() -> None:
    wrapped = {ClaimKeys(SECRETS).new() for _ in range(100)}
    assert len(wrapped) == 100
    assert all(SECRETS.sealing not in one for one in wrapped)


@given(st.data())
def test_a_wrapped_key_that_was_changed_does_not_open(data: st.DataObject) -> None:
    wrapped = bytearray(ClaimKeys(SECRETS).new())
    wrapped[data.draw(st.integers(0, len(wrapped) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        ClaimKeys(SECRETS).open(bytes(wrapped), "clm_1")


def test_another_master_secret_is_named_by_its_id() -> None:
    with pytest.raises(SealBroken, match=r"clm_1 belongs to the master secret 0a1b2c3d; .* ffffffff"):
        ClaimKeys(OTHER_SECRETS).open(ClaimKeys(SECRETS).new(), "clm_1")


def test_the_same_id_with_another_secret_opens_nothing() -> None:
    impostor = Secrets(b"\x05" * 32, b"\x02" * 32, b"\x03" * 32, SECRETS.key_id)
    with pytest.raises(SealBroken):
        ClaimKeys(impostor).open(ClaimKeys(SECRETS).new(), "clm_1")


def test_the_system_seal_is_no_claims_seal() -> None:
    keys = ClaimKeys(SECRETS)
    sealed = keys.system().close(b"reply", "idempotency/1")
    assert ClaimKeys(SECRETS).system().open(sealed, "idempotency/1") == b"reply"
    with pytest.raises(SealBroken):
        keys.open(keys.new(), "system").open(sealed, "idempotency/1")


@pytest.mark.parametrize(
    "attempt",
    [
        lambda: seal().open(b"\x01" + bytes(40), PLACE),
        lambda: seal().open_json(seal().close_json({"name": "张三"}, PLACE), "elsewhere"),
        lambda: ClaimKeys(SECRETS).open(b"", "clm_1"),
    ],
)
def test_an_error_tells_the_place_and_nothing_of_what_is_sealed(attempt: Callable[[], object]) -> None:
    with pytest.raises(SealBroken) as caught:
        attempt()
    assert "张三" not in str(caught.value) and b"k".hex() * 4 not in str(caught.value)
    assert caught.value.code == "seal_broken"
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_nothing_shows_a_key() -> None:
    assert (repr(seal()), repr(ClaimKeys(SECRETS))) == ("Seal(...)", "ClaimKeys(...)")
