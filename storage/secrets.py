"""The master secret of an installation, and the keys derived from it.

One file, `master.key`, of 32 random bytes, in a folder that only its owner enters. Whoever has the file can open
everything that is stored, and without it nothing can: it belongs into a backup of its own, apart from the data.
The keys come from it by HKDF-SHA256 (RFC 5869), one a purpose, so that one of them says nothing about another.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     first = Secrets.load(Path(folder) / "secrets", create=True)
...     again = Secrets.load(Path(folder) / "secrets", create=False)
>>> first.sealing == again.sealing, len({first.sealing, first.links, first.audit}), repr(first)
(True, 3, 'Secrets(...)')
"""

import hashlib
import os
import secrets
import stat
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.errors import PermanentError

NAME = "master.key"
LENGTH = 32
_PUBLISHED = frozenset(
    bytes.fromhex(sample)
    for sample in (
        "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",  # NIST SP 800-38A, AES-256
        "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308",  # the GCM specification
        "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",  # RFC 5869
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",  # SHA-256 of nothing
    )
)
_FEWEST_DIFFERENT = 16
"""32 random bytes have about 30 different ones; fewer than 16 do not happen by chance."""


class SecretRefused(PermanentError):
    """The master secret is missing, out of reach, or not one to be trusted."""


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """32 bytes for each purpose. `key_id` names the master secret without telling anything about it."""

    sealing: bytes
    links: bytes
    audit: bytes
    key_id: str

    @classmethod
    def load(cls, folder: Path, *, create: bool) -> "Secrets":
        """The secrets of that folder, made if they are missing and `create` says so. Raises SecretRefused."""
        path = folder / NAME
        try:
            if create and not path.exists():
                _make(folder, path)
            return _derived(_read(folder, path))
        except FileNotFoundError:
            raise _missing(path) from None
        except OSError as error:
            raise _out_of_reach(path, error) from None

    def __repr__(self) -> str:
        return "Secrets(...)"


def derived(secret: bytes, purpose: str, salt: bytes | None = None) -> bytes:
    """A key of 32 bytes for that purpose, by HKDF-SHA256."""
    info = b"claims-intake/1/" + purpose.encode()
    return HKDF(algorithm=hashes.SHA256(), length=LENGTH, salt=salt, info=info).derive(secret)


def _derived(master: bytes) -> Secrets:
    name = hashlib.sha256(derived(master, "key id")).hexdigest()[:8]
    return Secrets(derived(master, "sealing"), derived(master, "links"), derived(master, "audit"), name)


def _make(folder: Path, path: Path) -> None:
    """A whole file appears under its name or none does; of two makers at once the first wins, for both."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _demand_private(folder, folder.stat(), 0o700)
    draft = folder / f".{NAME}.{secrets.token_hex(8)}"
    try:
        _write(draft, secrets.token_bytes(LENGTH))
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink(missing_ok=True)
    _sync(folder)
    _sync(folder.parent)


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(folder: Path, path: Path) -> bytes:
    with path.open("rb") as file:
        _demand_private(folder, folder.stat(), 0o700)
        _demand_private(path, os.fstat(file.fileno()), 0o600)
        content = file.read(LENGTH + 1)
    if len(content) != LENGTH:
        raise _unsafe(path, f"does not hold exactly {LENGTH} bytes")
    if _is_sample(content):
        raise _unsafe(path, "holds a sample or a text, not random bytes")
    return content


def _is_sample(content: bytes) -> bool:
    """Text, a published test key, a repetition or a row of numbers: nothing that chance brings about."""
    steps = {(after - before) % 256 for before, after in pairwise(content)}
    is_text = all(32 <= byte < 127 or byte in b"\t\r\n" for byte in content)
    return is_text or content in _PUBLISHED or len(set(content)) < _FEWEST_DIFFERENT or len(steps) == 1


def _demand_private(path: Path, found: os.stat_result, mode: int) -> None:
    if stat.S_IMODE(found.st_mode) & ~mode:
        raise SecretRefused(
            "secret_unsafe", f"Others than its owner may reach {path}.", f"Run `chmod {mode:o} {path}`."
        )


def _unsafe(path: Path, what: str) -> SecretRefused:
    remedy = f"Put back the true file from your backup, or, if nothing is stored yet, run `rm {path}` and start again."
    return SecretRefused("secret_unsafe", f"{path} {what}.", remedy)


def _missing(path: Path) -> SecretRefused:
    remedy = "Put it back from your backup: a new key could not open what is stored. `claims db upgrade` makes the first."
    return SecretRefused("secret_missing", f"The master secret {path} is missing.", remedy)


def _out_of_reach(path: Path, error: OSError) -> SecretRefused:
    message = f"The master secret {path} can be neither read nor made: {error.strerror}."
    return SecretRefused("secret_out_of_reach", message, f"Check the folder, with `ls -ld {path.parent}`.")
