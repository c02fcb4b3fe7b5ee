"""Bank card: a photo of the card, the first page of a passbook, or a screenshot of the account.

Number by ISO/IEC 7812 with its Luhn digit; bank and kind as printed. Validity date and security code are never read.

>>> from extractors.page import Line
>>> from storage.model.extraction import Box, Source
>>> page = ReadPage(number=1, width=400, height=260, turn=0, source=Source.OCR, lines=(
...     Line("中国建设银行", Box(20, 10, 160, 34)), Line("储蓄卡", Box(300, 10, 380, 34)),
...     Line("6217 0012 3456 7890 122", Box(20, 110, 380, 140))))
>>> {name: field.value for name, field in extract([page]).items()}
{'bank_name': '中国建设银行', 'card_number': '6217001234567890122', 'card_kind': 'debit'}
"""

import re
from collections.abc import Sequence

from extractors import values
from extractors.cards import account, banks, card_number, holder
from extractors.cards.card_number import CardNumber
from extractors.cards.labels import plain
from extractors.fields import make, union
from extractors.layout.skew import Level
from extractors.page import Line, ReadPage
from storage.model.document_type import DocumentType
from storage.model.extraction import Field, Fields

TYPE = DocumentType.BANK_CARD

_CHINESE_NAME = re.compile(r"[\u3400-\u9fff]{2,4}(?:·[\u3400-\u9fff]{1,10})*")


def extract(pages: Sequence[ReadPage]) -> Fields:
    """Bank, number, kind and holder, as far as they are printed."""
    lines = [line for page in pages for line in plain(page.lines)]
    told = account.told(lines, Level.of(lines))
    number = card_number.find(lines, told.get("number", ()))
    found = {
        "bank_name": _bank(told.get("bank", ()), lines),
        "card_number": _number(number),
        "card_kind": _kind(lines, number),
        "holder_name": _holder(told.get("holder", ()), lines, number),
    }
    return {name: field for name, field in found.items() if field}


def _bank(labelled: Sequence[Line], lines: Sequence[Line]) -> Field | None:
    """What the label says, else the tallest print that names a bank; sure names before logos."""
    named = [(line, bank) for line in lines if (bank := banks.named(line.text))]
    told = [(line, bank) for line in labelled if (bank := banks.named(line.text))]
    if not named and not told:
        return None
    line, bank = told[0] if told else max(named, key=lambda one: (one[1].is_sure, one[0].box.height))
    return make(bank.name, [line], is_doubtful=not bank.is_sure)


def _number(number: CardNumber | None) -> Field | None:
    if number is None:
        return None
    return make(number.digits, number.lines, is_doubtful=number.is_doubtful, repaired=number.repaired)


def _kind(lines: Sequence[Line], number: CardNumber | None) -> Field | None:
    """The printed word; without one the first digits are a hint for a person to confirm."""
    table = banks.shipped()
    texts = [(line, banks.simple(line.text).upper()) for line in lines]
    debit = [line for line, text in texts if table.debit_words.search(text)]
    credit = [line for line, text in texts if table.credit_words.search(text)]
    if debit or credit:
        best = max(debit or credit, key=lambda line: line.score)
        return make("debit" if debit else "credit", [best], is_doubtful=bool(debit and credit))
    if number is None or number.digits is None:
        return None
    hint = banks.kind_hint(number.digits)
    return make(hint or "unknown", number.lines, is_doubtful=True)


def _holder(labelled: Sequence[Line], lines: Sequence[Line], number: CardNumber | None) -> Field | None:
    """What a label names; else capitals below the number; else the one Chinese name close to it."""
    for line in labelled:
        value = values.name(line.text)
        if value and not re.search(r"\d", value):
            return make(value, [line], is_doubtful=not _is_name(value))
    embossed = holder.find(lines, number.lines[0].box if number else None)
    if embossed is not None:
        name = values.name(holder.spaced(embossed.text))
        return make(name, [embossed], is_doubtful=not holder.is_pinyin(embossed.text))
    printed = holder.find_chinese(lines, union(line.box for line in number.lines)) if number else None
    return make(values.name(printed.text), [printed], is_doubtful=True) if printed else None


def _is_name(value: str) -> bool:
    return _CHINESE_NAME.fullmatch(value) is not None or holder.is_pinyin(value)
