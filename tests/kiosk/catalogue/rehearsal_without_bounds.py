"""The rehearsal's process with the first wall taken down, to see the second one hold: rules may be anything here."""

import sys
from unittest.mock import patch

from kiosk.catalogue.rehearsal_process import main

if __name__ == "__main__":
    with patch("kiosk.cel.beyond_bounds", return_value=None):
        sys.exit(main(int(sys.argv[1])))
