"""The cameras of this station: the one towards the resident and the one above the document tray."""

from app.station_context import StationContext
from config.device_settings import DocumentCamera, FaceCamera, NoDevice, OpencvCamera, ScannerCamera
from config.faults import FaultCode
from devices.camera.camera import Camera
from devices.camera.opencv_source import OpencvSource

SCANNING_PX = (1280, 720)
"""What a scanner's camera is asked for: codes are found in 1.5 ms at this size."""


def fitted_face_camera(station: StationContext) -> Camera | None:
    """Not switched on; None where none is fitted."""
    return _camera(station, "face_camera", station.settings.devices.face_camera)


def fitted_document_camera(station: StationContext) -> Camera | None:
    """Not switched on; None where none is fitted."""
    return _camera(station, "document_camera", station.settings.devices.document_camera)


def source_of(station: StationContext, name: str, fitted: OpencvCamera | ScannerCamera) -> OpencvSource:
    """Where the camera is, looked up at each opening."""
    width_px, height_px = (
        SCANNING_PX if isinstance(fitted, ScannerCamera) else (fitted.width_px, fitted.height_px)
    )
    return OpencvSource(
        lambda: station.found(name, fitted, FaultCode.CAMERA_UNPLUGGED).source, width_px, height_px
    )


def _camera(
    station: StationContext, name: str, fitted: FaceCamera | DocumentCamera | NoDevice
) -> Camera | None:
    if isinstance(fitted, NoDevice):
        return None
    return Camera(source_of(station, name, fitted), station.now, name=name, driver=fitted.driver)
