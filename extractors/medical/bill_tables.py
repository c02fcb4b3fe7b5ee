"""Where a bill prints its charges: one table a page, and the list of labels that may stand right of it.

The table ends where the bill goes on to say who pays, or to tell of the visit.

>>> from extractors.layout.tables import TableRow
>>> from storage.model.extraction import Box
>>> about = TableRow({"name": [Line("门诊号", Box(0, 40, 60, 60))], "amount": [Line("88120341", Box(200, 40, 280, 60))]})
>>> charge = TableRow({"name": [Line("西药费", Box(0, 0, 60, 20))], "amount": [Line("9.00", Box(200, 0, 240, 20))]})
>>> cut = _above_visit(Table((charge, about), bottom=60), Labels.load("bill"))
>>> [row.text("name") for row in cut.rows], cut.bottom
(['西药费'], 40)
"""

from dataclasses import replace

from extractors.layout.beside import table_and_beside
from extractors.layout.labels import Labels, table_columns
from extractors.layout.lines import squash
from extractors.layout.paper import Paper
from extractors.layout.table_header import TableSpec
from extractors.layout.tables import Table
from extractors.page import Line

_ENDS = (
    "合计",
    "总计",
    "金额合计",
    "人民币",
    "(大写",
    "大写",
    "合 计",
    "合计(",
    "医保统筹",
    "统筹基金",
    "统筹支付",
    "基金支付",
    "基本医疗",
    "基本统筹",
    "新农合",
    "农合",
    "合作医疗",
    "个人账户",
    "个人帐户",
    "个人现金",
    "现金支付",
    "个人自付",
    "个人自费",
    "个人支付",
    "其他支付",
    "其他信息",
    "就诊信息",
    "结算信息",
    "支付信息",
    "缴费信息",
    "医保信息",
    "业务流水号",
    "收款单位",
    "收费单位",
    "费用总额",
    "费用合计",
    "费用总计",
    "总金额",
    "总费用",
    "应收",
    "实收",
    "实付",
    "支付总额",
    "缴费总额",
)
_ABOUT = (
    "sex",
    "outpatient_number",
    "visit_date",
    "institution_kind",
    "insurance_kind",
    "insurance_number",
    "business_serial",
)
"""What a bill says below its charges of the visit and the insurance: no charge has such a name."""


def table_spec() -> TableSpec:
    """The words of a bill's header and of the rows that end its charges."""
    return TableSpec(table_columns("bill"), ends=_ENDS)


def charge_tables(paper: Paper) -> tuple[list[Table], list[Line]]:
    """The tables of charges, and the lines of what stands right of one: who paid what."""
    spec = table_spec()
    found: list[Table] = []
    kept: list[Line] = []
    for page in paper.pages:
        before = found[-1] if found else None
        table, beside = table_and_beside(paper.on_page(page.number), spec, paper.labels, before)
        table = _above_visit(table, paper.labels)
        if table.columns and table.rows:
            found.append(table)
            kept += beside
    return found, kept


def _above_visit(table: Table, labels: Labels) -> Table:
    """The table without the rows from where the bill goes on to tell of the visit (门诊号, 就诊日期)."""
    for place, row in enumerate(table.rows):
        label = labels.by_spelling.get(squash(row.text("name")).rstrip(":"))
        if label is not None and label.key in _ABOUT:
            top = min(line.box.y0 for lines in row.cells.values() for line in lines)
            return replace(table, rows=table.rows[:place], bottom=top)
    return table
