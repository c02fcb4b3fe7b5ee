"""Made-up vehicle licences: the main page, the other one, both in one picture, the electronic licence.

>>> import random
>>> len(LAYOUTS["main"](random.Random(1)).fields["vin"])
17
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from extractors.documents.veh_license import month_end
from extractors.values import vin as numbers
from storage.model.document_type import DocumentType
from tests.specimens.cells import Cell, around, boxed
from tests.specimens.people import Person, digits, make_person
from tests.specimens.sheet import RED, Specimen
from tests.specimens.titles import Draft

_LABEL = (40, 80, 120)
_MODELS = ("东风牌DFM7150B1A", "长安牌SC7169AAD5", "比亚迪牌BYD7150WT5HEV3", "五菱牌LZW6450")


@dataclass(frozen=True, slots=True)
class Vehicle:
    owner: Person
    plate: str
    model: str
    vin: str
    engine: str
    registered: dt.date
    issued: dt.date
    file: str

    @property
    def inspected(self) -> str:
        return f"{self.issued.year + 6}-{self.issued.month:02d}"


def make_vehicle(rng: Random) -> Vehicle:
    owner = make_person(rng, ages=(22, 65))
    plate = rng.choice("苏浙粤川鄂") + rng.choice("ABCDEF") + "".join(rng.choices("ABCDEFGHJK23456789", k=5))
    day = dt.date(2021, 1, 1) + dt.timedelta(days=rng.randint(0, 1200))
    vin = "L" + "".join(rng.choices("ABCDEFGHJKLMNPRSTUVWXYZ0123456789", k=16))
    vin = vin[:8] + numbers.check_character(vin) + vin[9:]
    return Vehicle(owner, plate, rng.choice(_MODELS), vin, digits(rng, 8), day, day, digits(rng, 12))


def main(rng: Random) -> Specimen:
    """The main page with its labels in both languages."""
    vehicle = make_vehicle(rng)
    draft = Draft(1060, 720, (236, 242, 246))
    _main(draft, vehicle, 0, rng.choice(("song", "hei")))
    return _done(draft, vehicle, "main", _MAIN)


def back(rng: Random) -> Specimen:
    """The other page: seats, weights, the record of inspections."""
    vehicle = make_vehicle(rng)
    draft = Draft(1060, 720, (236, 242, 246))
    _back(draft, vehicle, 0, rng.choice(("song", "hei")))
    return _done(draft, vehicle, "back", _BACK)


def both(rng: Random) -> Specimen:
    """Both pages below each other."""
    vehicle = make_vehicle(rng)
    draft, face = Draft(1060, 1460, (236, 242, 246)), rng.choice(("song", "hei"))
    _main(draft, vehicle, 0, face)
    _back(draft, vehicle, 740, face)
    return _done(draft, vehicle, "both", (*_MAIN, *_BACK))


def phone(rng: Random) -> Specimen:
    """The electronic licence of the traffic police's app."""
    vehicle = make_vehicle(rng)
    draft, face = Draft(1080, 1800, (255, 255, 255)), rng.choice(("hei", "zenhei"))
    around(draft, (540, 90), "机动车行驶证(电子版)", face="hei-bold", size=46)
    facts = (
        ("号牌号码", vehicle.plate),
        ("车辆类型", "小型轿车"),
        ("所有人", vehicle.owner.name),
        ("使用性质", "非营运"),
        ("品牌型号", vehicle.model),
        ("车辆识别代号", vehicle.vin),
        ("发动机号码", vehicle.engine),
        ("注册日期", f"{vehicle.registered}"),
        ("发证日期", f"{vehicle.issued}"),
        ("核定载人数", "5人"),
        ("检验有效期至", vehicle.inspected),
        ("档案编号", vehicle.file),
    )
    for place, (label, value) in enumerate(facts):
        draft.write((60, 220 + place * 96), label, face=face, size=36, ink=(120, 120, 125))
        draft.write((370, 220 + place * 96), value, face=face, size=36)
    wanted = (*(key for key in _MAIN if key != "address"), *_BACK)
    return _done(draft, vehicle, "phone", wanted, side="both")


LAYOUTS: dict[str, Callable[[Random], Specimen]] = {"main": main, "back": back, "both": both, "phone": phone}

_MAIN = (
    *("plate", "vehicle_kind", "owner", "address", "use", "model", "vin", "engine_number", "register_date"),
    "issue_date",
)
_BACK = ("plate", "file_number", "seats", "inspection_valid_to")


def _main(draft: Draft, vehicle: Vehicle, top: int, face: str) -> None:
    around(draft, (530, top + 36), "中华人民共和国机动车行驶证", size=40)
    around(draft, (530, top + 92), "Vehicle License of the People's Republic of China", face="song", size=22)
    rows = (
        ((60, "号牌号码", "Plate No.", vehicle.plate), (560, "车辆类型", "Vehicle Type", "小型轿车")),
        ((60, "所有人", "Owner", vehicle.owner.name),),
        ((60, "住址", "Address", vehicle.owner.address[:20]),),
        ((60, "使用性质", "Use Character", "非营运"), (480, "品牌型号", "Model", vehicle.model)),
        ((400, "车辆识别代号", "VIN", vehicle.vin),),
        ((400, "发动机号码", "Engine No.", vehicle.engine),),
        ((400, "注册日期", "Register Date", f"{vehicle.registered}"),),
        ((400, "发证日期", "Issue Date", f"{vehicle.issued}"),),
    )
    for place, row in enumerate(rows):
        _pairs(draft, top + 146 + place * 68, row, face)
    for place, text in enumerate(("清河市公安局", "交通警察支队")):
        draft.write((100, top + 470 + place * 50), text, face="song-bold", size=30, ink=RED)


def _back(draft: Draft, vehicle: Vehicle, top: int, face: str) -> None:
    around(draft, (530, top + 30), "中华人民共和国机动车行驶证副页", size=34)
    rows = (
        (Cell("号牌号码", 170), Cell(vehicle.plate, 290), Cell("档案编号", 170), Cell(vehicle.file, 330)),
        (Cell("核定载人数", 170), Cell("5人", 290), Cell("总质量", 170), Cell("1720kg", 330)),
        (Cell("整备质量", 170), Cell("1345kg", 290), Cell("核定载质量", 170), Cell("--", 330)),
        (Cell("外廓尺寸", 170), Cell("4610×1765×1480mm", 290), Cell("准牵引总质量", 170), Cell("--", 330)),
        (Cell("备注", 170), Cell("", 790)),
    )
    bottom = boxed(draft, (50, top + 100), rows, face=face, size=26, height=66)
    draft.write((60, bottom + 50), "检验记录", face="song", size=26, ink=_LABEL)
    year, month = vehicle.inspected.split("-")
    draft.write((220, bottom + 50), f"检验有效期至{year}年{month}月 {vehicle.plate[:2]}", face=face, size=28)


def _pairs(draft: Draft, y: int, cells: Sequence[tuple[int, str, str, str]], face: str) -> None:
    for x, label, english, value in cells:
        box = draft.write((x, y), label, face="song", size=25, ink=_LABEL)
        draft.write((x, y + 30), english, face="song", size=15, ink=_LABEL)
        draft.write((box.x1 + 30, y + 2), value, face=face, size=28)


def _done(draft: Draft, vehicle: Vehicle, name: str, keys: Sequence[str], *, side: str = "") -> Specimen:
    truth = {
        "plate": vehicle.plate,
        "vehicle_kind": "小型轿车",
        "owner": vehicle.owner.name,
        "address": vehicle.owner.address[:20],
        "use": "非营运",
        "model": vehicle.model,
        "vin": vehicle.vin,
        "engine_number": vehicle.engine,
        "register_date": vehicle.registered.isoformat(),
        "issue_date": vehicle.issued.isoformat(),
        "file_number": vehicle.file,
        "seats": 5,
        "inspection_valid_to": month_end(vehicle.inspected),
    }
    draft.fields |= {"side": side or name, **{key: truth[key] for key in keys}}
    return draft.done(f"veh_license.{name}", DocumentType.VEH_LICENSE)
