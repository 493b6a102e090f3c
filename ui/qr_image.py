"""QR codes for the screen: ``image://qr/<text>`` in QML."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickImageProvider


class QrImageProvider(QQuickImageProvider):
    """Draws one dot a module, which QML scales without smoothing. Called on the GUI thread or the image loader's."""

    def __init__(self) -> None:
        super().__init__(QQuickImageProvider.ImageType.Image)

    def requestImage(self, text: str, size: QSize, requested: QSize) -> QImage:  # noqa: N802  Qt's name
        import qrcode  # noqa: PLC0415  only where a code is shown: it takes 30 ms of the start otherwise

        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=2)
        code.add_data(text)
        rows = code.get_matrix()
        image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        for y, row in enumerate(rows):
            for x, dark in enumerate(row):
                if dark:
                    image.setPixelColor(x, y, Qt.GlobalColor.black)
        size.setWidth(image.width())
        size.setHeight(image.height())
        if requested.width() > 0:
            return image.scaled(
                requested, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
            )
        return image
