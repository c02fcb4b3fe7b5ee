"""What can go wrong while reading, under the one tree of `storage.errors`.

    PermanentError
    ├── RefusedFile        the bytes are no paper we can read; the code is one of the contract's refusal codes
    ├── NoSuchPage         code `no_such_page`: the file can be read, but has no page of that number
    └── CuesInvalid        a file of recognition cues has a fault; the message names the file and the line
    TransientError
    ├── EngineUnavailable  the OCR engine or its weights are missing or broken
    └── ReaderLost         the reader child died, and not surely because of the file it was reading

>>> refused("empty_file").remedy
'请重新选择文件再传一次。'
"""

from storage.errors import PermanentError, TransientError
from storage.model.reading import Refusal

REFUSALS = {
    "empty_file": ("这个文件是空的。", "请重新选择文件再传一次。"),
    "encrypted_file": ("这个文件有密码，打不开。", "请去掉密码后再传，或直接传照片。"),
    "unsupported_type": (
        "这不是我们能读的文件类型。",
        "请传照片（JPG、PNG、HEIC 等常见图片）、PDF、OFD 或电子发票 XML。",
    ),
    "damaged_file": ("这个文件不完整，打不开。", "请重新导出或重新拍照后再传。"),
    "too_large": ("这个文件太大了。", "请传小一些的文件，或分成几份。"),
    "too_many_pages": ("这个文件的页数太多。", "请分成几份再传。"),
    "too_many_files": ("一次传的文件太多。", "请分几次传。"),
    "too_many_pixels": ("这张图片的尺寸太大。", "请用手机重新拍一张。"),
    "took_too_long": ("这个文件读得太久，已停下。", "请换成照片，或重新导出后再传。"),
    "unsafe_content": ("这个文件的内容结构不安全，没有打开。", "请重新从开具方下载，或直接传照片。"),
    "not_found": ("没有找到这个文件。", "请检查路径。"),
}


class RefusedFile(PermanentError):
    """The file cannot be read; `refusal` says so in plain words."""

    @property
    def refusal(self) -> Refusal:
        return Refusal(self.code, self.message, self.remedy)


class NoSuchPage(PermanentError):
    """The file has no page of that number."""

    def __init__(self, page: int) -> None:
        super().__init__("no_such_page", f"The file has no page {page}.", "Ask for one of its pages.")


class CuesInvalid(PermanentError):
    """A file of recognition cues has a fault."""

    @classmethod
    def at(cls, file: str, line: int, what: str) -> "CuesInvalid":
        return cls("cues_invalid", f"{file}, line {line}: {what}.", "Correct that line and start again.")


class EngineUnavailable(TransientError):
    """The OCR engine or its weights are missing or broken."""


class ReaderLost(TransientError):
    """The reader child died of something that may have nothing to do with the file: another try may succeed.

    `code_if_blamed` is the refusal that the file gets from whoever does not try again.
    """

    def __init__(self, code_if_blamed: str, what: str = "The reader died while it read a file.") -> None:
        super().__init__("reader_lost", what, "Read the file once more.")
        self.code_if_blamed = code_if_blamed


def refused(code: str, detail: str = "") -> RefusedFile:
    """The refusal of that code; `detail` is added to the message."""
    message, remedy = REFUSALS[code]
    return RefusedFile(code, message + detail, remedy)
