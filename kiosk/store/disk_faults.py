"""What the disk and SQLite say when they fail, told in our own fault codes.

Full disk: DISK_FULL. Damaged database: STORE_DAMAGED. Anything else that the machine does to us (I/O error, locked
for too long, read-only, cannot open): STORE_FAILED. What is a defect of ours (a broken constraint, bad SQL) passes
through as it is. No text of ours repeats SQL or its values.
"""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from config.faults import EnvironmentFault, FaultCode

_FULL_ERRNO = {errno.ENOSPC, errno.EDQUOT}

# Primary result codes, https://www.sqlite.org/rescode.html
_OF_SQLITE = {
    sqlite3.SQLITE_FULL: FaultCode.DISK_FULL,
    sqlite3.SQLITE_CORRUPT: FaultCode.STORE_DAMAGED,
    sqlite3.SQLITE_NOTADB: FaultCode.STORE_DAMAGED,
    sqlite3.SQLITE_IOERR: FaultCode.STORE_FAILED,
    sqlite3.SQLITE_BUSY: FaultCode.STORE_FAILED,
    sqlite3.SQLITE_LOCKED: FaultCode.STORE_FAILED,
    sqlite3.SQLITE_CANTOPEN: FaultCode.STORE_FAILED,
    sqlite3.SQLITE_READONLY: FaultCode.STORE_FAILED,
    sqlite3.SQLITE_PERM: FaultCode.STORE_FAILED,
    sqlite3.SQLITE_PROTOCOL: FaultCode.STORE_FAILED,
    sqlite3.SQLITE_NOLFS: FaultCode.STORE_FAILED,
}


@contextmanager
def disk_faults() -> Iterator[None]:
    """Around anything that touches the disk: raises EnvironmentFault for what the machine did."""
    try:
        yield
    except OSError as error:
        full = error.errno in _FULL_ERRNO
        name = errno.errorcode.get(error.errno or 0, "unknown")
        raise EnvironmentFault(FaultCode.DISK_FULL if full else FaultCode.STORE_FAILED, name) from error
    except UnicodeDecodeError as error:
        # Python's driver stumbles over a message of SQLite's that quotes damaged bytes.
        raise EnvironmentFault(FaultCode.STORE_DAMAGED, "unreadable message") from error
    except PoolTimeout as error:
        raise EnvironmentFault(FaultCode.STORE_FAILED, "no free connection") from error
    except sqlite3.Error as error:
        raise (sqlite_fault(error) or error) from error
    except DBAPIError as error:
        fault = sqlite_fault(error.orig) if isinstance(error.orig, sqlite3.Error) else None
        raise (fault or error) from error


def sqlite_fault(error: sqlite3.Error) -> EnvironmentFault | None:
    """The fault that SQLite's error stands for; None when it is a defect of ours."""
    code = getattr(error, "sqlite_errorcode", None)  # absent where the driver itself raised
    if not isinstance(code, int):
        return None
    fault = _OF_SQLITE.get(code & 0xFF)
    return EnvironmentFault(fault, error.sqlite_errorname) if fault else None
