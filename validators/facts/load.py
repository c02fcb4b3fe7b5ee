"""A facts file: YAML 1.2 or JSON, flat dotted or nested keys, ISO dates.

An unknown key or value is a usage error that names it with its file and line. The file is data: nothing in it
is ever constructed or executed.

>>> parse_facts("insured.name: 张悦\\nevent: {cause: disease}").get("event.cause")
'disease'
>>> parse_facts("insured.nmae: 张悦", file="facts.yaml")
Traceback (most recent call last):
    ...
validators.errors.FactsInvalid: facts.yaml:1: There is no fact 'insured.nmae'. Did you mean 'insured.name'?
"""

import re
from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.constructor import RoundTripConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from validators.errors import FactsInvalid
from validators.facts.known import Facts, Place, catalogue, facts_from

__all__ = ["Facts", "catalogue", "facts_from", "load_facts", "parse_facts"]

MAX_BYTES = 1_000_000


def load_facts(path: Path) -> Facts:
    """The facts in that file; FactsInvalid when it cannot be used."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FactsInvalid(f"The facts file {path} cannot be read.", "Check the path.") from error
    if len(content) > MAX_BYTES:
        raise FactsInvalid(f"{path} is too large for a facts file.", "Give the facts of one claim.")
    try:
        return parse_facts(content.decode("utf-8-sig"), file=str(path))
    except UnicodeDecodeError as error:
        raise FactsInvalid(f"{path} is not UTF-8 text.", "Save it as UTF-8.") from error


def parse_facts(text: str, *, file: str = "") -> Facts:
    """The facts in that text."""
    content = _parse(text, file)
    if content is None:
        return Facts()
    if not isinstance(content, Mapping):
        raise FactsInvalid(
            f"{_start(file, 1)}Facts are names with values.", "Write lines like 'insured.name: 张悦'."
        )
    return facts_from(content, Place(file, _lines(content, "")))


def _parse(text: str, file: str) -> object:
    loader = YAML(typ="rt", pure=True)
    loader.Constructor = _PlainConstructor
    loader.version = (1, 2)
    try:
        return loader.load(re.sub(r"^\t+", lambda tabs: "  " * len(tabs[0]), text, flags=re.MULTILINE))
    except (YAMLError, ValueError, RecursionError) as error:
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        line = mark.line + 1 if mark else 1
        raise FactsInvalid(f"{_start(file, line)}This is no YAML or JSON.", "Check the line.") from error


class _PlainConstructor(RoundTripConstructor):
    """Leaves dates as they are written: the fact they belong to says whether they are dates."""


_PlainConstructor.add_constructor("tag:yaml.org,2002:timestamp", RoundTripConstructor.construct_scalar)


def _start(file: str, line: int) -> str:
    return f"{file}:{line}: " if file else ""


def _lines(content: object, prefix: str, depth: int = 0) -> dict[str, int]:
    if not isinstance(content, CommentedMap) or depth > 3:
        return {}
    found: dict[str, int] = {}
    for key, inner in content.items():
        name = f"{prefix}.{key}" if prefix else str(key)
        found[name] = content.lc.key(key)[0] + 1
        found.update(_lines(inner, name, depth + 1))
    return found
