"""The station's own key: by its signature the platform knows which station speaks. Made here, never leaves.

Ed25519 (RFC 8032) in ``station-key.pem`` of the data folder, PKCS #8, mode 0600. The platform learns the public half
at enrolment.
"""

import os
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from config.faults import EnvironmentFault, FaultCode

FILE_NAME = "station-key.pem"


def station_key(data: Path) -> Ed25519PrivateKey:
    """The station's key; made at first use, durable before it is returned. Two processes may ask at once.

    Raises EnvironmentFault(STORE_DAMAGED) when the file is not such a key: staff decide whether to enrol anew, since
    a new key would be refused under the old station's name. Raises OSError when the folder cannot be written.
    """
    path = data / FILE_NAME
    if not path.exists():
        _make(path)
    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except (ValueError, TypeError) as error:
        raise EnvironmentFault(FaultCode.STORE_DAMAGED, FILE_NAME) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise EnvironmentFault(FaultCode.STORE_DAMAGED, FILE_NAME)
    return key


def _make(path: Path) -> None:
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)  # 0600
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        # Unlike a rename, a link never replaces the key that another process was quicker to make.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        Path(draft).unlink()
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
