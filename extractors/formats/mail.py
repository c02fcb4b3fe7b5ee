"""The files attached to a mail. What the mail itself says is no paper; pictures that only adorn it are left out.

The standard library takes the mail apart, under the policy that leaves header fields as they are: names in them come
in any encoding, and are decoded here. Forwarded mails inside it are walked too, three deep.
Sources: RFC 5322, 2045-2047, 2183 (attachments), 2231 (names), 2392 (`cid:` of inline pictures), 3156 and 8551
(signatures).

>>> mail = (b"From: a@example.org\\r\\nSubject: x\\r\\nContent-Type: image/jpeg; name=bill.jpg\\r\\n"
...         b"Content-Transfer-Encoding: base64\\r\\n\\r\\n/9j/\\r\\n")
>>> [(entry.name, entry.open()) for entry in entries(mail, Budget(Limits.default()))]
[('bill.jpg', b'\\xff\\xd8\\xff')]
"""

import email
import email.header
import email.policy
import re
from collections.abc import Iterator
from email.message import Message
from functools import partial
from urllib.parse import unquote_to_bytes

from extractors.errors import refused
from extractors.formats.found_files import Budget, Entry
from extractors.formats.member_names import decoded, shown
from extractors.limits import Limits

__all__ = ["Limits", "entries"]

_MOST_FORWARDS, _MOST_LEVELS = 3, 30
_ADORNMENT_BYTES = 10_240
_BODIES = ("text/plain", "text/html")
_NO_PAPERS = frozenset(
    {
        *("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"),
        *("message/delivery-status", "message/disposition-notification", "message/external-body"),
        *("text/rfc822-headers", "application/pgp-encrypted"),
    }
)
_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "message/rfc822": ".eml"}
_CID = re.compile(rb"cid:([^\s\"'<>()]{1,200})", re.IGNORECASE)


def entries(content: bytes, budget: Budget) -> Iterator[Entry]:
    """Every attachment. Raises `RefusedFile`: `unsafe_content`, `damaged_file`."""
    try:
        parts = list(_parts(email.message_from_bytes(content, policy=email.policy.compat32)))
        shown_by_text = {cid for part in parts for cid in _pictures_of(part)}
    except RecursionError:
        raise refused("unsafe_content") from None
    except Exception:  # the door to foreign machinery: its parser has never been free of surprises
        raise refused("damaged_file") from None
    for part in parts:
        if part.is_multipart():
            yield Entry(_name(part), _too_deep)
        elif not _is_said(part):
            yield Entry(_name(part), partial(_content, part, budget), partial(_adorns, part, shown_by_text))


def _parts(part: Message, *, forwards: int = 0, level: int = 0) -> Iterator[Message]:
    """The leaves of the tree; and a branch as it is where it goes too deep."""
    forwards += part.get_content_type() == "message/rfc822"
    if not part.is_multipart() or forwards > _MOST_FORWARDS or level > _MOST_LEVELS:
        yield part
        return
    children: list[Message] = part.get_payload()  # type: ignore[assignment]
    for child in children:
        yield from _parts(child, forwards=forwards, level=level + 1)


def _too_deep() -> bytes:
    raise refused("unsafe_content")


def _is_said(part: Message) -> bool:
    """What the mail itself says, and what only serves to carry or to sign it."""
    kind = part.get_content_type()
    if kind in _NO_PAPERS:
        return True
    is_body = kind in _BODIES and _disposition(part) != "attachment" and _file_name(part) is None
    return is_body or (part.get_content_maintype() == "multipart" and not part.get_payload())


def _pictures_of(part: Message) -> Iterator[bytes]:
    """The content ids of the pictures that a text shows."""
    content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
    if isinstance(content, bytes):
        yield from (unquote_to_bytes(found[1]).lower() for found in _CID.finditer(content))


def _adorns(part: Message, shown_by_text: set[bytes], content: bytes) -> bool:
    """A small picture that the mail's own text shows: a logo, a signature, an icon."""
    if part.get_content_maintype() != "image" or _disposition(part) == "attachment":
        return False
    cid = str(part.get("content-id", "")).strip().strip("<>").lower().encode("ascii", "replace")
    return len(content) < _ADORNMENT_BYTES and cid in shown_by_text


def _content(part: Message, budget: Budget) -> bytes:
    """Raises `RefusedFile`: `damaged_file`, `too_large`."""
    try:
        content = None if part.get_content_maintype() == "multipart" else part.get_payload(decode=True)
    except Exception:  # the door to foreign machinery, as above
        raise refused("damaged_file") from None
    if not isinstance(content, bytes):
        raise refused("damaged_file")
    budget.work(len(content))
    if len(content) > budget.limits.zip_member_bytes:
        raise refused("too_large")
    budget.take(len(content))
    return content


def _disposition(part: Message) -> str:
    return str(part.get("content-disposition", "")).partition(";")[0].strip().lower()


def _name(part: Message) -> str:
    said = _file_name(part)
    return shown(said) if said else "file" + _ENDINGS.get(part.get_content_type(), "")


def _file_name(part: Message) -> str | None:
    """What its header fields call it, whatever the encoding."""
    plain = Message(email.policy.compat32)
    for name, value in part.raw_items():
        if name.lower() in ("content-disposition", "content-type") and name not in plain:
            plain[name] = _text(value).replace("\r", "").replace("\n", "")
    try:
        said = plain.get_filename()
        return _words(said) if said else None
    except Exception:  # the door to foreign machinery: a name is never worth more than a file
        return None


def _text(value: object) -> str:
    """A field as its bytes were, not as the parser could not understand them."""
    return decoded(str(value).encode("utf-8", "surrogateescape"))


def _words(said: str) -> str:
    """Encoded words (RFC 2047) in a name, which the standard does not allow and most programs write."""
    if "=?" not in said:
        return said
    pieces = email.header.decode_header(said)
    return "".join(piece if isinstance(piece, str) else _in_charset(piece, named) for piece, named in pieces)


def _in_charset(raw: bytes, charset: str | None) -> str:
    try:
        return raw.decode("gb18030" if (charset or "").lower() in ("gb2312", "gbk") else charset or "utf-8")
    except (LookupError, UnicodeDecodeError, OSError):
        return decoded(raw)
