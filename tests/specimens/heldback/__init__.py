"""Layouts that the readers of papers were not made with: the honest measure of how well they read.

Whoever writes or tunes an extractor, a cue or a threshold does not look in here. Layouts that were looked at move
to `tests.specimens.others` and new ones take their place.
"""

import random
from collections.abc import Callable

from storage.model.document_type import DocumentType
from tests.specimens.sheet import Specimen

Layout = Callable[[random.Random], Specimen]

LAYOUTS: dict[DocumentType, dict[str, Layout]] = {}
