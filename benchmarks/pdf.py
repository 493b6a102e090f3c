"""`pdf`: a certificate as a PDF, against an empty page by the same compiler in the same process."""

import time
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import typst

from app.station_context import StationContext
from benchmarks.figure import Figure, Held, Target, interleaved, median, spread
from devices.receipt_printer.slip import QrCode
from kiosk.catalogue.words import Language
from kiosk.document.certificate import Certificate, Line, certificate_sheet
from kiosk.document.typesetting import to_pdf

TARGET = Target(Held.FIGURE, 150.0)
CERTIFICATE = Certificate(
    number="460100-26-000001",
    title="社会保险参保缴费记录证明",
    issuer="示例社会保险服务中心",
    issued_at=datetime(2026, 5, 6, 10, 30, tzinfo=ZoneInfo("Asia/Shanghai")),
    verification=QrCode("https://127.0.0.1/v/7K3M9Q2XAB4DEFGH5"),
    fields=(Line("姓名", "王*英"), Line("参保险种", "企业职工基本养老保险、工伤保险、失业保险")),
    paragraphs=(
        "经查询，上述人员在本中心参加社会保险，缴费情况如上。本证明仅反映打印之时的参保状态。",
        "特此证明。",
    ),
    demo=True,
)


def measure(station: StationContext, *, quick: bool = False) -> Figure:
    """Milliseconds a certificate after the first; each has another number, so that nothing is remembered whole."""
    hotline = station.settings.station.hotline
    begun = time.perf_counter()
    size = len(to_pdf(certificate_sheet(CERTIFICATE, Language.ZH, hotline)))
    first_ms = (time.perf_counter() - begun) * 1000
    printed = 0

    def certificate() -> float:
        nonlocal printed
        printed += 1
        at = time.perf_counter()
        numbered = replace(
            CERTIFICATE, number=f"460100-26-{printed:06}", fields=(Line("姓名", f"第{printed}人"),)
        )
        to_pdf(certificate_sheet(numbered, Language.ZH, hotline))
        return (time.perf_counter() - at) * 1000

    figures_ms, floor_ms = interleaved(3 if quick else 50, certificate, _empty_page)
    return Figure(
        "pdf",
        median(figures_ms),
        "ms",
        median(floor_ms),
        TARGET,
        f"{spread(figures_ms, 1)} ms; the first in the process {first_ms:.0f} ms; {size / 1000:.0f} kB",
    )


def _empty_page() -> float:
    begun = time.perf_counter()
    typst.Compiler(b"", ignore_system_fonts=True).compile(format="pdf")
    return (time.perf_counter() - begun) * 1000
