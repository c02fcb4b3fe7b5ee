"""Look-ups kept in a folder: one YAML file a look-up, the answers by policy number. For trials, and for insurers who
hand over an extract instead of a connection.

    # policy.yaml
    "P-1001":
      state: found
      facts: {beneficiary.designated: named, policy.start: 2024-05-01}

>>> FileLookUps(Path("nowhere")).find("policy", Facts()).state
'failed'
"""

from collections.abc import Mapping
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from validators.facts.known import Facts
from validators.facts.lookups import FAILED, FOUND, NOT_FOUND, PENDING, VERIFIED, Found

_STATES = (VERIFIED, FOUND, PENDING, FAILED, NOT_FOUND)


class FileLookUps:
    """Answers from files. A file that is not there or cannot be read has failed; a number that is not in it is unknown."""

    source = "folder"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, name: str, facts: Facts) -> Found:
        try:
            text = (self.folder / f"{name}.yaml").read_text(encoding="utf-8")
            content = YAML(typ="safe", pure=True).load(text)
        except (OSError, YAMLError, UnicodeDecodeError):
            return Found(name, FAILED)
        answers = content if isinstance(content, Mapping) else {}
        answer = answers.get(facts.text("policy.number"))
        if not isinstance(answer, Mapping):
            return Found(name, NOT_FOUND)
        state, told = answer.get("state"), answer.get("facts", {})
        if state not in _STATES or not isinstance(told, Mapping):
            return Found(name, FAILED)
        return Found(name, str(state), told)
