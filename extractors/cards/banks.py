"""The banks of `banks.toml`: which one a printed text names, and what the first digits of a number hint at.

>>> named("中国建设银行示范市滨江支行"), named("CHINA MERCHANTS BANK"), named("ICBC 牡丹卡")
(Named(name='中国建设银行', is_sure=True), Named(name='招商银行', is_sure=True), Named(name='中国工商银行', is_sure=False))
>>> named("手机银行"), kind_hint("6217001234567890122")
(None, 'debit')
"""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from extractors.layout.lines import squash

_CJK = r"[\u3400-\u9fff]"
_GENERIC = re.compile(
    rf"{_CJK}{{2,14}}?(?:村镇银行|农村商业银行|农商银行|银行|农村信用社联合社|农村信用合作联社|农村信用联社"
    r"|信用合作联社|农村信用社|农村信用合作社|信用联社|农信|信合)"
)
_TRADITIONAL = str.maketrans(
    "銀國農業華興發廣東設郵儲滙豐徽聯號貸記蓄", "银国农业华兴发广东设邮储汇丰徽联号贷记蓄"
)


@dataclass(frozen=True, slots=True)
class Bank:
    name: str
    latin: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    debit: frozenset[str] = frozenset()
    credit: frozenset[str] = frozenset()
    debit_digits: int | None = None


@dataclass(frozen=True, slots=True)
class BankTable:
    banks: tuple[Bank, ...]
    debit_words: re.Pattern[str]
    credit_words: re.Pattern[str]
    no_bank: tuple[str, ...]
    not_names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Named:
    """A bank that a text names; not sure where only a logo's letters or a near spelling says so."""

    name: str
    is_sure: bool


@lru_cache(maxsize=1)
def shipped() -> BankTable:
    data = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    banks = tuple(
        Bank(
            one["name"],
            tuple(one.get("latin", ())),
            tuple(one.get("short", ())),
            frozenset(one.get("debit", ())),
            frozenset(one.get("credit", ())),
            one.get("debit_digits"),
        )
        for one in data["banks"]
    )
    words = data["words"]
    return BankTable(
        banks,
        re.compile("|".join(words["debit"])),
        re.compile("|".join(words["credit"])),
        tuple(words["no_bank"]),
        frozenset(words["not_names"]),
    )


def named(text: str) -> Named | None:
    """The bank that the text names, by its Chinese name, its English name, or its letters."""
    table = shipped()
    plain = simple(text)
    for word in table.no_bank:
        plain = plain.replace(word, "|")
    return _in_chinese(plain, table) or _in_latin(text.upper(), table)


def kind_hint(number: str) -> str | None:
    """`debit` or `credit` where the first six digits are known."""
    first = number[:6]
    for bank in shipped().banks:
        if first in bank.debit or first in bank.credit:
            return "debit" if first in bank.debit else "credit"
    return None


def usual_digits(number: str) -> int | None:
    """How many digits the numbers of this issuer's debit cards have, where that is known.

    >>> usual_digits("6217001234567890122"), usual_digits("6230590000000000000")
    (19, None)
    """
    return next((bank.debit_digits for bank in shipped().banks if number[:6] in bank.debit), None)


def simple(text: str) -> str:
    """Without spaces, in simplified characters as far as banks need them."""
    return squash(text).translate(_TRADITIONAL)


def _in_chinese(plain: str, table: BankTable) -> Named | None:
    known = [bank.name for bank in table.banks if bank.name in plain]
    if known:
        return Named(max(known, key=len), True)
    match = _GENERIC.search(plain)
    if match is None:
        return None
    near = [bank.name for bank in table.banks if _differs_by_one(match[0], bank.name)]
    return Named(near[0], False) if near else Named(match[0], True)


def _in_latin(upper: str, table: BankTable) -> Named | None:
    words = " ".join(re.findall(r"[A-Z]+", upper))
    solid = words.replace(" ", "")
    long = [(name, bank.name) for bank in table.banks for name in bank.latin if name.replace(" ", "") in solid]
    if long:
        return Named(max(long, key=lambda one: len(one[0]))[1], True)
    for bank in table.banks:
        if any(f" {short} " in f" {words} " for short in bank.short):
            return Named(bank.name, False)
    return None


def _differs_by_one(text: str, name: str) -> bool:
    return len(text) == len(name) >= 5 and sum(a != b for a, b in zip(text, name, strict=True)) == 1
