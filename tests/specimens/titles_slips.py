"""Made-up slips: prepayments and payments that people send instead of bills, and till receipts."""

from functools import partial
from random import Random

from storage.model.document_type import DocumentType
from tests.specimens import people
from tests.specimens.titles import Draft, Drawing, Script, form, letter, screen, slip
from tests.specimens.titles_bills import rows
from tests.specimens.titles_hospital import patient


def prepayment_slip(rng: Random, look: int) -> Draft:
    pairs = (
        *patient(rng),
        ("预交金额", "3000.00"),
        ("大写", "叁仟元整"),
        ("交款方式", "微信"),
        ("收款日期", "2026-03-01"),
        ("收款员", people.make_name(rng, "F")),
    )
    title = ("住院预交金收据", "预交款凭条", "住院押金收据")[look]
    text = ("此收据请妥善保管,出院结算时凭此收据结算,不作报销凭证。",)
    return (form, slip, letter)[look](
        rng, Script(rng.choice(people.HOSPITALS), title, pairs, text, seal="住院收费专用章")
    )


def payment_slip(rng: Random, look: int) -> Draft:
    return (_wallet, _other_wallet, _machine_slip, _card_slip)[look](rng, rng.choice(people.HOSPITALS))


def _wallet(rng: Random, hospital: str) -> Draft:
    pairs = (
        ("当前状态", "支付成功"),
        ("支付时间", "2026年3月2日 10:12:33"),
        ("商品", "门诊缴费"),
        ("商户全称", hospital),
        ("收单机构", "财付通支付科技有限公司"),
        ("支付方式", "零钱"),
        ("交易单号", people.digits(rng, 28)),
        ("商户单号", people.digits(rng, 20)),
    )
    foot = ("对此订单有疑问", "发起群收款")
    return screen(rng, Script(hospital, f"-{rng.randint(20, 900)}.50", pairs, foot=foot))


def _other_wallet(rng: Random, hospital: str) -> Draft:
    pairs = (
        ("付款方式", "余额宝"),
        ("商品说明", "门诊医疗费用"),
        ("创建时间", "2026-03-02 10:12:33"),
        ("订单号", people.digits(rng, 28)),
        ("商家订单号", people.digits(rng, 24)),
        ("账单分类", "医疗健康"),
    )
    return screen(rng, Script(hospital, "交易成功", pairs, foot=("申请电子回单", "对此订单有疑问")))


def _machine_slip(rng: Random, hospital: str) -> Draft:
    pairs = (
        ("姓名", people.make_name(rng, "M")),
        ("登记号", people.digits(rng, 8)),
        ("缴费金额", "128.50"),
        ("支付方式", "支付宝"),
        ("交易时间", "2026-03-02 10:12"),
        ("流水号", people.digits(rng, 16)),
    )
    return slip(rng, Script(hospital, "自助缴费凭条", pairs, ("请到二楼药房取药", "此凭条不作为报销凭证")))


def _card_slip(rng: Random, hospital: str) -> Draft:
    pairs = (
        ("商户名称", hospital),
        ("商户编号", people.digits(rng, 15)),
        ("终端编号", people.digits(rng, 8)),
        ("卡号", "621700*********0122"),
        ("交易类型", "消费"),
        ("批次号", "000123"),
        ("凭证号", "004567"),
        ("授权码", "123456"),
        ("参考号", people.digits(rng, 12)),
        ("金额", "RMB 128.50"),
    )
    return slip(rng, Script("银联商务", "POS签购单", pairs, ("持卡人签名:", "本人确认以上交易")))


def receipt(rng: Random, look: int) -> Draft:
    return (_drugstore, _english, _japanese)[look](rng)


def _drugstore(rng: Random) -> Draft:
    goods = [(row[0][:8], row[4], row[5]) for row in rows(rng, 4)]
    pairs = (("收银员", "003"), ("小票号", people.digits(rng, 10)), ("日期", "2026-03-02 18:20"))
    foot = ("合计:83.60", "实收:100.00  找零:16.40", "谢谢惠顾,欢迎再次光临")
    return slip(rng, Script("益民大药房连锁", "销售小票", pairs, (), ("品名", "数量", "金额"), goods, foot))


def _english(rng: Random) -> Draft:
    goods = (("PANADOL 500MG", "1", "12.90"), ("PLASTER STRIPS", "2", "7.00"), ("VITAMIN C", "1", "18.50"))
    pairs = (("Cashier", "ANNA"), ("Date", "02/03/2026 18:20"), ("GST Reg No", people.digits(rng, 12)))
    foot = (
        "SUBTOTAL  38.40",
        "GST 6%  2.30",
        "TOTAL RM  40.70",
        "CASH 50.00  CHANGE 9.30",
        "THANK YOU, PLEASE COME AGAIN",
    )
    return slip(
        rng, Script("SUNNY PHARMACY SDN BHD", "TAX INVOICE", pairs, (), ("ITEM", "QTY", "AMOUNT"), goods, foot)
    )


def _japanese(rng: Random) -> Draft:
    goods = (("風邪薬", "1", "1,280"), ("マスク", "2", "660"))
    pairs = (("2026年3月2日", "18:20"), ("レジ", people.digits(rng, 2)))
    foot = ("小計 ¥1,940", "合計 ¥1,940", "お預り ¥2,000  お釣り ¥60")
    return slip(rng, Script("さくら薬局 駅前店", "領収書", pairs, (), ("品名", "数", "金額"), goods, foot))


SLIPS: dict[DocumentType, dict[str, Drawing]] = {
    DocumentType(draw.__name__): {f"look-{i}": partial(draw, look=i) for i in range(count)}
    for draw, count in ((prepayment_slip, 3), (payment_slip, 4), (receipt, 3))
}
