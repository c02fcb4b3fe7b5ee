"""What may stand in a line of the log: each key with the one form that its values have. Anything else is left out.

The forms are those of ids, codes, counts, times and places in our code: nothing that a paper says or a person is called
fits one, and no number of seven digits or more does, but inside an id or a digest.

>>> listed({"event": "original.read", "original": "org_01m3250v00abcdefghjkmnpqrs", "code": "张悦", "documents": 2})
{'documents': 2, 'event': 'original.read', 'original': 'org_01m3250v00abcdefghjkmnpqrs', 'withheld': 1}
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

LIBRARY = "library.said"
"""The event of what a library says; only such a line may hold a sentence."""
WITHHELD = "withheld"
_ULID = "[0-9a-hjkmnp-tv-z]{26}"
_CODE = "[a-z][a-z_]{0,39}"
_NAME = r"(?!.*\d{7})[A-Za-z_][A-Za-z0-9_.()]{0,80}"
_SECOND = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?"
_PREFIXES = {
    "trace": "trc",
    "claim": "clm",
    "submission": "sub",
    "original": "org",
    "document": "doc",
    "assessment": "asm",
    "message": "msg",
    "key": "key",
    "subject": "[a-z]{3}",
}
_FORMS = {
    **{name: f"{prefix}_{_ULID}" for name, prefix in _PREFIXES.items()},
    **dict.fromkeys(("level", "step", "code", "state", "status", "engine", "channel", "part", "queue"), _CODE),
    "error": _NAME + r"\.([A-Z][A-Za-z0-9_]{0,60}|error|timeout)",
    "logger": _NAME,
    "action": r"[a-z]{1,20}\.[a-z_]{1,20}",
    "event": r"[a-z_]{1,40}(\.[a-z_]{1,40}){0,2}",
    "method": "[A-Z]{3,7}",
    "not_before": _SECOND + r"\+00:00",
    "route": r"(/([a-z_]{1,20}|v1|\{[a-z_]{1,20}\})([:.][a-z_]{1,20})?){0,8}/?",
    "said": r"(?!.*\d{7})[\x20-\x7e]{1,200}",
    "sha256": "[0-9a-f]{64}",
    "time": _SECOND + "Z",
    "worker": "wrk_[0-9a-f]{12}",
}
_PATTERNS = {name: re.compile(form) for name, form in _FORMS.items()}
_COUNTS = frozenset(
    (
        *("attempt", "characters", "count", "documents", "exit_code", "files", "kilobytes", "number"),
        *("originals", "port", "revision", "seconds", "status_code", "wait"),
    )
)
_PLACE = re.compile(r"[A-Za-z_]{1,40}\.py:\d{1,5}")


def listed(event: Mapping[str, Any]) -> dict[str, Any]:
    """What of the event may be written; `withheld` counts what may not."""
    kept = dict(_kept(event))
    withheld = len(event) - len(kept)
    return {**kept, WITHHELD: withheld} if withheld else kept


def _kept(event: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in sorted(event):
        value = event[name]
        if name == "cause" and isinstance(value, Mapping):
            yield name, listed(value)
        elif name == "at" and isinstance(value, list):
            yield name, [place if _PLACE.fullmatch(str(place)) else WITHHELD for place in value]
        elif name == "said" and event.get("event") != LIBRARY:
            continue
        elif _is_fit(name, value):
            yield name, round(value, 3) if isinstance(value, float) else value


def _is_fit(name: str, value: object) -> bool:
    if value is None:
        return name in _PATTERNS or name in _COUNTS
    if isinstance(value, str):
        return name in _PATTERNS and _PATTERNS[name].fullmatch(value) is not None
    return name in _COUNTS and isinstance(value, int | float) and abs(value) < 1_000_000
