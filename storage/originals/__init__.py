"""The store of originals: the port. Files exactly as they were received, sealed, never changed, never shared.

An original is named by tenant, claim and the SHA-256 of the bytes received. It is there as a whole or not at all,
whatever happens while it comes in; the same bytes a second time change nothing. The bytes are sealed under the
claim's key before they are written: who can read the store alone reads nothing. Every store passes one set of tests,
`tests/storage/originals/contract.py`.

>>> Stored(sha256="e3b0c4", size=0).size
0
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, Self

from storage.sealing import Seal


@dataclass(frozen=True, slots=True)
class Stored:
    """What was received: SHA-256 of the plain bytes in hex, and how many they were."""

    sha256: str
    size: int


class Intake(Protocol):
    """One file on its way in. Left without `commit`, it was never there."""

    def write(self, data: bytes) -> None:
        """Takes the next bytes. Raises StoreFull, StoreUnavailable; then the file is given up."""

    def commit(self) -> Stored:
        """Makes the file visible under its name. On return it survives a loss of power. Raises as `write`."""

    def abort(self) -> None:
        """Gives the file up; nothing of it stays. After `commit` or a second time it does nothing."""

    @property
    def named(self) -> str | None:
        """The SHA-256 under which this intake made the file visible; None where it did not, or another had before."""

    def take_back(self) -> None:
        """Undoes what `named` says, for good. Only for whoever keeps others from recording the file meanwhile.

        Raises StoreUnavailable.
        """

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...


class OriginalStore(Protocol):
    """Where originals are kept. Names are checked: one that cannot be raises NotFound."""

    def receive(self, tenant: str, claim_id: str, seal: Seal) -> Intake:
        """Begins to take in a file. Raises StoreFull, StoreUnavailable."""

    def open(self, tenant: str, claim_id: str, sha256: str, seal: Seal) -> Iterator[bytes]:
        """The plain bytes, in chunks of at most 1 MiB; each is checked before it is given out.

        The last chunk is held back until the SHA-256 of all is right: who got to the end has the bytes received.
        Raises NotFound at once; OriginalDamaged and StoreUnavailable at once or on the way.
        """

    def read(self, tenant: str, claim_id: str, sha256: str, seal: Seal) -> bytes:
        """All of it at once. Raises as `open`."""

    def verify(self, tenant: str, claim_id: str, sha256: str, seal: Seal) -> None:
        """Reads all of it. Raises as `open`."""

    def stored_at(self, tenant: str, claim_id: str, sha256: str) -> dt.datetime:
        """When its last byte came in (UTC). Raises NotFound, StoreUnavailable."""

    def names(self, tenant: str, claim_id: str) -> Iterator[str]:
        """The SHA-256 of every original of the claim, in no order. Raises StoreUnavailable."""

    def claims(self, tenant: str) -> Iterator[str]:
        """The id of every claim that has a place in the store, in no order. Raises StoreUnavailable."""

    def sweep(self, older_than: dt.timedelta) -> int:
        """Removes what broken-off intakes left and nobody wrote to for so long; says how many. Raises StoreUnavailable."""

    def free_bytes(self) -> int:
        """How much room is left. Raises StoreUnavailable."""

    def check(self) -> None:
        """Raises StoreUnavailable or StoreFull with the reason if nothing could be received now."""
