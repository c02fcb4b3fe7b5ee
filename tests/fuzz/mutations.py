"""Honest bytes altered in a few places: bits, numbers, cuts, repetitions, pieces of another file.

A package is altered inside too: a part of a ZIP is unpacked, altered and packed again, since altered packed bytes mostly
end at their checksum. The same seed gives the same files.

>>> mutated([b"%PDF-1.7 honest"], Random(1)) == mutated([b"%PDF-1.7 honest"], Random(1))
True
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from random import Random

_HOW_MANY = (1, 1, 1, 2, 4, 8)
_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 2**63 - 1, 2**64 - 1)
_WORDS = (
    b"<",
    b">",
    b"&",
    b"<!DOCTYPE a>",
    b"<![CDATA[",
    b"]]>",
    b"/Kids [1 0 R]",
    b"endobj",
    b"stream",
    b"PK\x03\x04",
)
_WORDS_TOO = (
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\0",
    b"-1",
    b"1e309",
    b"NaN",
    b"9" * 40,
    "票".encode(),
    b"../",
    b"xref",
)


def mutated(seeds: Sequence[bytes], random: Random) -> bytes:
    """One of the seeds, altered."""
    content = random.choice(seeds)
    if content.startswith(b"PK") and random.random() < 0.7:
        return _inside(content, seeds, random)
    return _altered(content, seeds, random)


def _altered(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    for _ in range(random.choice(_HOW_MANY)):
        content = random.choice(_CHANGES)(content, seeds, random)
    return content


def _inside(package: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = random.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, _altered(content, [content], random) if name == chosen else content)
    return buffer.getvalue()


def _place(content: bytes, random: Random) -> int:
    """Near the beginning as often as anywhere: that is where formats say what they are."""
    return random.randrange(min(len(content), 64) if random.random() < 0.4 else len(content)) if content else 0


def _flip(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    at = _place(content, random)
    return (
        content[:at] + bytes([content[at] ^ (1 << random.randrange(8))]) + content[at + 1 :]
        if content
        else b"\0"
    )


def _number(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    size, order = random.choice((1, 2, 4, 8)), random.choice(("little", "big"))
    number = random.choice(_NUMBERS) % 256**size
    at = _place(content, random)
    return content[:at] + number.to_bytes(size, order) + content[at + size :]  # type: ignore[arg-type]


def _word(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    at = _place(content, random)
    return content[:at] + random.choice(_WORDS + _WORDS_TOO) + content[at:]


def _cut(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    return content[: _place(content, random)]


def _drop(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    at = _place(content, random)
    return content[:at] + content[at + random.randint(1, 40) :]


def _again(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    at, size = _place(content, random), random.randint(1, 200)
    return content[:at] + content[at : at + size] * random.choice((2, 3, 50)) + content[at + size :]


def _splice(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(seeds)
    return content[: _place(content, random)] + other[_place(other, random) :]


def _digits(content: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    """A number that is written out becomes another."""
    places = [at for at, byte in enumerate(content[:20_000]) if 0x30 <= byte <= 0x39]
    if not places:
        return content
    at = random.choice(places)
    return content[:at] + random.choice((b"0", b"-7", b"4294967296", b"1.5", b"x")) + content[at + 1 :]


_CHANGES: tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...] = (
    *(_flip, _number, _word, _cut, _drop),
    *(_again, _splice, _digits),
)
