"""A damaged PDF made readable once more, and which of its pages are lost. The original bytes stay as they are.

qpdf finds the objects again where the table of contents is broken. Where even the page tree is gone, the page objects
that can still be seen get a tree of ours. A page counts as lost when it is not there any more, when it has no content,
or when the file breaks off in its content or its picture. Source: ISO 32000-2, 7.5 (file structure), 7.7.3 (page tree).

>>> repaired(b"%PDF-1.7 nothing more")
Traceback (most recent call last):
    ...
extractors.errors.RefusedFile: ...
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from extractors.errors import refused

_BROKEN = (pikepdf.PdfError, RuntimeError, ValueError, TypeError, LookupError, AttributeError)
_OBJECT = re.compile(rb"(\d{1,8})\s+\d{1,5}\s+obj\b")
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
_COUNT = re.compile(rb"/Count\s+(\d{1,6})")
_KIDS = re.compile(rb"/Kids\s*\[([\dR\s]*)\]")
_TAIL = b"\nstartxref\n0\n%%EOF\n"
"""Without anything after it, qpdf drops the last object."""
_PAGE_HEAD = 2_000
_INHERITED = ("/Resources", "/MediaBox", "/CropBox", "/Rotate")
_MOST_LEAVES = 20_000


@dataclass(frozen=True, slots=True)
class Repaired:
    """`kept` has one entry for each page that the file had: is it still there? The pages of `content` are those that are."""

    content: bytes
    kept: tuple[bool, ...]


def repaired(content: bytes) -> Repaired:
    """Raises `RefusedFile`: `encrypted_file` or `damaged_file`."""
    found = _saved(content)
    if found is None or not any(found.kept):
        found = _saved(_under_a_new_tree(content))
    if found is None or not any(found.kept):
        raise refused("damaged_file")
    return found


def _saved(content: bytes) -> Repaired | None:
    target = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content + _TAIL), inherit_page_attributes=False) as document:
            leaves = list(_leaves(document))
            cut = _cut_object(content)
            kept = [leaf is not None and _is_whole(leaf, cut) for leaf in leaves]
            _plant(document, [leaf for leaf, is_kept in zip(leaves, kept, strict=True) if leaf and is_kept])
            document.save(target)
    except pikepdf.PasswordError:
        raise refused("encrypted_file") from None
    except _BROKEN:
        return None
    kept += [False] * (_pages_named(content) - len(kept))
    return Repaired(target.getvalue(), tuple(kept))


def _plant(document: pikepdf.Pdf, pages: list[pikepdf.Dictionary]) -> None:
    tree = document.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Pages, Kids=pikepdf.Array(pages), Count=len(pages))
    )
    for page in pages:
        page.Parent = tree
    document.Root.Pages = tree


def _leaves(document: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary | None]:
    """Every page in order, with what it inherits; None for one that is named but not there."""
    waiting: list[pikepdf.Object] = [document.Root.Pages]
    seen: set[tuple[int, int]] = set()
    for _ in range(_MOST_LEAVES):
        if not waiting:
            return
        node = waiting.pop()
        if not isinstance(node, pikepdf.Dictionary):
            yield None
        elif "/Kids" not in node:
            yield document.make_indirect(node)
        elif node.objgen not in seen:
            seen.add(node.objgen)
            kids = list(node.Kids)
            _inherit(node, kids)
            waiting.extend(reversed(kids))


def _inherit(node: pikepdf.Dictionary, kids: list[pikepdf.Object]) -> None:
    for name in _INHERITED:
        for kid in kids:
            if name in node and isinstance(kid, pikepdf.Dictionary) and name not in kid:
                kid[name] = node[name]


def _is_whole(page: pikepdf.Dictionary, cut: int | None) -> bool:
    if "/Contents" not in page:
        return False
    contents = page.Contents
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    pictures = page.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
    streams += [picture for _, picture in pictures.items()]
    return all(stream.objgen[0] != cut for stream in streams)


def _pages_named(content: bytes) -> int:
    """How many pages the file says it had: qpdf drops the lost ones without a word. A count needs as many names."""
    counts = [int(one[1]) for one in _COUNT.finditer(content)]
    names = sum(one[1].count(b"R") for one in _KIDS.finditer(content))
    return min(max(counts, default=0), names, _MOST_LEAVES)


def _cut_object(content: bytes) -> int | None:
    """The number of the object in which the file breaks off."""
    begun = list(_OBJECT.finditer(content, content.rfind(b"endobj") + 1))
    return int(begun[-1][1]) if begun else None


def _under_a_new_tree(content: bytes) -> bytes:
    """The same bytes, and after them a page tree of every page object in sight, with one more page: what was lost."""
    starts = list(_OBJECT.finditer(content))
    pages = [int(one[1]) for one in starts if _PAGE.search(_head(content, one.end()))]
    if not pages or b"/Encrypt" in content:
        raise refused("damaged_file")
    new = max(int(one[1]) for one in starts) + 1
    kids = [b"%d 0 R" % number for number in (*dict.fromkeys(pages), new + 2)]
    tree = b"\nendobj\n%d 0 obj\n<< /Type /Pages /Kids [%s] /Count %d >>\nendobj\n"
    tree %= (new, b" ".join(kids), len(kids))
    catalog = b"%d 0 obj\n<< /Type /Catalog /Pages %d 0 R >>\nendobj\n" % (new + 1, new)
    lost = b"%d 0 obj\n<< /Type /Page /MediaBox [0 0 9 9] >>\nendobj\n" % (new + 2)
    return content + tree + catalog + lost + b"trailer\n<< /Root %d 0 R /Size %d >>\n" % (new + 1, new + 3)


def _head(content: bytes, start: int) -> bytes:
    return content[start : start + _PAGE_HEAD].partition(b"endobj")[0].partition(b"stream")[0]
