"""Licences have a main page and a back page, often in two pictures: pictures of one licence are taken together.

>>> together(()), sides_missing(())
([], ('main', 'back'))
"""

from collections.abc import Sequence

from storage.model.document_type import DocumentType
from validators.papers.names import fold
from validators.papers.paper import Paper

SIDES = {DocumentType.DRV_LICENSE: "name", DocumentType.VEH_LICENSE: "plate"}
"""By which field pictures of one licence know each other."""


def together(papers: Sequence[Paper]) -> list[tuple[Paper, ...]]:
    """The licences; pictures that name nobody go with the only one that is named."""
    groups: dict[str, list[Paper]] = {}
    for paper in papers:
        groups.setdefault(fold(paper.text(SIDES[paper.type]) or ""), []).append(paper)
    loose = groups.pop("", [])
    if len(groups) <= 1:
        return [tuple(papers)] if papers else []
    return [tuple(group) for group in groups.values()] + [(paper,) for paper in loose]


def sides_missing(papers: Sequence[Paper]) -> tuple[str, ...]:
    """What the pictures do not show; one whose side was not told may show both."""
    seen = {paper.text("side") or "both" for paper in papers}
    return () if "both" in seen else tuple(side for side in ("main", "back") if side not in seen)
