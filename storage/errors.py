"""The errors of claims-intake, one tree.

    ClaimsError
    ├── PermanentError   trying again changes nothing
    └── TransientError   the same work may succeed later

Each has a stable `code`, a `message` that says what is wrong and a `remedy` that says what to do.

>>> raise PermanentError("not_found", "There is no bill.jpg here.", "Check the path.")
Traceback (most recent call last):
    ...
storage.errors.PermanentError: There is no bill.jpg here. Check the path.
"""


class ClaimsError(Exception):
    """Anything this project raises on purpose."""

    def __init__(self, code: str, message: str, remedy: str) -> None:
        super().__init__(f"{message} {remedy}")
        self.code = code
        self.message = message
        self.remedy = remedy


class PermanentError(ClaimsError):
    """Trying again with the same input changes nothing."""


class TransientError(ClaimsError):
    """The same work may succeed later."""
