"""The compiled index: the same bytes for the same content, and beside a catalogue of any size."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from benchmarks.search_corpus import example_queries, keystrokes, queries, twelve_thousand
from kiosk.search.build import write_index
from kiosk.search.searcher import Searcher
from kiosk.search.synonyms import Synonyms
from tests.kiosk.search.search_desk import CITY, searcher, shipped


def parts(entries: list[str]) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        write_index(connection, [CITY[name] for name in entries], shipped())
        return connection.execute("SELECT name, content FROM search_part ORDER BY name").fetchall()


def test_the_same_content_gives_the_same_bytes_in_any_order() -> None:
    some = list(CITY)[:40]
    assert parts(some) == parts(some[::-1])


def test_other_content_gives_other_bytes() -> None:
    assert parts(list(CITY)[:40]) != parts(list(CITY)[:41])


def test_a_file_without_an_index_is_refused() -> None:
    with closing(sqlite3.connect(":memory:")) as connection, pytest.raises(sqlite3.Error):
        Searcher(connection)


def test_a_catalogue_without_services_or_words_answers_nothing() -> None:
    assert searcher([]).search("身份证").found == ()
    assert [found.name for found in searcher([CITY["居住证申领"]], Synonyms()).search("居住证").found] == [
        "居住证申领"
    ]


def test_every_keystroke_is_answered_with_honest_scores_among_many_services() -> None:
    hall = searcher(twelve_thousand(2_000))
    for text in keystrokes([query.text for query in queries()[::25]]):
        answer = hall.search(text, 5)
        scores = [found.score for found in answer.found]
        assert len(scores) <= 5
        assert all(0 <= score <= 1 for score in scores)
        assert scores == sorted(scores, reverse=True)


def test_queries_that_were_tuned_on_stay_found() -> None:
    """A guard against going back; how good the search is on others' queries, ``bench search`` says."""
    hall = searcher()
    tuned = [query for query in (*example_queries(), *queries()) if not query.held_out]
    right = sum(
        any(found.name in query.expected for found in hall.search(query.text, 1).found) for query in tuned
    )
    assert right / len(tuned) >= 0.95


PLACED = (
    ("秀英区", "秀英区居民身份证补领"),
    ("湛江市", "广东省湛江市居民身份证补领"),
    ("美兰区", "居民身份证补领（美兰区）"),
)


def test_a_place_beside_a_name_is_no_other_service() -> None:
    own = CITY["居民身份证补领"]
    copies = [replace(own, code=f"{place}-1", name=name) for place, name in PLACED]
    found = searcher([*copies, own]).search("身份证丢了").found
    assert [one.code for one in found] == [own.code]
