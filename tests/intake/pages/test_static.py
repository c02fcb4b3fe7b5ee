"""The style sheet and the scripts: small, our own, readable by day and by night."""

import re
from itertools import product

import pytest

from intake.pages.static_files import static_files

CSS = static_files()["page.css"].content.decode()
MOST_BYTES = 12_000
AA = 4.5


def colours(css: str) -> dict[str, str]:
    """The named colours of one `:root`."""
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


DAY = colours(CSS.split("@media (prefers-color-scheme: dark)")[0])
NIGHT = DAY | colours(CSS.split("@media (prefers-color-scheme: dark)")[1].split("\n}\n")[0])
PAIRS = [
    *product(("ink", "quiet"), ("ground", "card", "soft")),
    *product(("ink",), ("fine-soft", "again-soft", "ours-soft")),
    *(("accent", ground) for ground in ("ground", "card", "soft", "fine-soft", "again-soft", "ours-soft")),
    ("on-accent", "accent"),
    ("fine", "fine-soft"),
    ("fine", "card"),
    ("again", "again-soft"),
    ("ours", "ours-soft"),
    ("ours", "card"),
]


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(palette: dict[str, str], ink: str, ground: str) -> None:
    assert contrast(palette[ink], palette[ground]) >= AA


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
def test_edges_of_fields_can_be_seen(palette: dict[str, str]) -> None:
    assert contrast(palette["edge"], palette["card"]) >= 3


def test_day_and_night_name_the_same_colours() -> None:
    assert set(colours(CSS.split("@media (prefers-color-scheme: dark)")[1].split("\n}\n")[0])) == set(DAY)


def test_type_is_large_and_what_is_touched_is_too() -> None:
    size = 16 * float(re.findall(r"font-size: ([\d.]+)%", CSS)[0]) / 100
    assert size >= 17
    heights = [float(found) * size for found in re.findall(r"min-height: ([\d.]+)rem", CSS)]
    assert heights and min(heights) >= 44
    assert min(float(found) * size for found in re.findall(r"font-size: ([\d.]+)rem", CSS)) >= 16


def test_style_and_scripts_are_small() -> None:
    assert len(CSS.encode()) < MOST_BYTES
    assert sum(len(one.content) for name, one in static_files().items() if name.endswith(".js")) < MOST_BYTES


def test_nothing_comes_from_elsewhere_and_nothing_is_made_from_text() -> None:
    for name, one in static_files().items():
        if one.media_type == "image/webp":
            continue
        text = one.content.decode().replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://|@import|url\(", text), name
        assert not re.search(r"\beval\(|new Function|document\.write|outerHTML|insertAdjacentHTML", text), name
        for made in re.findall(r"innerHTML = (.+)", text):
            assert "$" not in made and "+" not in made, name


def test_motion_and_darkness_follow_what_the_reader_prefers() -> None:
    assert "prefers-color-scheme: dark" in CSS
    moving = CSS.split("@media (prefers-reduced-motion: no-preference)")
    assert len(moving) == 2
    assert "animation" not in moving[0] and "transition" not in moving[0]
