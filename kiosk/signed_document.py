"""What a resident puts their signature under: the commitment in their language, and what they apply for, in one form.

Kiosk and platform make the same bytes of the same application, so that a signature can be held against it. Pure; any
thread.
"""

import json
from collections.abc import Mapping

from kiosk.catalogue.item import Item
from kiosk.catalogue.words import Language
from kiosk.person import Person


def signed_document(
    item: Item, language: Language, situation: str, applicant: Person, form: Mapping[str, str]
) -> bytes:
    """UTF-8 JSON with sorted keys and no blanks; ``form`` as it is filed. Raises ValueError for a guide."""
    if item.service is None:
        raise ValueError("a guide is not signed")
    document = {
        "commitment": [text[language] for text in item.service.commitment],
        "item": item.code,
        "situation": situation,
        "applicant": {"name": applicant.name, "id_number": applicant.id_number},
        "form": dict(form),
    }
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
