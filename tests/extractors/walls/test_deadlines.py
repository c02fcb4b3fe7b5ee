"""When a reader has taken too long: at work, asleep, or starved by a busy machine."""

from extractors.limits import Limits
from extractors.walls.deadlines import Watch

LIMITS = Limits.default().with_values(
    open_seconds=6.0, decode_seconds=5.0, read_seconds=60.0, total_seconds=300.0
)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def _watched(seconds: float, work: float, steps: dict[float, str] | None = None) -> Watch:
    """A watch after so many seconds in which the child used `work` of the processor, in tenths of a second."""
    clock = Clock()
    watch = Watch(LIMITS, clock)
    cpu = 50.0
    for tenth in range(round(seconds * 10)):
        if steps and tenth / 10 in steps:
            watch.note(steps[tenth / 10])
        watch.see(cpu)
        clock.now += 0.1
        cpu += work * 0.1
    return watch


def test_a_child_at_work_is_over_when_its_seconds_are_up() -> None:
    assert not _watched(5.9, work=1.0).is_over
    assert _watched(6.1, work=1.0).is_over


def test_a_child_asleep_is_over_when_its_seconds_are_up() -> None:
    assert not _watched(5.9, work=0.0).is_over
    assert _watched(6.1, work=0.0).is_over


def test_a_starved_child_gets_more_time_but_not_for_ever() -> None:
    assert not _watched(8.0, work=0.1).is_over
    assert _watched(8.5, work=0.1).is_over
    steps = {1.0: "page 1 decoded", 9.0: "page 1 read"}
    assert not _watched(23.0, work=0.1, steps=steps).is_over
    assert _watched(24.1, work=0.1, steps=steps).is_over


def test_a_page_in_pixels_starts_the_time_for_reading() -> None:
    assert not _watched(30.0, work=1.0, steps={1.0: "opened", 2.0: "page 1 decoded"}).is_over
    assert _watched(62.1, work=1.0, steps={1.0: "opened", 2.0: "page 1 decoded"}).is_over


def test_opening_alone_buys_no_time() -> None:
    assert _watched(6.1, work=1.0, steps={5.0: "opened"}).is_over


def test_the_whole_file_has_an_end_whatever_is_reported() -> None:
    steps = {float(second): f"page {second} decoded" for second in range(1, 301)}
    assert _watched(300.1, work=0.5, steps=steps).is_over
