"""Values as people write them: a running hand, letters that differ in size and turn, a line that wanders off its rule.

The hands are open fonts of handwriting, fetched by `make handwriting` into `build/handwriting` for measuring only.
Without them, and for characters that a hand lacks, the pen writes with the font that signatures are drawn in.

>>> sheet = Sheet(600, 120)
>>> Pen(Random(1)).write(sheet, (20, 40), "张悦") > 60
True
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from tests.specimens.sheet import Ink, Sheet, font

FOLDER = Path(__file__).parents[3] / "build" / "handwriting" / "node_modules"
_HANDS = (
    "@fontsource/long-cang/files/long-cang-chinese-simplified-400-normal.woff",
    "@expo-google-fonts/zhi-mang-xing/400Regular/ZhiMangXing_400Regular.ttf",
    "@expo-google-fonts/ma-shan-zheng/400Regular/MaShanZheng_400Regular.ttf",
)
_SPARE = "wenkai"
_SMALL = (0.92, 1.0, 0.96)
"""How large a hand writes beside the others, for the same size of its font."""
_INKS: tuple[Ink, ...] = ((28, 46, 128), (40, 70, 170), (30, 32, 40), (52, 54, 66))


class Pen:
    """One writer with one pen; `rng` decides whose hand, which ink, and how steady."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._hand = rng.randrange(len(_HANDS))
        self._ink = rng.choice(_INKS)
        self._slope = rng.uniform(-0.02, 0.025)
        self._unsteady = rng.uniform(0.5, 1.2)

    def write(self, sheet: Sheet, at: tuple[int, int], text: str, *, size: int = 38) -> int:
        """Writes one line that begins near `at`; gives its end."""
        rng, wild = self._rng, self._unsteady
        x = at[0] + rng.uniform(-0.25, 0.3) * size * wild
        begin, drift = x, rng.uniform(-0.22, 0.12) * size * wild
        for char in text:
            drift = 0.7 * drift + rng.gauss(0, 0.05) * size * wild
            used = self._font(char, round(size * (1 + rng.gauss(0, 0.07) * wild)))
            y = at[1] + size / 2 + drift - self._slope * (x - begin)
            self._stamp(sheet, used, char, (x + used.getlength(char) / 2, y))
            x += used.getlength(char) * (1 + rng.gauss(0.0, 0.05) * wild)
        return round(x)

    def paragraph(
        self, sheet: Sheet, at: tuple[int, int], text: str, *, width: int, size: int = 38, leading: float = 1.55
    ) -> int:
        """Writes wrapped text, each line from its own left; gives the height below it."""
        y = at[1]
        for line in self._wrapped(text, width, size):
            self.write(sheet, (at[0], y), line, size=size)
            y += round(size * leading)
        return y

    def _wrapped(self, text: str, width: int, size: int) -> Iterator[str]:
        line, reach = "", 0.0
        for char in text:
            wide = self._font(char, size).getlength(char)
            if line and reach + wide > width - size and char not in "，。；、,.;:":
                yield line
                line, reach = "", 0.0
            line, reach = line + char, reach + wide
        yield line

    def _font(self, char: str, size: int) -> ImageFont.FreeTypeFont:
        path = FOLDER / _HANDS[self._hand]
        if not path.is_file():
            return font(_SPARE, size)
        own = _hand(path, round(size / _SMALL[self._hand]))
        return own if char.isspace() or _has(path, char) else font(_SPARE, size)

    def _stamp(
        self, sheet: Sheet, used: ImageFont.FreeTypeFont, char: str, centre: tuple[float, float]
    ) -> None:
        """One letter, turned a little, its ink not quite even."""
        side = round(used.size * 2)
        glyph = Image.new("L", (side, side), 0)
        strength = self._rng.randint(205, 255)
        ImageDraw.Draw(glyph).text((side / 2, side / 2), char, font=used, fill=strength, anchor="mm")
        turned = glyph.rotate(self._rng.gauss(0, 3.5) * self._unsteady, resample=Image.Resampling.BICUBIC)
        place = (round(centre[0] - side / 2), round(centre[1] - side / 2))
        sheet.picture.paste(Image.new("RGB", turned.size, self._ink), place, turned)


@lru_cache(maxsize=256)
def _hand(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size)


@lru_cache(maxsize=4096)
def _has(path: Path, char: str) -> bool:
    used = _hand(path, 40)
    return bytes(used.getmask(char)) != bytes(used.getmask("\uffff"))
