"""The places and proofs that the station ships: 186 stations and the hall within Haikou, 21 proofs kept, none asked for
that is abolished."""

from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from kiosk.catalogue.item import Hours

CONFIG = Path(__file__).parents[3] / "config"
DISTRICTS = {"460105": "秀英区", "460106": "龙华区", "460107": "琼山区", "460108": "美兰区"}
KINDS = {"community", "village", "supermarket", "mall", "school", "telecom", "post", "shop"}
DEVICES = {
    "id_card", "social_card", "scanner", "receipt_printer", "page_printer", "face_camera", "document_camera",
}  # fmt: skip


def content(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((CONFIG / name).read_text(encoding="utf-8"))
    return found


def shipped_items() -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = []
    for path in sorted((CONFIG / "catalogue").rglob("*.yaml")):
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
        items += document.get("items", [document])
    return items


@pytest.fixture(scope="module")
def places() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = content("places.yaml")["places"]
    return found


@pytest.fixture(scope="module")
def abolished() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = content("proofs.yaml")["abolished"]
    return found


def test_there_are_186_stations_of_eight_kinds_and_two_halls(places: list[dict[str, Any]]) -> None:
    kinds = Counter(place["kind"] for place in places)
    assert kinds.pop("hall") == 2
    assert set(kinds) == KINDS
    assert sum(kinds.values()) == 186


def test_no_two_places_have_the_same_id_or_name_or_spot(places: list[dict[str, Any]]) -> None:
    assert len({place["id"] for place in places}) == len(places)
    assert len({place["name"]["zh"] for place in places}) == len(places)
    assert len({place["name"]["en"] for place in places}) == len(places)
    assert len({(place["lat"], place["lon"]) for place in places}) == len(places)


def test_every_place_is_within_haikou_and_its_address_names_its_district(
    places: list[dict[str, Any]],
) -> None:
    for place in places:
        assert 19.85 <= place["lat"] <= 20.07, place["id"]
        assert 110.15 <= place["lon"] <= 110.60, place["id"]
        assert place["address"]["zh"].startswith(DISTRICTS[place["district"]]), place["id"]


def test_a_place_is_open_at_any_hour_or_says_when_and_its_hours_do_not_overlap(
    places: list[dict[str, Any]],
) -> None:
    for place in places:
        hours = [Hours.model_validate(one) for one in place["hours"]]
        assert place["around_the_clock"] != bool(hours), place["id"]
        for day in range(1, 8):
            spans = sorted(one.span for one in hours if day in one.days)
            assert all(earlier[1] <= later[0] for earlier, later in pairwise(spans)), place["id"]


def test_the_hall_never_closes_and_has_every_device(places: list[dict[str, Any]]) -> None:
    hall = next(place for place in places if place["kind"] == "hall")
    assert hall["around_the_clock"]
    assert set(hall["devices"]) == DEVICES
    assert hall["departments"] == []


def test_every_place_reads_cards_and_is_marked_as_made_up(places: list[dict[str, Any]]) -> None:
    for place in places:
        assert {"id_card", "receipt_printer"} <= set(place["devices"]) <= DEVICES, place["id"]
        assert place["demo"] is True, place["id"]


def test_only_postal_points_act_for_some_departments_alone(places: list[dict[str, Any]]) -> None:
    for place in places:
        assert bool(place["departments"]) == (place["kind"] == "post"), place["id"]


def test_21_proofs_are_kept_each_with_the_law_that_asks_for_it() -> None:
    kept = content("proofs.yaml")["kept"]
    assert len(kept) == 21
    assert len({proof["name"]["zh"] for proof in kept}) == 21
    for proof in kept:
        assert all(proof[word] for word in ("basis", "department", "as_of", "source")), proof["name"]
        assert proof["demo"] is True, proof["name"]


def test_an_abolished_proof_says_by_which_words_it_is_known(abolished: list[dict[str, Any]]) -> None:
    assert len(abolished) == len({proof["name"] for proof in abolished})
    words = [word for proof in abolished for word in proof["match"]]
    assert len(words) == len(set(words))
    assert min(len(word) for word in words) >= 4
    for proof in abolished:
        assert all(proof[word] for word in ("match", "as_of", "source")), proof["name"]


@pytest.mark.parametrize(
    "paper",
    [
        "出生医学证明",
        "居民死亡医学证明或火化证明",
        "从业人员健康证明",
        "解除劳动合同证明",
        "完税证明",
        "无犯罪记录证明",
        "住房公积金缴存使用证明",
        "个人名下住房情况查询证明",
        "户口簿",
        "结婚证",
    ],
)
def test_a_lawful_paper_is_not_taken_for_an_abolished_proof(
    abolished: list[dict[str, Any]], paper: str
) -> None:
    assert not [proof["name"] for proof in abolished if any(word in paper for word in proof["match"])]


@pytest.mark.parametrize(
    ("paper", "known_as"),
    [
        ("村委会出具的亲属关系证明", "亲属关系证明"),
        ("健在证明（居委会盖章）", "健在证明"),
        ("社区无犯罪记录证明", "村（居）委会无犯罪记录证明"),
        ("单身证明", "婚姻状况证明（单身证明）"),
        ("居委会出具的居住证明", "村（居）委会居住证明"),
    ],
)
def test_an_abolished_proof_is_known_however_it_is_asked_for(
    abolished: list[dict[str, Any]], paper: str, known_as: str
) -> None:
    found = [proof["name"] for proof in abolished if any(word in paper for word in proof["match"])]
    assert found == [known_as]


def test_no_item_asks_a_resident_to_bring_an_abolished_proof(abolished: list[dict[str, Any]]) -> None:
    words = [word for proof in abolished for word in proof["match"]]
    asked = [
        (item["code"], line["zh"])
        for item in shipped_items()
        for line in item.get("bring", [])
        if any(word in line["zh"] for word in words)
    ]
    assert asked == []
