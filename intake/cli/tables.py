"""How results look in a terminal: papers with their fields, checklist items, the message.

>>> from storage.model.extraction import Source
>>> cell_text(Field(value="张悦", raw="张悦", confidence=0.8, grade=Grade.CHECK, source=Source.OCR, page=1, box=None))
'张悦 (?)'
"""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from storage.model.checklist import Assessment
from storage.model.document import Document
from storage.model.extraction import Cell, Field, Grade
from storage.model.reading import Reading

_ROWS_SHOWN = 3
_PIPE_WIDTH, _WIDE_PIPE = 120, 200
_STATE_STYLE = {True: "yellow", False: "green"}


def show_reading(reading: Reading) -> None:
    """One file: its documents with every field, or why it was refused."""
    console = _console()
    if reading.reason is not None:
        console.print(Text(f"{reading.file}: {reading.reason.message}{reading.reason.remedy}", style="red"))
    for document in reading.documents:
        console.print(_fields_table(_place(reading.file, document), document))


def show_check(assessment: Assessment, readings: Sequence[Reading]) -> None:
    """All papers, every checklist item that applies, and the one message."""
    console = _console()
    console.print(_papers_table(readings))
    console.print(_items_table(assessment))
    title = f"[bold]{assessment.message.subject}[/bold]"
    console.print(Panel(Text(assessment.message.text), title=title, title_align="left", padding=(1, 2)))
    console.print(Panel(Text(assessment.message.sms), title="短信", title_align="left"))


def show_types(rows: Sequence[Mapping[str, object]], *, is_single: bool) -> None:
    table = Table("type", "title", "fields", title="Document types")
    for row in rows:
        fields = _listed(row["fields"])
        shown = (
            "\n".join(map(str, fields))
            if is_single
            else (f"{len(fields)}" if row["fields_are_read"] else "recognised")
        )
        table.add_row(str(row["type"]), str(row["title"]), shown)
    _console().print(table)


def show_claim_types(rows: Sequence[Mapping[str, object]]) -> None:
    table = Table("claim type", "title", "list", title="Claim types")
    for row in rows:
        table.add_row(str(row["claim_type"]), str(row["title"]), "yes" if row["has_list"] else "not yet")
    _console().print(table)


def show_checklist(claim_type: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Every requirement of a list as a person reads it."""
    table = Table(title=claim_type, show_lines=True)
    for name in ("item", "asked for", "accepts any of", "source"):
        table.add_column(name, overflow="fold")
    for row in rows:
        accepts = ", ".join(map(str, _listed(row["accepts"])))
        sources = ", ".join(map(str, _listed(row["source"])))
        table.add_row(str(row["key"]), str(row["told"]), accepts, sources)
    _console().print(table)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else []


def show_score(rows: Iterable[Sequence[str]]) -> None:
    table = Table(title="Field accuracy")
    for name in (
        "type",
        "papers",
        "type right",
        "fields",
        "precision",
        "recall",
        "F1",
        "auto share",
        "auto right",
    ):
        table.add_column(name, justify="left" if name == "type" else "right")
    for row in rows:
        table.add_row(*row)
    _console().print(table)


def show_rows(title: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Rows of the same names, as they are; what is None is left empty. In a pipe, ids stay in one piece."""
    table = Table(title=title, title_justify="left")
    for name in rows[0] if rows else ():
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text("" if value is None else str(value)) for value in row.values()))
    _console(_WIDE_PIPE).print(table)


def cell_text(cell: Cell) -> str:
    """A field, list or table in one line; (?) marks what a person should look at."""
    if isinstance(cell, Field):
        shown = "unread" if cell.grade is Grade.UNREAD else _value_text(cell)
        return shown if cell.is_auto else f"{shown} (?)"
    parts = [
        cell_text(one) if isinstance(one, Field) else " ".join(cell_text(inner) for inner in one.values())
        for one in cell[:_ROWS_SHOWN]
    ]
    more = f" … {len(cell)} in all" if len(cell) > _ROWS_SHOWN else ""
    return "; ".join(parts) + more


def _console(pipe_width: int = _PIPE_WIDTH) -> Console:
    """As wide as the terminal; wide enough for every column where there is none."""
    console = Console()
    return console if console.is_terminal else Console(width=pipe_width)


def _value_text(field: Field) -> str:
    match field.value:
        case True:
            return "yes"
        case False:
            return "no"
        case None:
            return "undecided"
        case value:
            return str(value)


def _place(file: str, document: Document) -> str:
    """The file, and in an archive or a mail the file in it."""
    return f"{file} · {document.member}" if document.member else file


def _fields_table(file: str, document: Document) -> Table:
    title = f"{file} · {document.id} · {document.type.label} ({document.type.value}, {document.confidence:.2f})"
    table = Table(title=title, title_justify="left")
    for name in ("field", "value", "confidence", "source", "box"):
        table.add_column(name, overflow="fold")
    for name, cell in document.fields.items():
        first = cell if isinstance(cell, Field) else None
        table.add_row(
            name,
            Text(cell_text(cell)),
            f"{first.confidence:.3f}" if first else "",
            first.source.value if first else "",
            str(list(first.box)) if first and first.box else "",
        )
    for finding in document.findings:
        table.add_row(f"{finding.rule} → {finding.outcome.value}", Text(finding.detail), "", "", "")
    return table


def _papers_table(readings: Sequence[Reading]) -> Table:
    table = Table(title="Papers", title_justify="left", show_lines=True)
    for name in ("paper", "what it is", "what it says"):
        table.add_column(name, overflow="fold")
    for reading in readings:
        if not reading.documents:
            reason = reading.reason.message if reading.reason else ""
            table.add_row(Text(reading.file), Text(reading.status.value, style="red"), Text(reason))
        for document in reading.documents:
            said = "\n".join(f"{name}: {cell_text(cell)}" for name, cell in document.fields.items())
            place = _place(reading.file, document)
            table.add_row(Text(place), Text(f"{document.type.label}\n{document.id}"), Text(said))
    return table


def _items_table(assessment: Assessment) -> Table:
    table = Table("item", "for", "state", "accepts", "papers", title="Checklist", title_justify="left")
    for item in assessment.items:
        if item.state.value == "not_applicable":
            continue
        table.add_row(
            item.key,
            f"{item.person} · {item.scope}",
            Text(item.state.value, style=_STATE_STYLE[not item.state.is_done]),
            ", ".join(item.accepts),
            ", ".join(item.documents),
        )
    for question in assessment.questions:
        table.add_row(question.key, "question", Text("open", style="yellow"), Text(question.text), "")
    return table
