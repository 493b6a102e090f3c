"""A handwritten signature on the touchscreen: its strokes, whether it is one, its bond to the document, its picture."""
