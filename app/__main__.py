"""``python -m app``: what the launcher runs."""

import sys

from app.cli import main

sys.exit(main(sys.argv[1:]))
