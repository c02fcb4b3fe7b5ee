"""Rounding to 8 bits touches the listed convolutions only, and hardly changes what they give."""

import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.ocr import quantised, weights


@given(low=st.floats(-100, 0), spread=st.floats(0.01, 200))
def test_zero_is_a_level_and_the_range_moves_less_than_one(low: float, spread: float) -> None:
    high = max(0.0, low + spread)
    step = (high - low) / 255
    if step == 0:
        return
    moved_low, moved_high = quantised.whole_zero(low, high)
    assert (moved_low / step) == pytest.approx(round(moved_low / step), abs=1e-6)
    assert abs(moved_low - low) <= step
    assert abs(moved_high - high) <= step


def two_convolutions() -> Any:
    from openvino import Model, opset13

    rng = np.random.default_rng(1)
    given_in = opset13.parameter([1, 4, 8, 8], np.float32)
    node: Any = given_in
    for name in ("first", "second"):
        kernel = opset13.constant(rng.normal(0, 0.5, (4, 4, 1, 1)).astype(np.float32))
        node = opset13.convolution(node, kernel, [1, 1], [0, 0], [0, 0], [1, 1])
        node.set_friendly_name(name)
    return Model([node], [given_in])


def rounded(graph: Any) -> list[str]:
    """The convolutions whose inputs are rounded."""
    return [
        node.get_friendly_name()
        for node in graph.get_ordered_ops()
        if node.get_type_name() == "Convolution"
        and {node.input_value(place).get_node().get_type_name() for place in (0, 1)} == {"FakeQuantize"}
    ]


@pytest.fixture
def ranges(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "ranges.toml").write_text('[small]\n"first" = [-4.0, 4.0]\n', "utf-8")
    monkeypatch.setattr(quantised, "RANGES", tmp_path / "ranges.toml")


@pytest.mark.usefixtures("ranges")
def test_only_the_listed_convolutions_are_rounded() -> None:
    graph = two_convolutions()
    quantised.quantise(graph, "small")
    assert rounded(graph) == ["first"]


@pytest.mark.usefixtures("ranges")
def test_a_network_without_ranges_stays_as_it_is() -> None:
    graph = two_convolutions()
    quantised.quantise(graph, "unlisted")
    assert rounded(graph) == []


@pytest.mark.usefixtures("ranges")
def test_a_convolution_that_is_listed_but_missing_is_an_error() -> None:
    graph = two_convolutions()
    for node in graph.get_ordered_ops():
        if node.get_friendly_name() == "first":
            node.set_friendly_name("renamed")
    with pytest.raises(ValueError, match="first"):
        quantised.quantise(graph, "small")


@pytest.mark.usefixtures("ranges")
def test_what_comes_out_hardly_changes() -> None:
    from openvino import Core

    values = np.random.default_rng(2).uniform(-3.9, 3.9, (1, 4, 8, 8)).astype(np.float32)
    plain, eight_bits = two_convolutions(), two_convolutions()
    quantised.quantise(eight_bits, "small")
    results = [Core().compile_model(graph, "CPU")(values)[0] for graph in (plain, eight_bits)]
    assert np.abs(results[0] - results[1]).max() < 0.03 * np.abs(results[0]).max()
    assert not np.array_equal(*results)


def test_the_shipped_ranges_are_of_shipped_networks_and_hold_zero() -> None:
    shipped = tomllib.loads(quantised.RANGES.read_text("utf-8"))
    assert set(shipped) <= set(weights.MODELS)
    assert all(low <= 0 < high for ranges in shipped.values() for low, high in ranges.values())
