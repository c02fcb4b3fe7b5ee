"""Unknown facts as questions a person can answer, each with the answers there are.

>>> put(["event.cause"], load_wording("zh-CN"), {})[0].answers
('生病', '意外受伤')
"""

from collections.abc import Mapping, Sequence

from storage.model.checklist import Question
from validators.wording import Wording, filled, load_wording

__all__ = ["load_wording", "put"]


def put(keys: Sequence[str], words: Wording, values: Mapping[str, str]) -> tuple[Question, ...]:
    """Each question once, in the order in which the lists ask; `hint` chooses words that speak of what papers say."""
    return tuple(_question(key, words, values) for key in dict.fromkeys(keys))


def _question(key: str, words: Wording, values: Mapping[str, str]) -> Question:
    entry = words.part("question", key)
    text = entry.get(f"text_{values.get('hint', '')}", entry["text"])
    return Question(key, filled(str(text), values), tuple(entry["answers"]))
