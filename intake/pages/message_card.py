"""The message in force as the page shows it: every word of it, with its time and the lines told apart by their form.

>>> [line.kind for line in lines_of("还需要您补 1 样：\\n1. 费用清单\\n   为什么：要一项一项算。\\n怎么交：再传一次就可以。")]
['head', 'item', 'below', 'text']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from intake.pages.rows import Rows
from intake.pages.words import PageWords

_ITEM = re.compile(r"\d+\. ")


@dataclass(frozen=True, slots=True)
class MessageLine:
    """`kind` is head, item, below or text."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageCard:
    """Blocks of lines, parted by empty lines. `is_older`: something changed since it was written."""

    subject: str
    blocks: tuple[tuple[MessageLine, ...], ...]
    time: str
    is_older: bool


def message_card(rows: Rows, words: PageWords) -> MessageCard | None:
    """The card of the claim's latest message, if there is one."""
    stored = rows.message
    if stored is None:
        return None
    known = rows.assessment.data["message"]["fingerprint"] if rows.assessment else stored.message.fingerprint
    return MessageCard(
        subject=stored.message.subject,
        blocks=tuple(tuple(lines_of(block)) for block in stored.message.text.split("\n\n") if block.strip()),
        time=words.say("message.time", time=words.clock(stored.composed_at)),
        is_older=not rows.is_current or known != stored.message.fingerprint,
    )


def lines_of(block: str) -> Iterator[MessageLine]:
    """The lines of one block."""
    for line in block.splitlines():
        if _ITEM.match(line):
            yield MessageLine("item", line)
        elif line.startswith(" "):
            yield MessageLine("below", line.strip())
        else:
            yield MessageLine("head" if line.endswith(("：", ":")) else "text", line)
