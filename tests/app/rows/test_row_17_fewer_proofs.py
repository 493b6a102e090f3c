"""Row 17, 减证便民: no abolished proof is asked for; the kept ones can be read."""

import pytest

from app.stories.headless_stage import HeadlessStage
from app.stories.rows import stories_of
from tests.app.rows.conftest import Tell


@pytest.fixture(scope="module")
def told(tell: Tell) -> HeadlessStage:
    return tell(stories_of(17)[0])


def test_the_kept_proofs_can_be_read_with_their_law(told: HeadlessStage) -> None:
    kept = told.hall.services.proofs()
    shown = told.seen("proofs/kept")
    assert shown.says(f"只有这{len(kept)}项可以要证明")
    assert not shown.lacks(*(proof.name.zh for proof in kept))


def test_no_service_asks_for_an_abolished_proof(told: HeadlessStage) -> None:
    abolished = [word for proof in told.hall.catalogue.proofs().abolished for word in proof.match]
    assert len(abolished) > 20
    asked = [
        (item.code, material.name.zh)
        for item in told.hall.catalogue.items()
        if item.service is not None
        for material in item.service.materials
        if any(word in material.name.zh for word in abolished)
    ]
    assert asked == []


def test_no_guide_tells_anybody_to_bring_one(told: HeadlessStage) -> None:
    abolished = [word for proof in told.hall.catalogue.proofs().abolished for word in proof.match]
    told_to_bring = [
        (item.code, line.zh)
        for item in told.hall.catalogue.items()
        for line in item.bring
        if any(word in line.zh for word in abolished)
    ]
    assert told_to_bring == []
