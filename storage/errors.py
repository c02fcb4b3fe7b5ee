"""The errors of claims-intake, one tree.

    ClaimsError
    ├── PermanentError            trying again changes nothing
    │   ├── NotFound              there is no such thing, or it is another tenant's
    │   ├── Conflict              it stands against what is kept already
    │   ├── SchemaWrong           the database is older or newer than this version
    │   ├── SealBroken            sealed with another key, for another place, or changed since
    │   └── OriginalDamaged       an original is not what was received
    └── TransientError            the same work may succeed later
        ├── StoreUnavailable      the database or the folder of originals does not answer
        └── StoreFull             there is no room left

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


class NotFound(PermanentError):
    """There is no such thing, or not for this tenant: nobody can tell the two apart."""

    def __init__(self, what: str, id: str) -> None:
        super().__init__("not_found", f"There is no {what} {id}.", "Check the identifier.")


class Conflict(PermanentError):
    """What was asked stands against what is kept already. `code` says what."""


class SchemaWrong(PermanentError):
    """The tables are not those of this version."""

    def __init__(self, message: str, remedy: str = "Run `claims db upgrade`.") -> None:
        super().__init__("schema_wrong", message, remedy)


class SealBroken(PermanentError):
    """A sealed value does not open: another key, another place, or changed since."""

    def __init__(self, message: str) -> None:
        super().__init__("seal_broken", message, "Restore the value and the secrets from a backup.")


class OriginalDamaged(PermanentError):
    """The bytes kept for an original are not those that were received."""

    def __init__(self, message: str) -> None:
        super().__init__("original_damaged", message, "Restore the original from a backup.")


class StoreUnavailable(TransientError):
    """The database or the folder of originals does not answer."""

    def __init__(self, message: str, remedy: str = "Try again in a moment.") -> None:
        super().__init__("store_unavailable", message, remedy)


class StoreFull(TransientError):
    """There is no room left for what was to be kept."""

    def __init__(self, message: str) -> None:
        super().__init__("store_full", message, "Make room on the disk, then try again.")
