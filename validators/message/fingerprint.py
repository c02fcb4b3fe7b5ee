"""What is asked, as one hash: equal exactly when the asks and questions are equal, whatever the wording.

>>> fingerprint((), ("event.cause",)) == fingerprint((), ("event.cause", "event.cause"))
True
"""

import hashlib
import json
from collections.abc import Iterable

from storage.model.checklist import ChecklistItem


def fingerprint(items: Iterable[ChecklistItem], questions: Iterable[str]) -> str:
    """The sha256 of the sorted asks (key, person, scope, state, sides, pages) and question keys."""
    asks = sorted(
        [item.key, item.person, item.scope, item.state.value, sorted(item.ask.sides), sorted(item.ask.pages)]
        for item in items
        if item.state.is_ask
    )
    content = json.dumps({"asks": asks, "questions": sorted(set(questions))}, ensure_ascii=False)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()
