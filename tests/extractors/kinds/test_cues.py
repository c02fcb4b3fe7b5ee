"""Cues are data that an insurer edits: a fault is named with its file and line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import CuesInvalid
from extractors.kinds.cues import load, shipped
from extractors.kinds.folding import fold, near
from storage.model.document_type import DocumentType as T

GOOD = '[rx]\ntitles = ["处方笺"]\n[rx.anchors]\n2 = ["药师"]\n'

FAULTS = {
    "no TOML": ('[rx]\ntitles = ["处方笺"\nx', 3),
    "an unknown type": ("\n[recipe]\ntitles = ['处方']\n", 2),
    "an unknown kind of cue": ('[rx]\ntitles = ["处方笺"]\nheadings = ["x"]\n', 3),
    "titles that are no list": ('[rx]\ntitles = "处方笺"\n', 2),
    "an empty phrase": ('[rx]\ntitles = ["处方笺", " "]\n', 2),
    "a weight that is no number": ('[rx]\n[rx.anchors]\nmuch = ["药师"]\n', 3),
    "a weight out of bounds": ('[rx]\n[rx.anchors]\n200 = ["药师"]\n', 3),
    "a weight without quotes around its point": ('[rx]\n[rx.anchors]\n1.5 = ["药师"]\n', 3),
    "a broken expression": ("[rx]\n[[rx.patterns]]\nweight = 2\nfind = '(rp'\n", 4),
    "an expression without text": ("[rx]\n[[rx.patterns]]\nweight = 2\n", 2),
    "an unknown key of a pattern": ("[rx]\n[[rx.patterns]]\nfind = 'rp'\nworth = 2\n", 4),
    "columns without words": ("[rx]\n[[rx.columns]]\nweight = 2\n", 2),
    "a count of zero": ('[rx]\n[[rx.columns]]\nwords = ["药名"]\nat_least = 0\n', 4),
    "nothing that speaks for the type": ('[rx]\n[rx.negatives]\n2 = ["发票"]\n', 1),
    "patterns that are no tables": ("[rx]\npatterns = ['rp']\n", 2),
    "a type that is no table": ("rx = 3\n", 1),
    "parts that are no table": ('[rx]\ntitles = ["处方笺"]\nparts = 3\n', 3),
}


@pytest.mark.parametrize(("text", "line"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_its_file_and_line(text: str, line: int) -> None:
    with pytest.raises(CuesInvalid) as caught:
        load({"mine.toml": text})
    assert caught.value.code == "cues_invalid"
    assert f"mine.toml, line {line}:" in caught.value.message


def test_a_type_has_its_cues_in_one_place() -> None:
    with pytest.raises(CuesInvalid, match=r"b\.toml, line 1: .* already"):
        load({"a.toml": GOOD, "b.toml": GOOD})


def test_weights_are_kept_by_phrase() -> None:
    assert load({"a.toml": GOOD})[T.RX].anchors == {"药师": 2.0}


def test_cues_are_shipped_for_every_type_that_lists_ask_for_now() -> None:
    unknown_by_nature = {T.OTHER, T.IRRELEVANT, T.UNREADABLE, T.PHOTO}
    later = {T.VEH_ORIGIN, T.PURCHASE_PROOF}
    assert set(shipped()) == set(T) - unknown_by_nature - later


def test_no_phrase_speaks_both_for_and_against_a_type() -> None:
    for type, cues in shipped().items():
        against = set(cues.negatives)
        assert not against & {*cues.anchors, *cues.titles}, type


PRINTED = st.one_of(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    st.characters(min_codepoint=0x20, max_codepoint=0x7E),
    st.characters(min_codepoint=0xFF01, max_codepoint=0xFF5E),
)


@given(st.text(PRINTED, max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="出院小结记录入手术", min_size=6, max_size=12), st.data())
def test_one_wrong_character_is_found_wherever_it_stands(phrase: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(phrase) - 1))
    assert near(phrase[:at] + "某" + phrase[at + 1 :], phrase) == 0


@given(st.text(alphabet="出院小结", min_size=6, max_size=8))
def test_two_wrong_characters_are_not_forgiven(phrase: str) -> None:
    assert near("某某" + phrase[2:], phrase) is None or phrase[2:] in (phrase[:-2] * 2)
