"""When the message of a claim is due: pure, given what is known of the claim and the time.

Decision 1 of the architecture: when the claimant says "that is all I have", or after an hour without a new upload, at
the latest twenty hours after the first one; once every original is read, no look-up is under way and the assessment is
of what is there now.
When the twenty hours run out, whatever is not read yet counts as looked at by us: it is assessed once more, and said.

>>> noon = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
>>> first, last = noon - dt.timedelta(minutes=30), noon - dt.timedelta(minutes=5)
>>> standing = Standing(now=noon, first_upload_at=first, last_upload_at=last, assessed_at=noon)
>>> decide(standing, Pace()), due_at(standing, Pace()).isoformat()
(<Due.NOT_YET: 'not_yet'>, '2026-11-25T12:55:00+00:00')
>>> decide(replace(standing, finished_at=noon), Pace())
<Due.COMPOSE: 'compose'>
"""

import datetime as dt
from dataclasses import dataclass, replace
from enum import StrEnum

from storage.model.claim import Claim


class Due(StrEnum):
    """What is to be done about a claim's message."""

    NOT_YET = "not_yet"
    ASSESS = "assess"
    COMPOSE = "compose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How long to wait after the last upload, and at most after the first; and whether open reviews hold the message."""

    quiet: dt.timedelta = dt.timedelta(minutes=60)
    latest: dt.timedelta = dt.timedelta(hours=20)
    waits_for_reviews: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A claim at a moment; the times of uploads and of finishing as in `Claim`.

    `is_settled`: every original is. `assessed_at`: when the latest assessment was made; None where it is not of the
    current revision. `has_reviews`: it leaves something to a person of ours;
    `is_looking_up`: it waits for what the insurer's own systems say.
    """

    now: dt.datetime
    first_upload_at: dt.datetime | None = None
    last_upload_at: dt.datetime | None = None
    finished_at: dt.datetime | None = None
    is_settled: bool = True
    assessed_at: dt.datetime | None = None
    has_reviews: bool = False
    is_looking_up: bool = False

    @property
    def is_finished(self) -> bool:
        """Finished, and nothing was sent after that."""
        last = self.last_upload_at
        return self.finished_at is not None and (last is None or last <= self.finished_at)


def decide(standing: Standing, pace: Pace) -> Due:
    """What is to be done now."""
    due = due_at(standing, pace)
    if due is None or standing.now < due:
        return Due.NOT_YET
    assessed = standing.assessed_at
    if assessed is None or not (standing.is_settled or assessed >= _deadline(standing, pace)):
        return Due.ASSESS
    return Due.COMPOSE


def due_at(standing: Standing, pace: Pace) -> dt.datetime | None:
    """When the message is due if nothing else happens; None while there is nothing to say anything about."""
    if standing.first_upload_at is None and not standing.is_finished:
        return None
    deadline = _deadline(standing, pace)
    if not standing.is_settled or standing.is_looking_up or (pace.waits_for_reviews and standing.has_reviews):
        return deadline
    if standing.is_finished and standing.finished_at is not None:
        return min(standing.finished_at, deadline)
    return min(_last(standing) + pace.quiet, deadline)


def after_upload(claim: Claim, now: dt.datetime) -> Claim:
    """The claim when something was uploaded: "that is all I have" no longer holds."""
    return replace(claim, first_upload_at=claim.first_upload_at or now, last_upload_at=now, finished_at=None)


def after_news(claim: Claim, now: dt.datetime) -> Claim:
    """The claim when there is something new to tell that no upload brought: the clock runs from now, if it did not."""
    return replace(claim, first_upload_at=claim.first_upload_at or now)


def after_message(claim: Claim) -> Claim:
    """The claim when what was to be said has been said."""
    return replace(claim, first_upload_at=None, finished_at=None)


def _deadline(standing: Standing, pace: Pace) -> dt.datetime:
    began = standing.first_upload_at or standing.finished_at
    return began + pace.latest if began else standing.now


def _last(standing: Standing) -> dt.datetime:
    known = (standing.first_upload_at, standing.last_upload_at)
    return max((moment for moment in known if moment), default=standing.now)
