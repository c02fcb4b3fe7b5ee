"""Tables from hand-made lines: columns, groups, wrapped names, later pages."""

from extractors.layout.table_header import TableSpec
from extractors.layout.tables import Table
from extractors.page import Line
from storage.model.extraction import Box
from tests.extractors.typeset import typeset

SPEC = TableSpec(
    {
        "name": ("项目名称", "项目"),
        "quantity": ("数量", "数量/单位"),
        "unit_price": ("单价",),
        "amount": ("金额",),
        "": ("序号", "医保等级"),
    }
)
HEAD = (0, [(0, "项目名称"), (300, "数量"), (420, "单价"), (540, "金额(元)")])


def told(table: Table, *keys: str) -> list[tuple[str, ...]]:
    return [tuple(row.text(key) for key in keys) for row in table.rows]


def test_columns_come_from_the_header() -> None:
    page = typeset(
        [HEAD, (40, [(0, "阿莫西林胶囊"), (310, "2"), (420, "12.80"), (545, "25.60")]), (80, [(0, "合计")])]
    )
    assert told(Table.of(page, SPEC), "name", "quantity", "unit_price", "amount") == [
        ("阿莫西林胶囊", "2", "12.80", "25.60")
    ]


def test_two_groups_of_columns_stand_side_by_side() -> None:
    head = (0, [(0, "项目名称"), (300, "金额"), (600, "项目名称"), (900, "金额")])
    body = (40, [(0, "西药费"), (300, "10.00"), (600, "检查费"), (900, "20.00")])
    last = (80, [(0, "化验费"), (300, "30.00")])
    table = Table.of(typeset([head, body, last]), SPEC)
    assert told(table, "name", "amount") == [("西药费", "10.00"), ("检查费", "20.00"), ("化验费", "30.00")]


def test_header_words_found_as_one_line_are_parted() -> None:
    page = typeset(
        [(0, [(0, "项目名称 数量/单位 金额(元)")]), (40, [(0, "西药费"), (120, "1/项"), (250, "10.00")])]
    )
    assert told(Table.of(page, SPEC), "name", "quantity", "amount") == [("西药费", "1/项", "10.00")]


def test_a_name_runs_on_below_its_amount() -> None:
    page = typeset(
        [
            HEAD,
            (40, [(0, "注射用头孢曲松钠(罗氏"), (310, "1"), (545, "11.36")]),
            (66, [(0, "芬)")]),
            (110, [(0, "静脉输液"), (545, "8.00")]),
        ]
    )
    assert told(Table.of(page, SPEC), "name", "amount") == [
        ("注射用头孢曲松钠(罗氏芬)", "11.36"),
        ("静脉输液", "8.00"),
    ]


def test_a_name_above_and_below_its_amount() -> None:
    page = typeset([HEAD, (40, [(0, "注射用头孢")]), (53, [(310, "1"), (545, "11.36")]), (66, [(0, "曲松钠")])])
    rows = Table.of(page, SPEC).rows
    assert [row.text("name") for row in rows] == ["注射用头孢曲松钠"]


def test_subtotals_are_no_items() -> None:
    page = typeset(
        [
            HEAD,
            (40, [(0, "西药费"), (545, "10.00")]),
            (80, [(420, "小计:10.00")]),
            (120, [(0, "检查费"), (545, "5.00")]),
        ]
    )
    assert told(Table.of(page, SPEC), "name", "amount") == [("西药费", "10.00"), ("检查费", "5.00")]


def test_group_headings_belong_to_the_rows_below() -> None:
    page = typeset([HEAD, (40, [(0, "【西药费】")]), (80, [(10, "维生素C片"), (310, "1"), (545, "5.60")])])
    row = Table.of(page, SPEC).rows[0]
    assert [line.text for line in row.heading] == ["【西药费】"]
    assert row.text("name") == "维生素C片"


def test_a_page_without_header_takes_that_of_the_page_before() -> None:
    first = Table.of(typeset([HEAD, (40, [(0, "西药费"), (545, "10.00")])]), SPEC)
    second = Table.of(typeset([(40, [(0, "检查费"), (310, "1"), (545, "5.00")])]), SPEC, first)
    assert told(second, "name", "quantity", "amount") == [("检查费", "1", "5.00")]


def test_no_header_is_no_table() -> None:
    assert Table.of(typeset([(0, [(0, "姓名:张悦")])]), SPEC) == Table()


def test_an_amount_glued_to_its_name_is_parted() -> None:
    page = typeset([(0, [(0, "项目"), (150, "金额")]), (40, [(0, "卫生材料费 200.00")])])
    assert told(Table.of(page, SPEC), "name", "amount") == [("卫生材料费", "200.00")]


def test_a_first_group_that_is_filled_before_the_next_is_read_first() -> None:
    head = (0, [(0, "项目名称"), (300, "金额"), (600, "项目名称"), (900, "金额")])
    first = (40, [(0, "西药费"), (300, "10.00"), (600, "检查费"), (900, "20.00")])
    rest = [(40 * row, [(0, f"第{row}项"), (300, "30.00")]) for row in range(2, 5)]
    table = Table.of(typeset([head, first, *rest]), SPEC)
    assert [row.text("name") for row in table.rows] == ["西药费", "第2项", "第3项", "第4项", "检查费"]


def test_a_word_left_of_its_header_belongs_to_the_column_that_others_show() -> None:
    spec = TableSpec({"category": ("费用类别",), "name": ("项目名称",), "amount": ("金额",)})
    page = typeset(
        [
            (0, [(10, "费用类别"), (320, "项目名称"), (700, "金额")]),
            (40, [(0, "西药费"), (200, "注射用头孢哌酮钠舒巴坦"), (700, "64.29")]),
            (66, [(200, "钠")]),
            (110, [(0, "检查费"), (200, "彩色多普勒超声常规检查"), (700, "120.00")]),
            (136, [(205, "(腹部)")]),
        ]
    )
    assert told(Table.of(page, spec), "category", "name") == [
        ("西药费", "注射用头孢哌酮钠舒巴坦钠"),
        ("检查费", "彩色多普勒超声常规检查(腹部)"),
    ]


def test_a_number_and_its_unit_read_as_one_are_parted() -> None:
    spec = TableSpec({"name": ("项目名称",), "quantity": ("数量",), "unit": ("单位",), "amount": ("金额",)})
    page = typeset(
        [
            (0, [(0, "项目名称"), (300, "数量"), (360, "单位"), (500, "金额")]),
            (40, [(0, "静脉注射"), (330, "1  次"), (500, "3.50")]),
        ]
    )
    assert told(Table.of(page, spec), "quantity", "unit") == [("1", "次")]


def test_columns_that_drift_sideways_down_the_page_keep_their_cells() -> None:
    rows = [
        (
            40 * at,
            [(4 * at, f"第{at}项检查"), (300 + 4 * at, "2"), (360 + 4 * at, "3.50"), (540 + 4 * at, "7.00")],
        )
        for at in range(1, 20)
    ]
    head = (0, [(0, "项目名称"), (280, "数量"), (360, "单价"), (540, "金额")])
    table = Table.of(typeset([head, *rows]), SPEC)
    assert told(table, "quantity", "unit_price", "amount") == [("2", "3.50", "7.00")] * 19
    assert table.rows[-1].cells["amount"][0].box.x0 == 540 + 4 * 19


def test_words_of_the_header_on_two_lines_are_one() -> None:
    head = (
        (0, [(300, "数量"), (420, "单价"), (540, "金额"), (660, "医保")]),
        (13, [(0, "项目名称")]),
        (26, [(420, "(元)"), (540, "(元)"), (660, "等级")]),
    )
    body = (70, [(0, "阿莫西林胶囊"), (310, "2"), (420, "12.80"), (540, "25.60"), (670, "甲")])
    for apart in (1, 2):
        page = typeset([*((y * apart, cells) for y, cells in head), body])
        table = Table.of(page, SPEC)
        assert told(table, "name", "quantity", "unit_price", "amount", "") == [
            ("阿莫西林胶囊", "2", "12.80", "25.60", "甲")
        ]


def test_halves_of_a_name_that_nearly_share_a_line_are_read_downwards() -> None:
    page = typeset(
        [
            HEAD,
            (40, [(2, "硝苯地平控释")]),
            (50, [(310, "2"), (420, "26.99"), (545, "53.98")]),
            (60, [(0, "片")]),
        ]
    )
    assert told(Table.of(page, SPEC), "name") == [("硝苯地平控释片",)]


def test_a_row_that_fills_most_of_many_narrow_columns_is_read_by_their_order() -> None:
    words = ("序号", "编码", "类别", "名称", "规格", "单位", "单价", "数量", "金额", "比例")
    keys = ("", "", "category", "name", "spec", "unit", "unit_price", "quantity", "amount", "")
    many = TableSpec({key: [w for w, k in zip(words, keys, strict=True) if k == key] for key in keys})
    head = (0, [(place * 100, word) for place, word in enumerate(words)])
    texts = ("1", "X02", "西药费", "蒙脱石散", "3g*10袋", "盒", "15.75", "2", "31.50", "10%")
    off = (60, [(place * 100 + 62, text) for place, text in enumerate(texts)])
    bare = (120, [(place * 100 + 35, text) for place, text in enumerate(texts) if text != "3g*10袋"])
    rows = Table.of(typeset([head, off, bare], size=20), many).rows
    assert [row.text("amount") for row in rows] == ["31.50", "31.50"]
    assert [(row.text("spec"), row.text("quantity")) for row in rows] == [("3g*10袋", "2"), ("", "2")]


def test_words_of_the_header_with_one_character_misread_or_marks_between_them_are_known() -> None:
    body = (40, [(0, "西药费"), (300, "10.00"), (600, "检查费"), (900, "20.00")])
    head = (0, [(0, "项目名称"), (300, "金额(元)"), (600, "项目名称"), (900, "全额(元)")])
    assert told(Table.of(typeset([head, body]), SPEC), "name", "amount") == [
        ("西药费", "10.00"),
        ("检查费", "20.00"),
    ]
    marked = (0, [(0, "项目名称"), (300, "金额☑医保等级")])
    row = (40, [(0, "西药费"), (300, "10.00"), (450, "甲")])
    assert told(Table.of(typeset([marked, row]), SPEC), "name", "amount") == [("西药费", "10.00")]


def test_words_in_pieces_a_count_glued_to_its_amount_and_print_at_the_margin_are_told_apart() -> None:
    head = (0, [(0, "项目"), (420, "数"), (468, "量"), (540, "金额(元)")])
    body = [(40, [(0, "西药费"), (430, "1"), (540, "10.00")]), (80, [(0, "检查费"), (480, "2 18.00")])]
    end = (120, [(0, "合"), (60, "计"), (540, "28.00")])
    margin = Line("第二联收据", Box(640, 20, 664, 180))
    table = Table.of([*typeset([head, *body, end]), margin], SPEC)
    assert told(table, "name", "quantity", "amount") == [("西药费", "1", "10.00"), ("检查费", "2", "18.00")]


def test_units_read_as_one_word_downwards_are_one_a_row() -> None:
    spec = TableSpec({"name": ("项目",), "unit": ("单位",), "amount": ("金额",)})
    rows = [(0, [(0, "项目"), (300, "单位"), (540, "金额")])]
    rows += [
        (40 * place, [(0, name), (540, "9.00")]) for place, name in enumerate(("西药费", "护理费", "检查费"), 1)
    ]
    table = Table.of([*typeset(rows), Line("盒日次", Box(312, 40, 336, 152))], spec)
    assert told(table, "name", "unit") == [("西药费", "盒"), ("护理费", "日"), ("检查费", "次")]


def test_a_word_of_its_own_is_no_misread_header() -> None:
    head = (0, [(0, "项目名称"), (300, "数量"), (600, "余额")])
    assert not Table.of(typeset([head, (40, [(0, "西药费"), (310, "1"), (600, "10.00")])]), SPEC).rows


def test_lists_side_by_side_are_read_down_one_after_the_other() -> None:
    words = ["项目名称", "数量", "单价", "金额"]
    head = (0, [(x + 150 * at, word) for x in (0, 700) for at, word in enumerate(words)])
    rows = [
        (40 * y, [(x, f"第{n}项"), (x + 150, "1"), (x + 300, "5.00"), (x + 450, "5.00")])
        for x, y, n in ((0, 1, 1), (0, 2, 2), (700, 1, 3), (700, 2, 4))
    ]
    table = Table.of(typeset([head, *rows]), SPEC)
    assert [row.text("name") for row in table.rows] == ["第1项", "第2项", "第3项", "第4项"]


def test_a_heading_beside_the_sum_of_its_group_opens_the_group() -> None:
    spec = TableSpec(SPEC.columns)
    head = (0, [(0, "序号"), (120, "项目名称"), (420, "单价"), (540, "金额")])
    groups = [
        (40, [(10, "【西药费】"), (520, "小计:5.60")]),
        (80, [(20, "1"), (120, "维生素C片"), (545, "5.60")]),
        (120, [(10, "【检查费】"), (520, "小计:8.00")]),
        (160, [(20, "2"), (120, "心电图"), (545, "8.00")]),
    ]
    rows = Table.of(typeset([head, *groups]), spec).rows
    assert [(row.text("name"), row.heading[0].text) for row in rows] == [
        ("维生素C片", "【西药费】"),
        ("心电图", "【检查费】"),
    ]
    closing = [(y + 40 if n % 2 else y + 120, cells) for n, (y, cells) in enumerate(groups)]
    assert all(not row.heading for row in Table.of(typeset([head, *closing]), spec).rows)
