"""The sender's name of a file: shown to people, never used as a path.

>>> plain_name("C:\\\\fakepath\\\\发票 1.jpg"), plain_name("../../etc/passwd"), plain_name("..")
('发票 1.jpg', 'passwd', 'file')
>>> name_in("attachment; filename*=UTF-8''%E5%8F%91%E7%A5%A8.jpg"), name_in("inline"), name_in('x; filename="a.jpg"')
('发票.jpg', None, 'a.jpg')
"""

import re
import unicodedata
from email.message import Message
from email.utils import collapse_rfc2231_value
from urllib.parse import unquote

from fastapi import Request

from extractors.formats.member_names import shortened

_MOST_CHARACTERS = 200
_WITHOUT_NAME = "file"


def plain_name(said: str) -> str:
    """Without folders and control characters, not longer than 200 characters; `file` where nothing is left."""
    last = re.split(r"[/\\]", said)[-1]
    kept = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    kept = shortened(kept, _MOST_CHARACTERS)
    return kept if kept.strip(".") else _WITHOUT_NAME


def name_of_body(request: Request) -> str:
    """What X-File-Name (percent-encoded UTF-8) or Content-Disposition calls a raw body."""
    said = request.headers.get("x-file-name")
    if said is not None:
        return plain_name(unquote(_utf8(said)))
    return plain_name(name_in(request.headers.get("content-disposition", "")) or "")


def name_in(disposition: str) -> str | None:
    """The file name in a Content-Disposition, also in the form of RFC 5987."""
    message = Message()
    message["content-disposition"] = _utf8(disposition).replace("\r", "").replace("\n", "")
    said = message.get_param("filename", header="content-disposition")
    return None if said is None else collapse_rfc2231_value(said)


def _utf8(header: str) -> str:
    """Headers come as Latin-1; many senders write UTF-8."""
    try:
        return header.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return header
