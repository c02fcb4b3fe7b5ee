"""The `paddleocr` pipeline with PP-OCRv6_small, offline: as its package makes it, and with our parts in it.

The only file that imports `paddleocr` and what it stands on. Every sub-model gets a local folder, so the pipeline never
asks a hub. Six places of it are filled by ours: how its settings are read (by libyaml: 18,700 characters of an alphabet
take a second otherwise), the sessions, what the detector looks at (`detector.py`), how its pixels are normalised (in the
graph), how lines are cut out (`cutter.py`) and the recogniser (`recogniser.py`). These places have private names, which
the tests of this file watch. PaddleX looks for OpenCV under the name of its desktop build; the lock carries the headless build of the
same version, so the name is answered for.

>>> answer_for_opencv()
>>> importlib.metadata.version("opencv-contrib-python").count(".")
3
"""

import importlib.metadata
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from extractors.ocr.cutter import Cutter
from extractors.ocr.detector import Detector
from extractors.ocr.recogniser import Recogniser, Scores, best_of_logits, best_of_probabilities
from extractors.page import Pixels

MakeSession = Callable[[Path], Any]
"""From a model's file to what stands in for its ONNX Runtime session."""


def build(folder: Path, threads: int, make_session: MakeSession | None) -> Any:
    """The pipeline with our parts in it; its sessions come from `make_session`, where that is given."""
    answer_for_opencv()
    from paddlex.inference.models.runners.onnxruntime_runner import ONNXRuntimeRunner
    from paddlex.inference.utils.io import readers

    with ExitStack() as ours:
        ours.enter_context(_in_place_of(readers.YAMLReaderBackend, "read_file", _settings))
        if make_session is not None:
            make = make_session
            ours.enter_context(
                _in_place_of(
                    ONNXRuntimeRunner, "_create_session", lambda runner: make(runner._get_model_path())
                )
            )
        pipeline = unmodified(folder, threads, enable_cpu_mem_arena=False)
    _put_ours_in(parts_of(pipeline), takes_bytes=make_session is not None)
    return pipeline


@contextmanager
def _in_place_of(owner: Any, name: str, ours: Callable[..., Any]) -> Iterator[None]:
    own = getattr(owner, name)
    setattr(owner, name, ours)
    try:
        yield
    finally:
        setattr(owner, name, own)


def _settings(_: Any, path: str) -> Any:
    from paddlex.inference.utils.io.readers import yaml

    return yaml.load(Path(path).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def unmodified(folder: Path, threads: int, **options: bool) -> Any:
    """The pipeline as its package makes it, on ONNX Runtime with these options."""
    answer_for_opencv()
    from paddleocr import PaddleOCR

    return PaddleOCR(
        engine="onnxruntime",
        device="cpu",
        engine_config={"intra_op_num_threads": threads, **options},
        text_detection_model_name="PP-OCRv6_small_det",
        text_detection_model_dir=str(folder / "PP-OCRv6_small_det"),
        text_recognition_model_name="PP-OCRv6_small_rec",
        text_recognition_model_dir=str(folder / "PP-OCRv6_small_rec"),
        use_doc_orientation_classify=True,
        doc_orientation_classify_model_name="PP-LCNet_x1_0_doc_ori",
        doc_orientation_classify_model_dir=str(folder / "PP-LCNet_x1_0_doc_ori"),
        use_textline_orientation=False,
        use_doc_unwarping=False,
    )


def parts_of(pipeline: Any) -> Any:
    """What holds the detector, the recogniser and the cutter of lines."""
    return pipeline.paddlex_pipeline._pipeline


def _put_ours_in(parts: Any, *, takes_bytes: bool) -> None:
    """`takes_bytes`: the sessions normalise; else the pipeline does, and so do we before its session."""
    recogniser, detector = parts.text_rec_model, parts.text_det_model
    session, alphabet = recogniser.runner.session, recogniser.post_op.character
    if takes_bytes:
        detector.pre_tfs |= {"Normalize": _as_it_is, "ToCHW": _as_it_is, "ToBatch": _in_one_array}
        parts.text_rec_model = Recogniser(session.run_each, best_of_logits, alphabet)
    else:
        parts.text_rec_model = Recogniser(_one_by_one(session), best_of_probabilities, alphabet)
    parts.text_det_model = Detector(detector)
    parts._crop_by_polys = Cutter(parts._crop_by_polys)


def _as_it_is(imgs: list[Pixels]) -> list[Pixels]:
    return imgs


def _in_one_array(imgs: list[Pixels]) -> list[Pixels]:
    return [np.stack(imgs)]


def _one_by_one(session: Any) -> Callable[[Iterable[Pixels]], Iterator[Scores]]:
    """Strips through an ONNX Runtime session, which takes normalised floats."""
    name = session.get_inputs()[0].name

    def run_each(strips: Iterable[Pixels]) -> Iterator[Scores]:
        for strip in strips:
            values = (strip.transpose(0, 3, 1, 2).astype(np.float32) / 255 - 0.5) / 0.5
            yield session.run(None, {name: values})[0][0]

    return run_each


@cache
def answer_for_opencv() -> None:
    ask = importlib.metadata.version

    def version(name: str) -> str:
        return ask("opencv-contrib-python-headless" if name == "opencv-contrib-python" else name)

    importlib.metadata.version = version  # type: ignore[assignment]
