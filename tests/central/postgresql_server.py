"""A real PostgreSQL of our own: in a folder under the temporary one, on a socket in it, gone when the test is over."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_BINARIES = Path("/usr/lib/postgresql")
_PATIENCE_S = 30.0


@contextmanager
def postgresql_server() -> Iterator[str]:
    """Gives the SQLAlchemy URL up to the database's name, with ``{}`` for it."""
    binaries = max(_BINARIES.iterdir(), key=lambda version: int(version.name)) / "bin"
    # PostgreSQL refuses root, and a socket's path may have 107 characters at most: no tmp_path.
    user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="jinban-pg-"))
    shutil.chown(folder, user)
    data = folder / "data"
    try:
        initdb: list[str | Path] = [
            binaries / "initdb",
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "jinban",
            "-E",
            "UTF8",
            "--no-sync",
        ]
        subprocess.run(initdb, user=user, cwd="/", check=True, capture_output=True)
        options: list[str | Path] = ["-c", "listen_addresses=", "-c", "fsync=off", "-k", folder]
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, *options],
            user=user,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            _wait_until_ready(binaries, folder)
            yield f"postgresql+psycopg://jinban@/{{}}?host={folder}"
        finally:
            server.terminate()
            server.wait(_PATIENCE_S)
    finally:
        shutil.rmtree(folder)


def _wait_until_ready(binaries: Path, folder: Path) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    ready: list[str | Path] = [binaries / "pg_isready", "-q", "-h", folder, "-U", "jinban", "-d", "postgres"]
    while subprocess.run(ready, check=False).returncode != 0:
        if time.monotonic() > deadline:
            raise TimeoutError("PostgreSQL did not start")
        time.sleep(0.05)
