"""No screen is needed here."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
