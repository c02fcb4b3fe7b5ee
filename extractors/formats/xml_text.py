"""XML from customers: decoded by its declared encoding and parsed without DTD, entities or network.

Issuers' interfaces declare GBK or GB2312, write prefixes they never declare (`<fp:InvoiceCode>` without `xmlns:fp`)
and put a byte order mark before anything. Source: XML 1.0, 4.3.3; GB 18030 as the superset of GBK and GB2312.

>>> from extractors.limits import Limits
>>> parse('<?xml version="1.0" encoding="GBK"?><a><b>票</b></a>'.encode("gbk"), Limits.default()).find("b").text
'票'
>>> parse(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', Limits.default())
Traceback (most recent call last):
    ...
extractors.errors.RefusedFile: ...
"""

import codecs
import re
import xml.etree.ElementTree as ET

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from extractors.errors import refused
from extractors.limits import Limits

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\A\s*<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
_DTD = re.compile(r"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_PREFIX = re.compile(r"<(/?)[A-Za-z_][\w.-]*:(?=[A-Za-z_])")
_BOUND = re.compile(r"""\s[\w.-]+:[\w.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')""")
_MAX_ELEMENTS = 400_000


def parse(content: bytes, limits: Limits) -> ET.Element:
    """Raises `RefusedFile`: `too_large`, `unsafe_content` or `damaged_file`."""
    if len(content) > limits.xml_bytes:
        raise refused("too_large")
    text = _DECLARATION.sub("", _decoded(content), count=1).strip("\ufeff\x00 \r\n\t")
    if _DTD.search(text) or text.count("<") > _MAX_ELEMENTS:
        raise refused("unsafe_content")
    try:
        root = _parsed(text)
    except DefusedXmlException:
        raise refused("unsafe_content") from None
    if _depth(root) > limits.xml_depth:
        raise refused("unsafe_content")
    return root


def _parsed(text: str) -> ET.Element:
    try:
        root: ET.Element = fromstring(text, forbid_dtd=True)
    except ET.ParseError:
        try:
            root = fromstring(_BOUND.sub("", _PREFIX.sub(r"<\1", text)), forbid_dtd=True)
        except ET.ParseError:
            raise refused("damaged_file") from None
    return root


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    declared = _DECLARED.match(content)
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    name = "gb18030" if name in ("gbk", "gb2312", "cp936", "gb18030") else "utf-8"
    try:
        return content.decode(name)
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _depth(root: ET.Element) -> int:
    deepest, level = 0, [root]
    while level:
        deepest += 1
        level = [child for parent in level for child in parent]
    return deepest
