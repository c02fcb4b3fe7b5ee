"""The small sample pictures that messages and the claimant's page show: `python -m tests.specimens.samples`.

Each is a made-up paper of the maker, made small and marked 样例 across. The same layout and seed draw the same picture;
a test holds the files in `validators/message/sample_pictures` against what is drawn here.

>>> sorted(kind.value for kind in SHOWN)[:2]
['bank_card', 'birth_cert']
"""

import io
from random import Random

from PIL import Image, ImageDraw

from storage.model.document_type import DocumentType as T
from tests.specimens.papers import further, layouts
from tests.specimens.sheet import font
from validators.message.samples import FOLDER, file_of

MOST_BYTES = 15_000
_WIDTH, _MOST_HEIGHT = 400, 480
_QUALITIES = (60, 45, 30, 20, 10)
_RED = (200, 30, 40, 125)
_SEED = 20260410

SHOWN: dict[T, str] = {
    T.ID_CARD: "both_in_one",
    T.BANK_CARD: "flat",
    T.TAX_INVOICE: "paper_photo",
    T.INV_OUTPATIENT: "ebill",
    T.INV_INPATIENT: "ebill",
    T.OP_RECORD: "plain",
    T.DISCHARGE: "borderless",
    T.DIAGNOSIS_CERT: "plain",
    T.FEE_LIST: "ruled",
    T.SI_SETTLEMENT: "boxes",
    T.HUKOU: "member",
    T.BIRTH_CERT: "ruled",
    T.MARRIAGE_CERT: "open",
    T.TRAFFIC_LIABILITY: "general",
    T.DRV_LICENSE: "both",
    T.VEH_LICENSE: "both",
    T.POA: "letter",
}
"""Which layout stands for a type. None for papers that speak of death or of grave illness: nobody needs to see those."""


def drawn(kind: T) -> Image.Image:
    """The sample of that type as it is before it is packed."""
    made = {**layouts(), **further()}
    specimen = made[kind][SHOWN[kind]](Random(_SEED))
    return marked(_small(specimen.pictures[0]))


def packed(picture: Image.Image) -> bytes:
    """As WebP, in the best quality that is small enough."""
    for quality in _QUALITIES:
        packing = io.BytesIO()
        picture.save(packing, "WEBP", quality=quality, method=6)
        if packing.tell() < MOST_BYTES:
            break
    return packing.getvalue()


def marked(picture: Image.Image) -> Image.Image:
    """With 样例 across it, so that nobody takes it for a paper of anybody."""
    high = picture.height // 2
    mark = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(mark)
    size = min(picture.width // 4, high)
    for at in (picture.height // 4, picture.height * 3 // 4) if picture.height > _WIDTH else (high,):
        draw.text((picture.width // 2, at), "样 例", font=font("hei-bold", size), fill=_RED, anchor="mm")
    return Image.alpha_composite(picture.convert("RGBA"), mark).convert("RGB")


def _small(picture: Image.Image) -> Image.Image:
    """At the width of a card on a phone; of a long paper the upper part."""
    scale = _WIDTH / picture.width
    size = (_WIDTH, round(picture.height * scale))
    return (
        picture.convert("RGB")
        .resize(size, Image.Resampling.LANCZOS)
        .crop((0, 0, _WIDTH, min(size[1], _MOST_HEIGHT)))
    )


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.webp"):
        path.unlink()
    for kind in SHOWN:
        (FOLDER / file_of(kind)).write_bytes(packed(drawn(kind)))


if __name__ == "__main__":
    main()
