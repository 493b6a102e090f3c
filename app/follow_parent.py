"""A child process of ``jinban run`` ends when its parent does, even if that was killed.

The parent holds the other end of the child's standard input; its end of file is the parent's end. It ends by SIGTERM
to itself, so that it goes as it goes on any other day; one that has not gone ten seconds later goes at once, for any
process of ours may be killed at any moment, and an orphan would hold the next kiosk's lines.
"""

import os
import signal
import threading
import time

VARIABLE = "JINBAN_FOLLOW_PARENT"
FAREWELL_S = 10.0
EX_SOFTWARE = 70


def end_with_parent() -> None:
    """Watches standard input on a thread of its own, if the parent asked for it."""
    if os.environ.get(VARIABLE) == "1":
        threading.Thread(target=_watch, name="parent", daemon=True).start()


def _watch() -> None:
    # Not through sys.stdin: its lock, held here, would stop the interpreter from ending.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(FAREWELL_S)
    os._exit(EX_SOFTWARE)
