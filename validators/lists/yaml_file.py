"""A YAML file that can say where in it something is wrong.

>>> file = YamlFile(Path(__file__).parent / "checklists" / "common.yaml")
>>> file.line(file.content, "id") > 1
True
"""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from validators.errors import ChecklistInvalid

REMEDY = "Mend the list."


class YamlFile:
    """One file while it is read. ChecklistInvalid names the file and the line."""

    def __init__(self, path: Path) -> None:
        self.path = path
        loader = YAML(typ="rt", pure=True)
        try:
            self.content = loader.load(path.read_text(encoding="utf-8"))
        except MarkedYAMLError as error:
            self.fail(error.problem_mark.line + 1 if error.problem_mark else 1, str(error.problem))
        except (OSError, YAMLError) as error:
            self.fail(1, str(error))

    def fail(self, line: int, problem: str, remedy: str = REMEDY) -> NoReturn:
        raise ChecklistInvalid(f"{self.path}:{line}: {problem}.", remedy)

    def mapping(self, raw: object, line: int, allowed: tuple[str, ...]) -> CommentedMap:
        """Names with values, none of them unknown."""
        if not isinstance(raw, CommentedMap):
            self.fail(line, "names with values are expected here")
        for key in raw:
            if key not in allowed:
                self.fail(self.line(raw, key), f"'{key}' is not known here", near(key, allowed))
        return raw

    def line(self, node: object, key: object) -> int:
        """Where that key or entry stands, counted from 1."""
        place = getattr(node, "lc", None)
        if place is None:
            return 1
        found = place.key(key) if isinstance(node, Mapping) else place.item(key)
        return int(found[0]) + 1


def near(word: object, words: tuple[str, ...]) -> str:
    """What was meant, perhaps; else all there is.

    >>> near("wen", ("when", "key")), near("x", ("a", "b"))
    ("Did you mean 'when'?", 'It is one of: a, b.')
    """
    found = difflib.get_close_matches(str(word), words, n=1)
    return f"Did you mean '{found[0]}'?" if found else f"It is one of: {', '.join(words)}."
