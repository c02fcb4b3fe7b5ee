"""Links of claimants: ours open one claim for a while; whatever was changed about one opens nothing."""

import datetime as dt
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.model.ids import IdKind, new_id
from storage.secrets import Secrets
from workers.errors import LinkExpired, LinkInvalid
from workers.links import make_link, open_link

NOW = dt.datetime(2026, 11, 25, 8, tzinfo=dt.UTC)
SECRETS = Secrets(b"s" * 32, b"l" * 32, b"a" * 32, "0a1b2c3d")
OTHERS = Secrets(b"s" * 32, b"m" * 32, b"a" * 32, "0a1b2c3d")
CLAIM = new_id(IdKind.CLAIM)
TOKEN = make_link(SECRETS, CLAIM, NOW + dt.timedelta(days=14))


@given(st.integers(0, 2**47), st.timedeltas(dt.timedelta(seconds=1), dt.timedelta(days=366)))
def test_a_link_opens_its_claim_until_its_time_is_over(milliseconds: int, days: dt.timedelta) -> None:
    claim_id = new_id(IdKind.CLAIM, milliseconds=milliseconds)
    token = make_link(SECRETS, claim_id, NOW + days)
    assert open_link(SECRETS, token, NOW) == claim_id
    with pytest.raises(LinkExpired):
        open_link(SECRETS, token, NOW + days)


@given(st.integers(0, len(TOKEN) - 1), st.sampled_from(string.ascii_letters + string.digits + "-_. /?\n"))
def test_any_other_character_anywhere_opens_nothing(place: int, other: str) -> None:
    changed = TOKEN[:place] + other + TOKEN[place + 1 :]
    if changed != TOKEN:
        with pytest.raises(LinkInvalid):
            open_link(SECRETS, changed, NOW)


@given(st.text(max_size=100))
def test_made_up_text_opens_nothing(text: str) -> None:
    with pytest.raises(LinkInvalid):
        open_link(SECRETS, text, NOW)


def test_another_installations_link_opens_nothing() -> None:
    with pytest.raises(LinkInvalid):
        open_link(OTHERS, TOKEN, NOW)


def test_a_link_that_is_not_ours_is_not_called_expired() -> None:
    changed = TOKEN.replace(TOKEN[27:35], "00000001")
    with pytest.raises(LinkInvalid):
        open_link(SECRETS, changed, NOW)


def test_a_link_fits_into_an_address_as_it_is() -> None:
    assert set(TOKEN) <= set(string.ascii_letters + string.digits + "-_")
    assert len(TOKEN) == 68
