"""Lines are cut out with room around them, along the line's own direction and never off the page."""

import numpy as np
import pytest

from extractors.ocr.cutter import ROOM, Cutter, room_around


@pytest.mark.parametrize("degrees", [0, 7, 30, 90])
def test_the_room_follows_the_line(degrees: int) -> None:
    turn = np.radians(degrees)
    along, down = np.array([np.cos(turn), np.sin(turn)]), np.array([-np.sin(turn), np.cos(turn)])
    start = np.array([500.0, 300.0])
    line = np.array([start, start + 200 * along, start + 200 * along + 40 * down, start + 40 * down])
    wide = room_around(line, (2000, 2000)).astype(float)
    assert np.linalg.norm(wide[1] - wide[0]) == pytest.approx(200 + 2 * ROOM * 40, abs=2)
    assert np.linalg.norm(wide[3] - wide[0]) == pytest.approx(40 + 2 * ROOM * 40, abs=2)
    assert np.allclose(wide.mean(axis=0), line.mean(axis=0), atol=1)


def test_a_line_at_the_edge_stays_on_the_page_and_one_without_height_is_left_alone() -> None:
    edge = np.array([(0, 0), (99, 0), (99, 20), (0, 20)])
    assert room_around(edge, (100, 80)).tolist() == [[0, 0], [99, 0], [99, 24], [0, 24]]
    flat = np.array([(5, 5), (50, 5), (50, 5), (5, 5)])
    assert (room_around(flat, (100, 80)) == flat).all()


def test_the_pipelines_cutter_cuts() -> None:
    page = np.arange(80 * 100 * 3, dtype=np.uint8).reshape(80, 100, 3)
    seen = Cutter(lambda pixels, lines: [pixels[y0:y1, x0:x1] for (x0, y0), _, (x1, y1), _ in lines])(
        page, [np.array([(20, 20), (60, 20), (60, 40), (20, 40)])]
    )
    assert seen[0].shape[:2] == (28, 48)
