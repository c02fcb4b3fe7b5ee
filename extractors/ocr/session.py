"""Inference by OpenVINO, in the place of the ONNX Runtime sessions behind the `paddleocr` pipeline.

Why not ONNX Runtime: with its memory arena it keeps the largest page it ever saw (3.8 GB), without the arena it spends
a third of its time asking the kernel for memory, and it has no bfloat16 on CPUs.
Pixels go in as bytes and are normalised in the graph. The recogniser runs a few strips side by side, one thread each.

>>> NETWORKS["PP-OCRv6_small_rec"].is_parallel
True
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractors.ocr.precision import Precision
from extractors.page import Pixels


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """`mean` and `scale` of the bytes, per channel; empty where the pipeline itself normalises.

    `is_parallel`: many small inputs side by side, one thread each, instead of one input on all threads.
    """

    mean: tuple[float, ...] = ()
    scale: tuple[float, ...] = ()
    is_parallel: bool = False


NETWORKS = {
    "PP-OCRv6_small_det": Network(mean=(123.675, 116.28, 103.53), scale=(58.395, 57.12, 57.375)),
    "PP-OCRv6_small_rec": Network(mean=(127.5,) * 3, scale=(127.5,) * 3, is_parallel=True),
    "PP-LCNet_x1_0_doc_ori": Network(),
}


class OpenVinoSession:
    """One network. `run`, `get_inputs` and `get_outputs` are what the pipeline asks of a session; not thread-safe."""

    def __init__(self, model: Path, *, threads: int, precision: Precision) -> None:
        import openvino

        network = NETWORKS[model.parent.name]
        core = openvino.Core()
        graph = core.read_model(model)
        if network.is_parallel:
            graph = _without_softmax(graph)
        if network.mean:
            graph = _fed_with_bytes(graph, network)
        compiled = core.compile_model(graph, "CPU", _settings(network, threads, precision))
        self._requests = [
            compiled.create_infer_request() for _ in range(threads + 1 if network.is_parallel else 1)
        ]
        self._inputs = [SimpleNamespace(name=one.get_any_name()) for one in compiled.inputs]
        self._outputs = [SimpleNamespace(name=f"output{place}") for place, _ in enumerate(compiled.outputs)]

    def get_inputs(self) -> list[SimpleNamespace]:
        return self._inputs

    def get_outputs(self) -> list[SimpleNamespace]:
        return self._outputs

    def run(self, names: list[str], feeds: dict[str, NDArray[Any]]) -> list[NDArray[np.float32]]:
        """The outputs; they are the session's own memory, good until the next run."""
        request = self._requests[0]
        request.infer({0: next(iter(feeds.values()))}, share_inputs=True)
        return [request.get_output_tensor(place).data for place, _ in enumerate(names)]

    def run_each(self, inputs: Iterable[Pixels]) -> Iterator[NDArray[np.float32]]:
        """The first output of each input, in their order; the next inputs are under way meanwhile."""
        idle = list(self._requests)
        busy: list[tuple[Any, Pixels]] = []  # an input must live as long as its request reads it
        try:
            for one in inputs:
                request = idle.pop()
                request.start_async({0: one}, share_inputs=True)
                busy.append((request, one))
                if not idle:
                    yield _output(busy[0][0])
                    idle.append(busy.pop(0)[0])
            for request, _ in busy:
                yield _output(request)
        finally:
            for request, _ in busy:
                request.wait()


def _output(request: Any) -> NDArray[np.float32]:
    request.wait()
    values: NDArray[np.float32] = request.get_output_tensor(0).data[0]
    return values


def _settings(network: Network, threads: int, precision: Precision) -> dict[str, str]:
    return {
        "PERFORMANCE_HINT": "THROUGHPUT" if network.is_parallel else "LATENCY",
        "NUM_STREAMS": str(threads if network.is_parallel else 1),
        "INFERENCE_NUM_THREADS": str(threads),
        "INFERENCE_PRECISION_HINT": "bf16" if precision is Precision.BF16 else "f32",
        "CPU_RUNTIME_CACHE_CAPACITY": "8",
    }


def _without_softmax(graph: Any) -> Any:
    """Ends with the scores before the last softmax: the few characters that are kept get theirs outside."""
    from openvino import Model

    node = graph.get_results()[0].input_value(0).get_node()
    while node.get_type_name() != "Softmax":
        node = node.input_value(0).get_node()
    return Model([node.input_value(0)], graph.get_parameters(), graph.get_friendly_name())


def _fed_with_bytes(graph: Any, network: Network) -> Any:
    """Takes pictures as they are: bytes, height × width × channels."""
    from openvino import Layout, Type
    from openvino.preprocess import PrePostProcessor

    steps = PrePostProcessor(graph)
    steps.input().tensor().set_element_type(Type.u8).set_layout(Layout("NHWC"))
    steps.input().model().set_layout(Layout("NCHW"))
    prepared = steps.input().preprocess().convert_element_type(Type.f32)
    prepared.mean(list(network.mean)).scale(list(network.scale))
    return steps.build()
