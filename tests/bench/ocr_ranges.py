"""Measures `extractors/ocr/ranges.toml`: the least and the largest value that goes into each heavy convolution.

`python -m tests.bench.ocr_ranges` reads made-up papers that the bench never reads: other seeds, every second one spoilt as
a phone would. Of the recogniser only: the detector in 8 bits loses faint lines of poor photos. Squeeze-and-excite
convolutions and the first one stay as they are: they cost nothing.
"""

import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractors.ocr import pipeline, weights
from extractors.ocr.precision import Precision
from extractors.ocr.quantised import RANGES
from extractors.ocr.session import NETWORKS, OpenVinoSession, fed_with_bytes
from extractors.page import Pixels
from tests.bench.ocr_corpus import bgr, dense, photo
from tests.specimens import camera
from tests.specimens.papers import layouts, others

RECOGNISER = "PP-OCRv6_small_rec"
SEED = 4711
SPOILT = ("blur", "shadow", "dark", "noise", "jpeg", "wechat", "glare", "skew", "fold", "tiny")
_THREADS = 2
_EVERY = 3
"""Of the lines found, one in so many is measured; a range is wide long before all are seen."""


class Listener(OpenVinoSession):
    """The recogniser in floats; it notes what goes into its convolutions."""

    def __init__(self, model: Path) -> None:
        from openvino import Core

        super().__init__(model, threads=_THREADS, precision=Precision.F32)
        graph = Core().read_model(model)
        self.extremes = {one.get_friendly_name(): (0.0, 0.0) for one in _heavy(graph)}
        self._probe = _probe(graph)
        self._seen = 0

    def run_each(self, inputs: Iterable[Pixels]) -> Iterator[NDArray[np.float32]]:
        kept = list(inputs)
        for one in kept:
            self._seen += 1
            if self._seen % _EVERY == 0:
                self._note(one)
        return super().run_each(kept)

    def _note(self, strip: Pixels) -> None:
        self._probe.infer({0: strip})
        found = [float(one.data) for one in self._probe.output_tensors]
        for place, low, high in zip(list(self.extremes), found[::2], found[1::2], strict=True):
            least, most = self.extremes[place]
            self.extremes[place] = (min(least, low), max(most, high))


def main() -> None:
    folder = weights.prepare(weights.default_folder())
    listener = Listener(folder / RECOGNISER / "inference.onnx")

    def session(model: Path) -> OpenVinoSession:
        if model.parent.name == RECOGNISER:
            return listener
        return OpenVinoSession(model, threads=_THREADS, precision=Precision.F32)

    made = pipeline.build(folder, _THREADS, session)
    for number, picture in enumerate(papers(), 1):
        made.predict(bgr(picture))
        print(number, picture.size)
    rows = [f'"{place}" = [{low:.3f}, {high:.3f}]' for place, (low, high) in listener.extremes.items()]
    RANGES.write_text("\n".join([f'["{RECOGNISER}"]', *rows, ""]), "utf-8")


def papers() -> Iterator[Image.Image]:
    """Each layout once, every second spoilt by the next fault, and pages of dense print."""
    makers = [make for kinds in (layouts(), others()) for kind in kinds.values() for make in kind.values()]
    for number, make in enumerate(makers):
        rng = random.Random(SEED + number)
        for picture in make(rng).pictures[:1]:
            yield camera.FAULTS[SPOILT[number // 2 % len(SPOILT)]](rng, picture) if number % 2 else picture
    for number, points in enumerate((8.0, 10.5, 14.0)):
        page = dense(f"ranges-{points}", 150, SEED + number, points=points)
        yield page.picture
        yield photo(page, slant=0.02, quality=45).picture


def _heavy(graph: Any) -> list[Any]:
    """Convolutions over a plane (not over one pooled pixel) with many channels."""
    return [
        node
        for node in graph.get_ordered_ops()
        if node.get_type_name() == "Convolution"
        and node.input(1).get_shape()[1] >= 24
        and not node.input_value(0).get_partial_shape()[3].is_static
    ]


def _probe(graph: Any) -> Any:
    """The least and the largest of each place, in turn."""
    from openvino import Core, Model, opset13

    axes = opset13.constant(np.array([0, 1, 2, 3], np.int64))
    ends = [
        reduce(node.input_value(0), axes, False).output(0)
        for node in _heavy(graph)
        for reduce in (opset13.reduce_min, opset13.reduce_max)
    ]
    probe = fed_with_bytes(Model(ends, graph.get_parameters(), "probe"), NETWORKS[RECOGNISER])
    return Core().compile_model(probe, "CPU").create_infer_request()


if __name__ == "__main__":
    main()
