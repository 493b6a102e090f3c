"""Pages under the document camera: found, straightened, cropped, judged, and put together as a PDF."""
