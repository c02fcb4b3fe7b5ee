"""The message as fields of a WeChat subscription message, each within the limit of its kind.

`thing` holds 20 characters, `time` a date. Names that do not fit are counted, never cut: the list is behind
the link. Whoever sends maps our names to the numbered fields of the template.

>>> from validators.wording import load_wording
>>> names_within(["出生证明或户口本", "费用清单", "住院票据（每一张）"], load_wording("zh-CN"))
'出生证明或户口本、费用清单等 3 样'
"""

from collections.abc import Mapping, Sequence

from validators.message.draft import Draft
from validators.wording import Wording

THING = 20


def wechat_fields(draft: Draft) -> Mapping[str, str]:
    """By our name: the kind of the field, then what it says; and `link`, the page that it opens. Fields without a
    value are left out."""
    words, kind, counts = draft.words, draft.kind, draft.counts()
    numbers = {"asks": len(counts.asks), "questions": counts.questions, "review": counts.review}
    fields = {
        "thing_state": words.say(f"wechat.state.{kind}"),
        "thing_subject": words.say(f"wechat.subject.{kind}", **numbers),
        "thing_items": names_within(counts.asks, words),
        "time_until": words.date(draft.suggested(), "wechat") if counts.asks else "",
        "thing_tip": words.say(f"wechat.tip.{kind}"),
        "link": draft.dossier.facts.text("product.upload_link") or "",
    }
    return {name: value for name, value in fields.items() if value}


def names_within(names: Sequence[str], words: Wording) -> str:
    """All names, or as many whole ones as fit with the count of all, or the count alone."""
    joint = words.say("list_joint")
    whole = joint.join(names)
    if len(whole) <= THING:
        return whole
    tries = (words.say("wechat.more", names=joint.join(names[:most]), asks=len(names)) for most in _down(names))
    alone = words.say("wechat.count", asks=len(names))
    return next((said for said in tries if len(said) <= THING), alone)


def _down(names: Sequence[str]) -> range:
    return range(len(names) - 1, 0, -1)
