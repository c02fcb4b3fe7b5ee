import pytest

from storage.model.document_type import DocumentType
from tests.validators.builders import CATEGORY_ROWS, DRUG_ROWS, a_paper, bill
from validators.papers.bills import (
    distinct,
    is_itemised,
    is_medical,
    is_same_bill,
    names_imaging,
    names_laboratory,
    prints_split,
)
from validators.papers.paper import Paper
from validators.papers.totals import sum_of, totals_of


def paper(document, file=0):
    return Paper(document, file)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (DRUG_ROWS, True),
        (CATEGORY_ROWS, False),
        ((), False),
        ((*CATEGORY_ROWS, *DRUG_ROWS), True),
        (({"name": "西药费", "amount": "400.00"}, {"name": "阿莫西林胶囊", "amount": "1.00"}), False),
        (({"name": "其他费用", "amount": "12.00"}, {"name": "西药费", "amount": "9.00"}), False),
        (({"name": "诊察费", "amount": "15.00"}, {"name": "阿莫西林胶囊", "amount": "1.00"}), True),
        (({"amount": "439.94"},), None),
    ],
)
def test_only_rows_for_single_drugs_itemise_a_bill(rows, expected):
    assert is_itemised(paper(bill(rows=rows))) is expected


@pytest.mark.parametrize(
    ("seller", "goods", "expected"),
    [
        ("示范大药房连锁有限公司", "*中成药*连花清瘟胶囊", True),
        ("示范健康管理有限公司", "*医疗服务*门诊治疗费", True),
        ("示范餐饮有限公司", "*餐饮服务*餐费", False),
        ("示范信息技术有限公司", "*现代服务*服务费", None),
    ],
)
def test_a_tax_invoice_is_medical_by_its_seller_or_its_goods(seller, goods, expected):
    invoice = a_paper(DocumentType.TAX_INVOICE, seller_name=seller, items=[{"name": goods}])
    assert is_medical(paper(invoice)) is expected


def test_a_toll_is_never_medical():
    assert is_medical(paper(a_paper(DocumentType.TAX_INVOICE, kind="toll"))) is False


def test_bills_are_the_same_by_number_and_consecutive_ones_are_not():
    assert is_same_bill(paper(bill()), paper(bill(total="1.00")))
    assert not is_same_bill(paper(bill()), paper(bill(number="0012345679")))
    assert not is_same_bill(paper(bill()), paper(bill(bill_code="11060126")))


def test_the_best_picture_of_a_bill_counts():
    poor = a_paper(DocumentType.INV_OUTPATIENT, bill_number="0012345678", total="439.94")
    good = paper(bill())
    assert distinct((paper(poor), good)) == (good,)


def test_categories_name_no_examination():
    assert not names_imaging("检查费") and not names_laboratory("化验费")
    assert names_imaging("头颅CT平扫") and names_laboratory("血常规五分类")
    assert not names_imaging("胸部正位DR摄影")


def test_a_split_is_the_pool_and_the_own_share():
    assert prints_split(paper(bill()))
    assert not prints_split(paper(a_paper(DocumentType.INV_OUTPATIENT, pool_paid="1.00")))


def test_sums_name_what_they_leave_out():
    from tests.validators.builders import doubtful

    first, second = paper(bill(pool_paid="100.10")), paper(bill(number="1", total=doubtful("10.00")))
    totals = totals_of((first, second))
    assert (totals["total"], totals["pool_paid"], totals["bill_count"]) == ("439.94", "100.10", "2")
    assert totals["not_summed"] == ".total"
    assert sum_of((first, second)) is None


def test_a_bill_in_another_currency_is_named_and_not_summed():
    yuan = paper(a_paper(DocumentType.TAX_INVOICE, total="100.00", currency="CNY"))
    euro = paper(a_paper(DocumentType.TAX_INVOICE, total="50.00", currency="EUR"))
    assert totals_of([yuan, euro]) == {"total": "100.00", "bill_count": "2", "not_summed": ".total"}
    assert sum_of([yuan, euro]) is None
    assert sum_of([yuan]) == 100
