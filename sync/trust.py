"""What the station was told about its platform when it was set up: which keys to seal to and to believe.

A JSON file of `sync.contract.Trust`, handed over with the station's settings. The sealing key is the shell's concern,
the receipt key the sync worker's, the code key that of who verifies show codes.
"""

from pathlib import Path

from pydantic import ValidationError

from config.faults import EnvironmentFault, FaultCode
from sync.contract import Trust

_KEY_BYTES = 32


def load_trust(path: Path) -> Trust:
    """The pinned keys. Raises EnvironmentFault(PLATFORM_UNTRUSTED) when the file is missing or not such a file."""
    try:
        trust = Trust.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise EnvironmentFault(
            FaultCode.PLATFORM_UNTRUSTED, f"{path.name} is missing or unreadable"
        ) from error
    keys = (trust.sealing_key, trust.receipt_key, trust.code_key or bytes(_KEY_BYTES))
    if any(len(key) != _KEY_BYTES for key in keys):
        raise EnvironmentFault(FaultCode.PLATFORM_UNTRUSTED, f"a key in {path.name} is not 32 bytes")
    return trust
