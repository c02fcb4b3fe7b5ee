"""A list as a person would read it: in the words of the messages, conditions and all.

>>> from validators.lists.checklist_file import read_checklist
>>> rows = read_checklist(Path(__file__).parent / "checklists" / "insured.yaml").requirements
>>> row = next(row for row in rows if row.key == "guardian_link")
>>> told_condition(row.when), told_papers(row)
('被保险人未成年', '出生证明、户口本或亲属关系证明')
"""

import ast
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from validators.facts.conditions import Condition
from validators.lists.requirement import Accept, Requirement
from validators.wording import Wording, load_wording

_WORDS = Path(__file__).with_name("told.toml")


def told(row: Requirement) -> str:
    """The whole row in one sentence."""
    parts = [
        told_when(row),
        f"{_say('person', row.person)}{_say('scope', row.scope)}:{told_papers(row)}",
        _say("more", "every") if row.every else "",
        _say("more", "pages") if row.pages else "",
        _say("more", "min").format(count=row.at_least) if row.at_least > 1 else "",
        _say("proves", row.proves) if row.proves else "",
        _say("more", "wait").format(days=row.wait.days) if row.wait else "",
        _say("more", "waived").format(when=told_condition(row.waive_when)) if row.waive_when else "",
        _say("more", "lookup") if row.lookup else "",
        _say("more", "answer") if row.answer else "",
        _say("more", "warns") if row.is_only_a_warning else "",
    ]
    return ";".join(part for part in parts if part)


def told_when(row: Requirement) -> str:
    return _say("more", "when").format(when=told_condition(row.when)) if row.when else _say("more", "always")


def told_papers(row: Requirement) -> str:
    """The papers of which any one will do, and the sets that will."""
    words = load_wording("zh-CN")
    alone = [_paper(accept, words) for accept in row.accepts]
    sets = [_say("more", "and").join(_paper(accept, words) for accept in group) for group in row.together]
    either = [*alone, *sets]
    first = "、".join(either[:-1])
    return f"{first}{_say('more', 'or')}{either[-1]}" if first else "".join(either)


def told_condition(condition: Condition | None) -> str:
    """The condition in words; names of facts that have none stay as they are."""
    return _node(condition.tree) if condition else ""


def _paper(accept: Accept, words: Wording) -> str:
    role = f"({_say('role', accept.role)})" if accept.role else ""
    only = f"({_say('more', 'only').format(when=told_condition(accept.when))})" if accept.when else ""
    return words.say(f"type.{accept.type}") + role + only


def _node(node: ast.expr) -> str:
    match node:
        case ast.BoolOp(op=op, values=values):
            joint = _say("more", "either" if isinstance(op, ast.Or) else "both")
            return joint.join(
                f"({_node(one)})" if isinstance(one, ast.BoolOp) else _node(one) for one in values
            )
        case ast.UnaryOp(operand=operand):
            return _say("more", "not") + _node(operand)
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _node(left) + _say("compare", type(op).__name__) + _node(right)
        case ast.List(elts=elements):
            return "/".join(_node(one) for one in elements)
        case ast.Constant(value=value):
            return _say("value", str(value))
        case _:
            return _say("fact", ast.unparse(node))


def _say(section: str, key: str) -> str:
    return _words()[section].get(key, key)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_WORDS.read_text(encoding="utf-8"))
