"""A child process of ``jinban run`` ends when its parent does, even if that was killed.

The parent holds the other end of the child's standard input; its end of file is the parent's end. It ends by SIGTERM
to itself, so that it goes as it goes on any other day.
"""

import os
import signal
import threading

VARIABLE = "JINBAN_FOLLOW_PARENT"


def end_with_parent() -> None:
    """Watches standard input on a thread of its own, if the parent asked for it."""
    if os.environ.get(VARIABLE) == "1":
        threading.Thread(target=_watch, name="parent", daemon=True).start()


def _watch() -> None:
    # Not through sys.stdin: its lock, held here, would stop the interpreter from ending.
    while os.read(0, 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
