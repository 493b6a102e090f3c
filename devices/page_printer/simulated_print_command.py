#!/usr/bin/env -S python3 -I -S
"""ippeveprinter's print command: hands the job to the simulated press, and the press's words back to ippeveprinter.

ippeveprinter runs it for every job with the document's file as its argument; ``STATE:`` and ``ATTR:`` lines on standard
error change what the printer says of itself (ippeveprinter(1), Command output). The file is gone before the first page.
The press sends ``END n`` as its last line: the exit status. No press, no page: status 1.
"""

import json
import os
import socket
import sys
from pathlib import Path


def main() -> int:
    document = Path(sys.argv[1])
    pdf = document.read_bytes()
    document.unlink()
    with socket.socket(socket.AF_UNIX) as press:
        press.connect(os.environ["JINBAN_SIMULATED_PRESS"])
        job = {"number": int(os.environ["IPP_JOB_ID"]), "name": os.environ["IPP_JOB_NAME"], "size": len(pdf)}
        press.sendall(json.dumps(job).encode() + b"\n" + pdf)
        with press.makefile("r", encoding="utf-8") as words:
            for line in words:
                if line.startswith("END "):
                    return int(line.removeprefix("END "))
                sys.stderr.write(line)
                sys.stderr.flush()
    return 1


if __name__ == "__main__":
    sys.exit(main())
