"""Mails that mean harm, are broken, or only odd, each with the answers that the contract allows.

>>> len(HOSTILE_MAILS) > 20
True
"""

import base64
import binascii

from tests.specimens.hostile import PARTIAL, READ, Hostile, one_page_pdf, picture, zip_of
from tests.specimens.hostile_archives import nested

PAPER = picture("PNG")
HEAD = b"From: a@example.org\r\nTo: b@example.org\r\nSubject: papers\r\nMIME-Version: 1.0\r\n"


def part(content: bytes, name: str | None = "bill.png", kind: str = "image/png", extra: str = "") -> bytes:
    """One attachment, in base64."""
    named = f'; filename="{name}"' if name is not None else ""
    fields = f"Content-Type: {kind}\r\nContent-Disposition: attachment{named}\r\nContent-Transfer-Encoding: base64\r\n"
    return (fields + extra + "\r\n").encode("utf-8") + base64.encodebytes(content).replace(b"\n", b"\r\n")


def inline(content: bytes, cid: str, kind: str = "image/png") -> bytes:
    """A picture that the text may show."""
    fields = f"Content-Type: {kind}\r\nContent-ID: <{cid}>\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return fields.encode() + base64.encodebytes(content)


def text(words: str = "see attached", kind: str = "text/plain") -> bytes:
    return f"Content-Type: {kind}; charset=utf-8\r\n\r\n{words}\r\n".encode()


def mixed(*parts: bytes, boundary: str = "b", head: bytes = HEAD) -> bytes:
    """A mail of these parts."""
    line = f"--{boundary}".encode()
    body = b"".join(line + b"\r\n" + one + b"\r\n" for one in parts)
    return (
        head
        + f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'.encode()
        + body
        + line
        + b"--\r\n"
    )


def forwarded(times: int) -> bytes:
    """A paper in a mail that was forwarded so many times."""
    mail = mixed(text(), part(PAPER))
    for level in range(times):
        mail = mixed(text(), b"Content-Type: message/rfc822\r\n\r\n" + mail, boundary=f"f{level}")
    return mail


def deep(levels: int) -> bytes:
    """A paper in parts within parts."""
    start = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (level, level)
        for level in range(levels)
    )
    return HEAD + start + part(PAPER)


def uuencoded() -> bytes:
    rows = b"".join(binascii.b2a_uu(PAPER[at : at + 45]) for at in range(0, len(PAPER), 45))
    return HEAD + (
        b"Content-Type: image/png; name=bill.png\r\nContent-Transfer-Encoding: x-uuencode\r\n\r\n"
        b"begin 644 bill.png\n" + rows + b"`\nend\n"
    )


def quoted_printable() -> bytes:
    return HEAD + (
        b"Content-Type: image/png; name=bill.png\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        + binascii.b2a_qp(PAPER, istext=False)
    )


def _lines(count: int) -> bytes:
    return b"".join(b"X-%d: y\r\n" % number for number in range(count))


HOSTILE_MAILS: dict[str, Hostile] = {
    "one paper": Hostile(lambda: mixed(text(), part(PAPER)), (READ,)),
    "a paper alone": Hostile(lambda: HEAD + part(PAPER), (READ,)),
    "no attachment": Hostile(lambda: mixed(text()), ("empty_file",)),
    "text alone": Hostile(lambda: HEAD + text(), ("empty_file",)),
    "head alone": Hostile(lambda: HEAD, ("empty_file",)),
    "10000 parts": Hostile(lambda: mixed(*[part(b"x", None)] * 10_000), ("too_many_files", "unsupported_type")),
    "10000 different parts": Hostile(
        lambda: mixed(*(part(b"%d" % number, "a.txt") for number in range(10_000))), ("too_many_files",)
    ),
    "1 GB declared": Hostile(
        lambda: mixed(
            part(PAPER, extra="Content-Length: 1073741824\r\n"), head=HEAD + b"Content-Length: 1073741824\r\n"
        ),
        (READ,),
    ),
    "1 GB in its disposition": Hostile(
        lambda: (
            HEAD
            + b"Content-Type: image/png\r\nContent-Disposition: attachment; filename=a.png; size=1073741824\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(PAPER)
        ),
        (READ,),
    ),
    "30 deep": Hostile(lambda: deep(30), (READ,)),
    "60 deep": Hostile(lambda: deep(60), ("unsafe_content",)),
    "5000 deep": Hostile(lambda: deep(5_000), ("unsafe_content",)),
    "forwarded 3 times": Hostile(lambda: forwarded(3), (READ,)),
    "forwarded 4 times": Hostile(lambda: forwarded(4), ("unsafe_content",)),
    "uuencode": Hostile(uuencoded, (READ,)),
    "quoted-printable": Hostile(quoted_printable, (READ,)),
    "boundary never comes": Hostile(
        lambda: mixed(text(), part(PAPER)).replace(b"--b\r\n", b"--c\r\n").replace(b"--b--", b""),
        ("damaged_file",),
    ),
    "boundary not named": Hostile(
        lambda: mixed(text(), part(PAPER)).replace(b'; boundary="b"', b""), ("damaged_file",)
    ),
    "boundary empty": Hostile(lambda: mixed(part(PAPER), boundary=""), (READ, "damaged_file", "empty_file")),
    "boundary never closed": Hostile(lambda: mixed(text(), part(PAPER)).replace(b"--b--\r\n", b""), (READ,)),
    "boundary inside the boundary": Hostile(
        lambda: mixed(mixed(part(PAPER), boundary="b", head=b""), boundary="b"),
        (READ, "damaged_file", "empty_file"),
    ),
    "boundary of 10000 letters": Hostile(lambda: mixed(part(PAPER), boundary="b" * 10_000), (READ,)),
    "base64 with rubbish": Hostile(
        lambda: mixed(part(PAPER).replace(b"iVBOR", b"iV!!BOR", 1)),
        (READ, PARTIAL, "damaged_file", "unsupported_type"),
    ),
    "base64 half": Hostile(lambda: mixed(part(PAPER)[:-1800]), (READ, PARTIAL, "damaged_file")),
    "base64 of nothing": Hostile(lambda: mixed(part(b"")), ("empty_file",)),
    "encoding nobody knows": Hostile(
        lambda: mixed(part(PAPER).replace(b"base64", b"x-secret")), ("unsupported_type",)
    ),
    "name is a path": Hostile(lambda: mixed(part(PAPER, "../../etc/passwd")), (READ,)),
    "name is 100000 letters": Hostile(lambda: mixed(part(PAPER, "a" * 100_000 + ".png")), (READ,)),
    "name in 2000 pieces": Hostile(
        lambda: mixed(
            part(
                PAPER,
                None,
                extra="Content-Disposition: attachment;"
                + "".join(f"\r\n filename*{n}=a;" for n in range(2000))
                + "\r\n",
            )
        ),
        (READ,),
    ),
    "name broken": Hostile(lambda: mixed(part(PAPER, "=?utf-8?B?====?= =?x?Q?=FF?=")), (READ,)),
    "20000 fields": Hostile(lambda: HEAD + _lines(20_000) + part(PAPER), (READ,)),
    "field of 1 MB": Hostile(lambda: HEAD + b"X-A: " + b"a" * 1_000_000 + b"\r\n" + part(PAPER), (READ,)),
    "zip attached": Hostile(lambda: mixed(part(zip_of(("bill.png", PAPER)), "all.zip")), (READ,)),
    "zip in a zip attached": Hostile(lambda: mixed(part(nested(1), "all.zip")), ("unsafe_content",)),
    "bomb attached": Hostile(
        lambda: mixed(text(), part(zip_of(("zeros.png", bytes(64 << 20))), "all.zip"), part(PAPER)), (PARTIAL,)
    ),
    "mail attached": Hostile(
        lambda: mixed(part(mixed(part(PAPER)), "a.eml", "application/octet-stream")), (READ,)
    ),
    "pdf that begins as a mail": Hostile(lambda: HEAD + b"\r\n" + one_page_pdf(), ("empty_file",)),
    "mbox": Hostile(
        lambda: b"From a@example.org Mon Jan 1 00:00:00 2026\r\n" + HEAD + part(PAPER), ("unsupported_type",)
    ),
    "only looks like one": Hostile(lambda: b"Subject: x\r\nDate: y\r\n\r\nwords", ("unsupported_type",)),
}
