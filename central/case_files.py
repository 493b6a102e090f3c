"""Opens the sealed application of a case, in memory, for who may read it. Any thread; raises EnvironmentFault."""

import logging

from pydantic import ValidationError

from central.attachments import Attachments
from central.keys import PlatformKeys
from central.opened import Opened, open_sealed
from central.register import SealedCase
from kiosk.application import Application
from kiosk.envelope import CannotOpen, open_application

_log = logging.getLogger("platform")


class CaseFiles:
    """The applications behind the cases."""

    def __init__(self, keys: PlatformKeys, attachments: Attachments) -> None:
        self._keys = keys
        self._attachments = attachments

    def application(self, sealed: SealedCase) -> Application | None:
        """What was filled in; None when no key of ours opens it any more."""
        try:
            plaintext = open_application(sealed.envelope, sealed.case.id, self._keys.sealing)
            return Application.model_validate_json(plaintext)
        except (CannotOpen, ValidationError):
            _note_closed(sealed)
            return None

    def whole(self, sealed: SealedCase) -> Opened | None:
        """With its attachments; None also when one of them is not on this disk."""
        contents = self._attachments.contents(sealed.attachments)
        if any(ref.sha256 not in contents for ref in sealed.attachments):
            _log.error("case %s lacks an attachment on this disk", sealed.case.id)
            return None
        content = [contents[ref.sha256] for ref in sealed.attachments]
        try:
            return open_sealed(sealed.case.id, sealed.envelope, content, self._keys)
        except (CannotOpen, ValidationError):
            _note_closed(sealed)
            return None


def _note_closed(sealed: SealedCase) -> None:
    _log.error("case %s does not open with the platform's keys", sealed.case.id)
