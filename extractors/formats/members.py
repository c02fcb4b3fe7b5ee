"""What is inside a ZIP or a mail, file by file: opened once, and once more what lies in it. Deeper is not opened.

One that is bad does not keep the others from coming out. The same bytes twice are one file, and all that lies in one
file shares one budget of files and bytes.

>>> import io, zipfile
>>> buffer = io.BytesIO()
>>> with zipfile.ZipFile(buffer, "w") as made:
...     made.writestr("bill.jpg", b"a picture")
>>> unpack(buffer.getvalue(), Limits.default())
Unpacked(media_type='application/zip', found=(Member(name='bill.jpg', content=b'a picture'),))
>>> unpack(b"a picture", Limits.default()) is None
True
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractors.errors import RefusedFile, refused
from extractors.formats import archive, mail, media
from extractors.formats.found_files import Budget, Entry, Found, Member, Unopened
from extractors.formats.member_names import Names
from extractors.limits import Limits

__all__ = ["Member", "Unopened", "Unpacked", "unpack"]

_DEEPEST = 1


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The true type of the file that held them, and what was in it, in its order."""

    media_type: str
    found: tuple[Found, ...]


def unpack(content: bytes, limits: Limits) -> Unpacked | None:
    """None for a file that holds no others. Raises `RefusedFile` where it cannot be opened as a whole: `empty_file`,
    `damaged_file`, `unsafe_content`, `too_large`, `too_many_files`."""
    if len(content) > limits.file_bytes:
        raise refused("too_large")
    kind = _kind(content)
    if kind is None:
        return None
    found = tuple(_Opening(Budget(limits)).found(content, kind))
    if not found:
        raise refused("empty_file")
    return Unpacked(kind, found)


def _kind(content: bytes) -> str | None:
    """The type of what holds other files; None for everything else, also for what is too broken to tell."""
    if not media.may_hold_files(content):
        return None
    try:
        kind = media.sniff(content)
    except RefusedFile:
        return None
    return kind if kind in media.HOLDERS else None


class _Opening:
    """One file being opened, with all that lies in it."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._seen: set[bytes] = set()

    def found(self, content: bytes, kind: str, level: int = 0) -> Iterator[Found]:
        """Raises `RefusedFile` where the whole cannot be opened."""
        names = Names()
        open_it = archive.entries if kind == media.ZIP else mail.entries
        for entry in open_it(content, self._budget):
            self._budget.count()
            yield from self._taken(entry, names, level)

    def _taken(self, entry: Entry, names: Names, level: int) -> Iterator[Found]:
        try:
            content = entry.open()
        except RefusedFile as error:
            if self._budget.is_spent:
                raise
            yield Unopened(names.once(entry.name), error.code)
            return
        if entry.adorns(content) or self._is_known(content):
            return
        name, kind = names.once(entry.name), _kind(content)
        if kind is None:
            yield Member(name, content)
        else:
            yield from self._inner(name, content, (kind, level + 1))

    def _inner(self, name: str, content: bytes, inner: tuple[str, int]) -> Iterator[Found]:
        """What is in one that lies in another, under both names."""
        kind, level = inner
        if level > _DEEPEST:
            yield Unopened(name, "unsafe_content")
            return
        is_empty = True
        try:
            for found in self.found(content, kind, level):
                is_empty = False
                yield replace(found, name=f"{name}/{found.name}")
            if is_empty:
                yield Unopened(name, "empty_file")
        except RefusedFile as error:
            if self._budget.is_spent:
                raise
            yield Unopened(name, error.code)

    def _is_known(self, content: bytes) -> bool:
        digest = hashlib.sha256(content).digest()
        is_known = digest in self._seen
        self._seen.add(digest)
        return is_known
