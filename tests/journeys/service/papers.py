"""The papers of one made-up outpatient claim, as files that a claimant sends.

Each picture carries a stripe (`marks`) by which the stand-in engine knows it; the engine then says what the true one
read on it. A paper may be held: its reader waits until the test says how to go on.

>>> [paper.type.value for paper in papers()]
['id_card', 'bank_card', 'inv_outpatient', 'op_record', 'fee_list']
"""

import io
import itertools
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL.PngImagePlugin import PngInfo

from storage.model.document_type import DocumentType
from tests.journeys.service.marks import marked
from tests.specimens.claims import adult_outpatient
from validators.facts.plain import facts_data

CLAIM = adult_outpatient(4)
HELD = 128
"""The bit of a stripe that says: wait."""
FEE_LIST = DocumentType.FEE_LIST
_copies = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file: its name as the claimant has it, and its bytes, which no other file has."""

    type: DocumentType
    name: str
    content: bytes


def papers(*types: DocumentType, held: bool = False) -> list[Paper]:
    """These papers of the claim in its order, all of them without `types`; every call makes new bytes."""
    wanted = types or tuple(paper.type for paper in CLAIM.papers)
    return [_paper(number, held) for number, paper in enumerate(CLAIM.papers) if paper.type in wanted]


def all_but_the_fee_list() -> list[Paper]:
    return papers(*(paper.type for paper in CLAIM.papers if paper.type is not FEE_LIST))


def one_paper(*, held: bool = False) -> Paper:
    """The bank card: the smallest one."""
    return papers(DocumentType.BANK_CARD, held=held)[0]


def facts() -> dict[str, Any]:
    """What the insurer knows beforehand, as JSON."""
    return facts_data(CLAIM.facts)


def _paper(number: int, held: bool) -> Paper:
    made = CLAIM.papers[number]
    name = f"{CLAIM.facts['insured.name']}的{made.type.label}.png"
    return Paper(made.type, name, _new_bytes(number + (HELD if held else 0)))


def _new_bytes(number: int) -> bytes:
    """The same picture with another comment."""
    note = PngInfo()
    note.add_text("Comment", f"copy {next(_copies)}")
    stream = io.BytesIO()
    _picture(number).save(stream, "PNG", pnginfo=note, compress_level=1)
    return stream.getvalue()


@cache
def _picture(number: int) -> Any:
    return marked(CLAIM.papers[number & ~HELD].pictures[0], number)
