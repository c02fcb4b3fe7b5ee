"""The claimant's link: the address of a claim's page, and when it ends to work.

>>> import datetime as dt
>>> UploadLink("https://claims.example/u/abc", dt.datetime(2026, 12, 9, tzinfo=dt.UTC)).url
'https://claims.example/u/abc'
"""

import datetime as dt
from dataclasses import dataclass

from workers.bootstrap import Services
from workers.links import make_link


@dataclass(frozen=True, slots=True)
class UploadLink:
    """`url` ends in the token; `expires_at` is UTC."""

    url: str
    expires_at: dt.datetime


def upload_link(services: Services, claim_id: str) -> UploadLink:
    """A new link, for as many days as are set. Older ones of the claim stay good until they expire."""
    expires_at = services.clock().replace(microsecond=0) + dt.timedelta(days=services.settings.link_days)
    token = make_link(services.secrets, claim_id, expires_at)
    return UploadLink(f"{services.settings.public_url.rstrip('/')}/u/{token}", expires_at)
