"""Made-up papers, and eyes to read them with."""

import io
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pypdf

from devices.receipt_printer.slip import QrCode
from kiosk.bench.finding import FindingState
from kiosk.catalogue.words import Language
from kiosk.document.certificate import Certificate, Line
from kiosk.document.readiness import DeviceLine, ReadinessReport

AT = datetime(2026, 5, 6, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
NUMBER = "460100-26-000001"
CODE = QrCode("https://127.0.0.1/v/7K3M9Q2XAB4DEFGH5")
HOTLINE = "12345"
LANGUAGES = list(Language)

CERTIFICATE = Certificate(
    number=NUMBER,
    title="社会保险参保缴费记录证明",
    issuer="海口市社会保险服务中心",
    issued_at=AT,
    verification=CODE,
    fields=(
        Line("姓名", "王*英"),
        Line("参保险种", "企业职工基本养老保险、工伤保险、失业保险"),
        Line("参保起止", "二〇〇八年三月至二〇二六年四月"),
    ),
    paragraphs=("经查询，上述人员在本中心参加社会保险，缴费情况如上。", "特此证明。"),
)
DEVICES = (
    DeviceLine("身份证读卡器", FindingState.READY, "往返41毫秒", "", AT, "张工"),
    DeviceLine("凭条打印机", FindingState.ATTENTION, "纸将用尽", "换一卷纸", AT, "张工"),
    DeviceLine("高拍仪", FindingState.FAULTY, "三次没有应答", "检查电源和电缆", AT),
    DeviceLine("人像摄像头", FindingState.NOT_FITTED),
    DeviceLine("扬声器", FindingState.FAULTY),
)
REPORT = ReadinessReport(
    station="HK-TEST-001",
    place="一楼大厅",
    at=AT,
    version="0.1.0",
    devices=DEVICES,
    software=(Line("磁盘", "可用182GB"), Line("队列", "未发送0件")),
    unknown_usb=("1a86:7523 serial converter",),
)


def pages(pdf: bytes) -> list[str]:
    """The words of each page in reading order, without the blanks that readers put between words."""
    return [squeezed(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def words(pdf: bytes) -> str:
    return "".join(pages(pdf))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def in_order(text: str, *parts: str) -> bool:
    """Each part stands in the text behind the one before it."""
    at = 0
    for part in map(squeezed, parts):
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True
