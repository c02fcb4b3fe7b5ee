"""What can go wrong in the wiring and the steps, under the one tree of `storage.errors`.

    PermanentError
    ├── SettingsInvalid    code `settings_invalid`: a setting that is unknown or out of bounds
    ├── FolderUnsafe       code `folder_unsafe`: a folder of ours that others may look into
    ├── LinkInvalid        code `link_invalid`: no link that we made
    ├── LinkExpired        code `link_expired`: a link of ours whose time is over
    └── StepRefused        a step failed for good; the code is that of what was wrong
    TransientError
    ├── BrokerUnavailable  code `broker_unavailable`: the queue cannot be reached
    └── StepFailed         a step failed and may succeed later; the code is that of what was wrong

The two of a step carry a code and nothing else: what they say travels through the broker and the logs.

>>> SettingsInvalid.of_keys({"port": "Input should be less than or equal to 65535"}).message
'The setting `port` is wrong: Input should be less than or equal to 65535.'
"""

from collections.abc import Mapping

from storage.errors import PermanentError, TransientError


class SettingsInvalid(PermanentError):
    """A setting is unknown or out of bounds."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__("settings_invalid", message, remedy)

    @classmethod
    def of_keys(cls, faults: Mapping[str, str]) -> "SettingsInvalid":
        told = " ".join(
            f"The setting `{name}` is wrong: {fault.rstrip('.')}." for name, fault in faults.items()
        )
        return cls(told, "Correct it in the environment (CLAIMS_…) or in the settings file.")


class FolderUnsafe(PermanentError):
    """A folder of ours that others may look into."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__("folder_unsafe", message, remedy)


class LinkInvalid(PermanentError):
    """No link that we made."""

    def __init__(self) -> None:
        super().__init__("link_invalid", "This is no link of ours.", "Ask for a new one.")


class LinkExpired(PermanentError):
    """A link of ours whose time is over."""

    def __init__(self) -> None:
        super().__init__("link_expired", "The time of this link is over.", "Ask for a new one.")


class BrokerUnavailable(TransientError):
    """The queue cannot be reached."""

    def __init__(self) -> None:
        super().__init__("broker_unavailable", "The queue cannot be reached.", "Look whether it runs.")


class StepRefused(PermanentError):
    """A step failed for good."""

    def __init__(self, code: str) -> None:
        super().__init__(code, "The step failed.", "See the log.")


class StepFailed(TransientError):
    """A step failed and may succeed later."""

    def __init__(self, code: str) -> None:
        super().__init__(code, "The step failed.", "It is tried again.")
