"""The one sentence on top of the page: how far the claim is, and what the claimant may do now.

Nothing is called missing while something that came is not read yet.

>>> Headline("还差 2 样材料", "下面写着为什么要、怎么拍、去哪拿。").done
0
"""

import datetime as dt
from dataclasses import dataclass

from intake.pages.rows import Rows
from intake.pages.words import PageWords
from storage.model.claim import ClaimState

_SLOW = dt.timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Headline:
    """`done` of `total` files are read, both 0 where nothing is being read."""

    text: str
    more: str
    done: int = 0
    total: int = 0
    slow: str = ""


def headline(rows: Rows, words: PageWords, *, asks: int, questions: int) -> Headline:
    """By what is stored, and the counts of what the list shows."""
    if rows.claim.state.is_ended:
        return _plain("withdrawn" if rows.claim.state is ClaimState.WITHDRAWN else "closed", words)
    if rows.originals and not rows.is_current:
        return _reading(rows, words)
    if rows.is_current and rows.assessment is not None and rows.assessment.data["complete"]:
        return _plain("complete", words)
    if _waits_for_message(rows):
        return _plain("finished", words)
    if not rows.originals:
        return _plain("start", words)
    return _open(words, asks, questions)


def _plain(key: str, words: PageWords) -> Headline:
    return Headline(words.say(f"state.{key}"), words.say(f"state.{key}_more"))


def _reading(rows: Rows, words: PageWords) -> Headline:
    total, waiting = len(rows.originals), rows.unsettled
    done = total - len(waiting)
    key = "reading" if waiting else "settling"
    since = [one.received_at for one in waiting] or [rows.claim.last_upload_at or rows.now]
    slow = words.say("state.slow") if rows.now - min(since) > _SLOW and waiting else ""
    more = words.say(f"state.{key}_more", done=done, total=total)
    return Headline(words.say(f"state.{key}"), more, done, total, slow)


def _waits_for_message(rows: Rows) -> bool:
    at = rows.claim.finished_at
    return at is not None and (rows.message is None or rows.message.composed_at < at)


def _open(words: PageWords, asks: int, questions: int) -> Headline:
    if not asks and not questions:
        return _plain("review", words)
    key = "questions" if not asks else "asks_questions" if questions else "asks"
    more = words.say("state.asks_more" if asks else "state.questions_more")
    return Headline(words.say(f"state.{key}", asks=asks, questions=questions), more)
