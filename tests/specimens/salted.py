"""The layouts of a folder of papers, each with people of its own.

>>> from tests.specimens.others import bank_card
>>> sorted(salted_layouts(bank_card)[DocumentType.BANK_CARD])
['embossed_holder', 'flat_one_run', 'rural_holder', 'vertical']
"""

from random import Random
from types import ModuleType

from storage.model.document_type import DocumentType
from tests.specimens.papers import Layout


def salted_layouts(*modules: ModuleType) -> dict[DocumentType, dict[str, Layout]]:
    """The `LAYOUTS` of modules that bear the names of their types."""
    return {
        DocumentType(module.__name__.rpartition(".")[2]): {
            name: _salted(name, layout) for name, layout in module.LAYOUTS.items()
        }
        for module in modules
    }


def _salted(name: str, layout: Layout) -> Layout:
    """The layout with people and illnesses of its own: one seed is somebody else on every layout."""
    return lambda rng: layout(Random(f"{name} {rng.getrandbits(64)}"))
