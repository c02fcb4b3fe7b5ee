"""Made-up papers that prove what others do not: the marrow's report, the translation of a foreign paper."""

from random import Random

from tests.specimens import people
from tests.specimens.titles import Draft, Script, form, letter


def marrow(rng: Random) -> Draft:
    """What proves a cancer of the blood."""
    one = people.make_person(rng)
    pairs = (
        ("姓名", one.name),
        ("性别", one.sex_word),
        ("骨髓片号", "G26" + people.digits(rng, 4)),
        ("取材部位", "右侧髂后上棘"),
    )
    text = (
        "骨髓象:1.骨髓小粒易见,有核细胞增生极度活跃,粒红比58:1。",
        "2.原始细胞占62%,胞体大小不等,核仁明显。",
        "诊断意见:符合急性白血病骨髓象,请结合流式细胞免疫分型。",
    )
    foot = (f"检验者:{people.make_name(rng, 'F')}  审核者:{people.make_name(rng, 'F')}", "报告日期:2026-03-07")
    return form(rng, Script(rng.choice(people.HOSPITALS), "骨髓细胞学检查报告单", pairs, text, foot=foot))


def translation(rng: Random, look: int) -> Draft:
    """Of a foreign hospital's paper: by its own title, as an added sheet, as a mark beside the other paper's title."""
    one, day = people.make_person(rng), "2026年03月08日"
    agency = "清河译通翻译服务有限公司"
    pairs = (("姓名", one.name), ("性别", one.sex_word), ("就诊日期", "2026年03月01日"))
    foot = (f"译者:{people.make_name(rng, 'F')}  翻译专业资格证书编号:{people.digits(rng, 12)}", agency, day)
    script = (
        Script(
            "",
            "中文译文",
            pairs,
            ("诊断:急性支气管炎。", "处理:休息三天,口服药物。", "本译文与原文内容一致。"),
            foot=foot,
            seal=agency,
        ),
        Script(
            "",
            "CERTIFICATE OF TRANSLATION",
            (),
            (
                "I hereby certify that the attached document is a true translation from Japanese into English.",
                "Translator: Example Person",
                "Translation agency: Example Language Services",
            ),
        ),
        Script(
            "东京示范医院",
            "出院小结(中文翻译件)",
            (*pairs, ("出院日期", day)),
            ("出院诊断:急性支气管炎。", "出院医嘱:一周后门诊复查。", "译自日文。译文与原文相符,译文不作他用。"),
            foot=foot,
            seal="翻译专用章",
        ),
    )[look]
    return (letter, letter, form)[look](rng, script)
