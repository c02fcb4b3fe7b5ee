"""Crops become strips of their own width, scores become text, and results keep the order of the crops."""

from collections.abc import Iterable, Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.ocr.recogniser import (
    BUCKET,
    HEIGHT,
    WIDEST,
    Recogniser,
    Scores,
    best_of_logits,
    best_of_probabilities,
    strip_of,
)
from extractors.page import Pixels

ALPHABET = ("blank", "甲", "乙", "丙")


def probabilities(*places: int, sure: float = 0.9) -> Scores:
    """Steps from left to right, each sure of one character."""
    scores = np.full((len(places), len(ALPHABET)), (1 - sure) / (len(ALPHABET) - 1), np.float32)
    scores[np.arange(len(places)), places] = sure
    return scores


def recognised(crops: list[Pixels], *answers: Scores) -> list[tuple[str, float]]:
    """Each strip gets the next answer."""

    def run_each(strips: Iterable[Pixels]) -> Iterator[Scores]:
        for _, answer in zip(strips, answers, strict=True):
            yield answer.copy()

    found = Recogniser(run_each, best_of_probabilities, ALPHABET)(crops)
    return [(one["rec_text"], round(one["rec_score"], 3)) for one in found]


def crop(width: int, height: int = 20) -> Pixels:
    return np.zeros((height, width, 3), np.uint8)


@given(width=st.integers(1, 5000), height=st.integers(1, 200))
def test_a_strip_is_as_high_as_the_network_wants_and_hardly_wider_than_its_crop(
    width: int, height: int
) -> None:
    strip = strip_of(crop(width, height))
    needed = min(WIDEST, width * HEIGHT / height)
    assert strip.shape[:2] == (1, HEIGHT)
    assert strip.shape[2] % BUCKET == 0
    assert needed - 1 < strip.shape[2] < needed + BUCKET + 1


def test_what_is_added_to_a_strip_is_grey() -> None:
    strip = strip_of(crop(50, HEIGHT))
    assert (strip[0, :, :50] == 0).all()
    assert (strip[0, :, 50:] == 128).all()


def test_repeats_and_blanks_fall_out() -> None:
    assert recognised([crop(9)], probabilities(1, 1, 0, 1, 2, 2, 0, 0)) == [("甲甲乙", 0.9)]


def test_nothing_but_blanks_is_no_text_and_no_score() -> None:
    assert recognised([crop(9)], probabilities(0, 0)) == [("", 0.0)]


def test_the_score_is_that_of_the_kept_characters_only() -> None:
    scores = np.vstack([probabilities(1, sure=0.8), probabilities(1, sure=0.4), probabilities(2, sure=0.6)])
    assert recognised([crop(9)], scores) == [("甲乙", 0.7)]


def test_results_come_in_the_order_of_the_crops_though_the_widest_is_read_first() -> None:
    answers = [probabilities(3), probabilities(2), probabilities(1)]
    found = recognised([crop(20), crop(90), crop(40)], *answers)
    assert [text for text, _ in found] == ["甲", "丙", "乙"]


def test_no_crops_are_no_results() -> None:
    assert recognised([]) == []


def test_scores_before_the_softmax_give_the_same_probability() -> None:
    logits = np.random.default_rng(7).normal(0, 9, (5, 300)).astype(np.float32)
    powers = np.exp(logits.astype(np.float64))
    best = (powers / powers.sum(axis=-1, keepdims=True)).max(axis=-1)
    assert best_of_logits(logits.copy()) == pytest.approx(best, rel=1e-5)


def test_large_scores_do_not_overflow() -> None:
    assert best_of_logits(np.array([[1000.0, 0.0]], np.float32)) == pytest.approx([1.0])
