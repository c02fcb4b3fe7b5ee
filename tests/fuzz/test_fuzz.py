"""Some two thousand altered files in every run of the tests; `python -m tests.bench.fuzz` tries more."""

from random import Random

from extractors.limits import Limits
from extractors.walls.isolation import IsolatedReader
from tests.fuzz.mutations import mutated
from tests.fuzz.runs import READS, Run, try_decoders, try_parsers
from tests.fuzz.targets import PARSERS, everything

SEED = 20260410


def test_every_parser_reads_or_refuses_whatever_it_is_given() -> None:
    run = Run()
    try_parsers(run, Random(SEED), 250)
    assert [(surprise.target, surprise.what) for surprise in run.surprises] == []
    assert all(sum(counts.values()) == 250 for counts in run.answers.values())
    assert run.answers.keys() == PARSERS.keys()


def test_every_decoder_reads_or_refuses_whatever_it_is_given() -> None:
    run = Run()
    with IsolatedReader(Limits.default(), READS) as reader:
        try_decoders(run, Random(SEED), 60, reader)
    assert [(surprise.target, surprise.what) for surprise in run.surprises] == []
    assert sum(run.answers["decoder"].values()) == 60


def test_most_seeds_are_honest_before_they_are_altered() -> None:
    """Else nothing behind the first check would ever be tried."""
    for name, parser in PARSERS.items():
        answers = [parser.tried(seed) for seed in parser.seeds()]
        assert answers.count("read") >= len(answers) / 2, name


def test_altered_files_differ_from_each_other() -> None:
    random = Random(SEED)
    assert len({mutated(everything(), random) for _ in range(300)}) > 290
