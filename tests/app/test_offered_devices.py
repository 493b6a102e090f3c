"""A device that is switched off is to visits as one that is not fitted, and comes back as it is."""

from app.offered_devices import answer_without_device, as_offered, devices_again, switched_off
from config.faults import FaultCode
from devices.device import DeviceStatus, Faulty, Ready
from kiosk.offer.offer import Kind, Offer, Withdrawn
from kiosk.visit import event as e
from kiosk.visit.effect import Wipe
from tests.kiosk.visit.resident_at_the_kiosk import Kiosk

OFF = Offer(standing={(Kind.DEVICE, "receipt_printer"): Withdrawn(), (Kind.DEVICE, "id_card"): Withdrawn()})
NO_PRINTER = Offer(
    standing={(Kind.DEVICE, "receipt_printer"): Withdrawn(), (Kind.DEVICE, "page_printer"): Withdrawn()}
)
STATUSES = (
    DeviceStatus("id_card", "sam", Ready()),
    DeviceStatus("receipt_printer", "escpos", Faulty(FaultCode.PRINTER_PAPER_OUT)),
    DeviceStatus("speaker", "alsa", Ready()),
)


def test_a_ready_device_that_is_off_is_not_fitted() -> None:
    assert as_offered(e.ReaderChanged(None), OFF) == e.ReaderChanged(FaultCode.READER_NOT_FITTED)
    assert as_offered(e.PrinterChanged(None), OFF) == e.PrinterChanged(FaultCode.PRINTER_NOT_FITTED)
    assert as_offered(e.ReaderChanged(None), Offer()) == e.ReaderChanged(None)
    assert as_offered(e.PlatformLost(), OFF) == e.PlatformLost()


def test_switched_on_again_each_is_as_it_really_is() -> None:
    assert list(devices_again(STATUSES, Offer())) == [
        e.ReaderChanged(None),
        e.PrinterChanged(FaultCode.PRINTER_PAPER_OUT),
    ]
    assert list(devices_again(STATUSES, OFF)) == [
        e.ReaderChanged(FaultCode.READER_NOT_FITTED),
        e.PrinterChanged(FaultCode.PRINTER_NOT_FITTED),
    ]


def test_a_receipt_is_answered_without_paper_where_the_printer_is_off() -> None:
    kiosk = Kiosk()
    kiosk.apply_for_oneself()
    kiosk.to_result()
    (slip,) = kiosk.slips()
    assert answer_without_device(slip, NO_PRINTER) == e.SlipFailed(
        FaultCode.PRINTER_NOT_FITTED, on_paper=False
    )
    assert answer_without_device(slip, OFF) is None, "it comes on a page"
    assert switched_off(OFF) == {"receipt_printer"}
    assert answer_without_device(slip, Offer()) is None
    assert answer_without_device(Wipe(), OFF) is None
