"""What a paper is. What it serves for (its role) is decided by the checklist.

>>> DocumentType("fee_list").label
'费用清单'
>>> DocumentType.IRRELEVANT.has_fields
False
"""

from enum import StrEnum


class DocumentType(StrEnum):
    """The contract's document types, each with the name people use for it."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "DocumentType":
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    ID_CARD = "id_card", "居民身份证"
    ID_TEMP = "id_temp", "临时居民身份证"
    HMT_PERMIT = "hmt_permit", "港澳台居民居住证"
    FPR_CARD = "fpr_card", "外国人永久居留身份证"
    HM_TRAVEL = "hm_travel", "港澳居民来往内地通行证"
    TW_TRAVEL = "tw_travel", "台湾居民来往大陆通行证"
    PASSPORT = "passport", "护照"
    MILITARY_ID = "military_id", "军人证件"
    HUKOU = "hukou", "居民户口簿"
    BIRTH_CERT = "birth_cert", "出生医学证明"
    MARRIAGE_CERT = "marriage_cert", "结婚证"
    DIVORCE_CERT = "divorce_cert", "离婚证"
    RELATION_PROOF = "relation_proof", "亲属关系证明"
    GUARDIAN_COURT = "guardian_court", "监护人指定文书"
    INHERIT_PROOF = "inherit_proof", "继承证明"
    COURT_DOC = "court_doc", "法院文书"
    POA = "poa", "授权委托书"
    CLAIM_FORM = "claim_form", "理赔申请书"
    BANK_CARD = "bank_card", "银行卡"
    POLICY = "policy", "保险单"
    TAX_INVOICE = "tax_invoice", "税务发票"
    INV_OUTPATIENT = "inv_outpatient", "门诊收费票据"
    INV_INPATIENT = "inv_inpatient", "住院收费票据"
    FEE_LIST = "fee_list", "费用清单"
    DAILY_LIST = "daily_list", "一日清单"
    RX = "rx", "处方"
    SI_SETTLEMENT = "si_settlement", "医保结算单"
    SPLIT_SHEET = "split_sheet", "费用分割单"
    OP_RECORD = "op_record", "门诊病历"
    DIAGNOSIS_CERT = "diagnosis_cert", "诊断证明书"
    DISCHARGE = "discharge", "出院小结"
    ADMISSION = "admission", "入院记录"
    OP_NOTE = "op_note", "手术记录"
    FRONT_SHEET = "front_sheet", "病案首页"
    PATHOLOGY = "pathology", "病理报告"
    LAB_REPORT = "lab_report", "检验报告"
    IMAGING_REPORT = "imaging_report", "影像检查报告"
    DEATH_CERT = "death_cert", "死亡医学证明"
    HUKOU_CANCEL = "hukou_cancel", "户籍注销证明"
    CREMATION = "cremation", "火化证明"
    DISABILITY_REPORT = "disability_report", "伤残鉴定书"
    WORK_CAPACITY = "work_capacity", "劳动能力鉴定书"
    ACCIDENT_PROOF = "accident_proof", "意外事故证明"
    TRAFFIC_LIABILITY = "traffic_liability", "道路交通事故认定书"
    TRAFFIC_AGREEMENT = "traffic_agreement", "交通事故自行协商协议书"
    DRV_LICENSE = "drv_license", "驾驶证"
    VEH_LICENSE = "veh_license", "行驶证"
    VEH_REG = "veh_reg", "机动车登记证书"
    VEH_ORIGIN = "veh_origin", "车辆来历凭证"
    POLICE_CASE = "police_case", "立案证明"
    LOSS_ASSESS = "loss_assess", "定损单"
    REPAIR_LIST = "repair_list", "维修清单"
    RECEIPT = "receipt", "购物小票"
    BOARDING_PASS = "boarding_pass", "登机牌"
    ITINERARY = "itinerary", "行程单"
    DELAY_PROOF = "delay_proof", "航班延误证明"
    PIR = "pir", "行李不正常运输事故记录"
    EXIT_ENTRY = "exit_entry", "出入境记录"
    LOSS_LIST = "loss_list", "损失清单"
    PURCHASE_PROOF = "purchase_proof", "购买凭证"
    FIRE_PROOF = "fire_proof", "火灾事故认定书"
    PROPERTY_TITLE = "property_title", "房产证明"
    TRANSLATION = "translation", "翻译件"
    PHOTO = "photo", "照片"
    PAYMENT_SLIP = "payment_slip", "付款记录"
    PREPAYMENT_SLIP = "prepayment_slip", "预交金收据"
    OTHER = "other", "其他材料"
    IRRELEVANT = "irrelevant", "无关图片"
    UNREADABLE = "unreadable", "看不清的图片"

    @property
    def has_fields(self) -> bool:
        return self not in (DocumentType.IRRELEVANT, DocumentType.UNREADABLE)
