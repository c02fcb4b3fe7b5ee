"""Printed text to values in the contract's form; what cannot be read with certainty is None, never a guess.

>>> money("￥1,250.00"), date("2026年4月5日"), sex("女")
('1250.00', '2026-04-05', 'F')
"""

from extractors.values.dates import date, moment, moment_or_date, period
from extractors.values.identity import id_number, name, repair, sex
from extractors.values.money import capitals, decimal, money
from extractors.values.words import age, code, text

__all__ = [
    "age",
    "capitals",
    "code",
    "date",
    "decimal",
    "id_number",
    "moment",
    "moment_or_date",
    "money",
    "name",
    "period",
    "repair",
    "sex",
    "text",
]
