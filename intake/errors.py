"""What a request can be refused for, under the one tree of `storage.errors`.

    PermanentError
    └── Refused           has a status of HTTP; `refused(code)` makes it from the table below
        └── Unauthorized  401: nobody we know, or no longer

Every other error of the tree gets its status in `intake.web.problems`.

>>> error = refused("file_too_large", " (at most 5 MB)")
>>> error.status, error.message
(413, 'The file is too large (at most 5 MB).')
"""

from storage.errors import PermanentError

_REFUSALS: dict[str, tuple[int, str, str]] = {
    "unauthorized": (
        401,
        "Nobody we know is calling",
        "Send `Authorization: Bearer` with a key or a claim's link token.",
    ),
    "link_expired": (
        401,
        "The time of this link is over",
        "Ask for a new one: POST /v1/claims again, same content.",
    ),
    "key_expired": (401, "The time of this API key is over", "Have a new one made with `claims keys`."),
    "key_revoked": (401, "This API key was revoked", "Have a new one made with `claims keys`."),
    "forbidden": (
        403,
        "This caller may not do this",
        "Use a key with one of the scopes that the documentation names.",
    ),
    "slow_request": (408, "The request came in too slowly", "Send it again over a better connection."),
    "body_too_large": (413, "The request is too large", "Send less at once."),
    "file_too_large": (413, "The file is too large", "Send a smaller one, or in several parts."),
    "too_many_files": (413, "There are too many files in this request", "Send them in several requests."),
    "too_many_originals": (413, "The claim has as many originals as it may have", "Open another claim."),
    "unsupported_media_type": (
        415,
        "A body of this Content-Type is not taken",
        "Send multipart/form-data, or a file.",
    ),
    "broken_body": (400, "The body breaks off or is no multipart/form-data", "Send it again, whole."),
    "invalid_json": (400, "The body is no JSON", "Send a JSON object as application/json."),
    "invalid_idempotency_key": (
        400,
        "This Idempotency-Key cannot be used",
        "Send 1 to 255 visible ASCII characters.",
    ),
    "no_files": (422, "There is no file in this request", "Send at least one part with a file name."),
    "invalid_request": (422, "The request does not have the form it must have", "Mend what `errors` names."),
    "idempotency_key_reused": (
        422,
        "This Idempotency-Key came with another request",
        "Use a new key for a new request.",
    ),
    "too_many_requests": (429, "Too many requests of this kind are under way", "Send it again in a moment."),
    "no_message_yet": (404, "There is no message yet", "Wait for the event message.composed."),
    "no_such_page": (404, "There is no such page", "The document names its pages."),
    "no_such_address": (404, "There is nothing at this address", "See /v1/openapi.json for what there is."),
    "method_not_allowed": (
        405,
        "This address does not know this method",
        "See /v1/openapi.json for what there is.",
    ),
    "internal_error": (
        500,
        "Something went wrong on our side",
        "Try again; if it stays, tell the operator the trace.",
    ),
}
"""By stable code: the status of HTTP, what is wrong, what to do."""


class Refused(PermanentError):
    """The request is not taken; nothing of it was recorded."""

    def __init__(self, status: int, code: str, message: str, remedy: str) -> None:
        super().__init__(code, message, remedy)
        self.status = status


class Unauthorized(Refused):
    """The caller is nobody we know, or may no longer call."""


def refused(code: str, detail: str = "") -> Refused:
    """The refusal of that code; `detail` is added to what it says."""
    status, message, remedy = _REFUSALS[code]
    kind = Unauthorized if status == 401 else Refused
    return kind(status, code, f"{message}{detail}.", remedy)
