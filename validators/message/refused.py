"""Why a file could not be opened, in the words of the reader of the message.

The reading speaks zh-CN; another locale has its own sentence for each code. A code without one keeps the reading's.

>>> from validators.wording import load_wording
>>> why_refused(Refusal("empty_file", "这个文件是空的。", "请重新选择文件再传一次。"), load_wording("en")).message
'The file is empty.'
"""

from storage.model.reading import Refusal
from validators.wording import Wording


def why_refused(reason: Refusal, words: Wording) -> Refusal:
    """The same code with the locale's sentences."""
    said = words.words.get("refusal", {}).get(reason.code)
    return Refusal(reason.code, said["message"], said["remedy"]) if said else reason
