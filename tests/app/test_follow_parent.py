"""A child process ends with its parent: by itself, or where it does not come to an end, by force."""

import os
import signal
import subprocess
import sys

import pytest

from app.follow_parent import EX_SOFTWARE, VARIABLE
from tests.app.jinban_command import ROOT

CHILD = """
import signal, sys
from app import follow_parent
follow_parent.FAREWELL_S = 0.2
if sys.argv[1] == "deaf":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
follow_parent.end_with_parent()
print("up", flush=True)
signal.sigwait({signal.SIGUSR1})
"""


@pytest.mark.parametrize(("ears", "status"), [("hears", -signal.SIGTERM), ("deaf", EX_SOFTWARE)])
def test_it_ends_when_nobody_holds_its_input(ears: str, status: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, ears],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), VARIABLE: "1"},
    )
    assert child.stdout is not None
    assert child.stdout.readline() == b"up\n"
    child.communicate(timeout=20)
    assert child.returncode == status
