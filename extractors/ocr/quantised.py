"""8-bit convolutions: each input of a heavy convolution is rounded to 256 levels of its range, each kernel to 128.

The ranges are measured on made-up papers by `python -m tests.bench.ocr_ranges` and stand in `ranges.toml`; OpenVINO sees
the rounding and runs the convolution in integers. The weights are not changed on disk.

>>> whole_zero(-0.17, 3.0)
(-0.174..., 2.995...)
"""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np

RANGES = Path(__file__).with_name("ranges.toml")
_HALF_USED = 2
"""Kernels use half of their 255 levels: AVX2 adds two products in 16 bits, which with larger kernels would be cut off."""


def quantise(graph: Any, name: str) -> None:
    """Rounds the convolutions of `graph` that `ranges.toml` lists under the model's name.

    Raises ValueError where one of them is not in the graph: the ranges are of other weights then.
    """
    ranges = tomllib.loads(RANGES.read_text(encoding="utf-8")).get(name, {})
    nodes = {node.get_friendly_name(): node for node in graph.get_ordered_ops()}
    if missing := ranges.keys() - nodes.keys():
        raise ValueError(f"{name} has no {', '.join(sorted(missing))}")
    for place, (low, high) in ranges.items():
        node = nodes[place]
        node.input(0).replace_source_output(_rounded_input(node.input_value(0), low, high))
        node.input(1).replace_source_output(_rounded_kernel(node.input_value(1)))


def whole_zero(low: float, high: float) -> tuple[float, float]:
    """The range moved a little, so that zero is one of its 256 levels."""
    step = (high - low) / 255
    below = round(-low / step)
    return -below * step, (255 - below) * step


def _rounded_input(values: Any, low: float, high: float) -> Any:
    from openvino import opset13

    bounds = [opset13.constant(np.float32(bound)) for bound in whole_zero(low, high)]
    return opset13.fake_quantize(values, *bounds, *bounds, 256).output(0)


def _rounded_kernel(weights: Any) -> Any:
    from openvino import opset13

    largest = np.abs(weights.get_node().data).max(axis=(1, 2, 3), keepdims=True).astype(np.float32)
    bounds = [opset13.constant(-_HALF_USED * largest), opset13.constant(_HALF_USED * largest)]
    return opset13.fake_quantize(weights, *bounds, *bounds, 255).output(0)
