"""``jinban demo --row N --out DIR``: the stories of the city's systems on the real screens, as pictures.

Each row has a folder with its screens in their order, slips, result documents and ``summary.json``.
"""

import json
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from app.station_context import StationContext
from app.stories.hall import open_hall
from app.stories.rows import ROWS, Story, stories_of
from app.stories.screen_stage import ScreenStage, screen_stage
from app.stories.stage import StoryStuck
from config.settings import SettingsRefused
from sync.contract import Case
from ui.shell import application

EVERY_ROW = "all"


@dataclass(frozen=True, slots=True)
class Told:
    """What one story left in its folder; ``failure`` says what did not come."""

    folder: str
    states: tuple[str, ...]
    platform: tuple[Case, ...]
    pictures: tuple[str, ...]
    papers: tuple[str, ...]
    failure: str | None


def run_rows(row: str, station: StationContext, out: Path) -> int:
    """0 when every story came to its end."""
    rows = _rows(row)
    app = application(["jinban"])
    told = {number: _row(number, station, out / f"row-{number:02d}") for number in rows}
    app.quit()
    failures = [(number, one.failure) for number, stories in told.items() for one in stories if one.failure]
    for number, failure in failures:
        sys.stderr.write(f"jinban: demo: row {number}: {failure}; the pictures so far are in {out}\n")
    if not failures:
        count = sum(len(one.pictures) for stories in told.values() for one in stories)
        sys.stdout.write(f"{count} pictures in {out}\n")
    return 1 if failures else 0


def _rows(row: str) -> tuple[int, ...]:
    if row == EVERY_ROW:
        return ROWS
    if row.isdecimal() and int(row) in ROWS:
        return (int(row),)
    raise SettingsRefused(f"demo: --row {row}: expected {ROWS[0]} to {ROWS[-1]}, or {EVERY_ROW}")


def _row(number: int, station: StationContext, out: Path) -> list[Told]:
    stories = stories_of(number)
    told = [_tell(story, station, out / story.name) for story in stories]
    summary = {"row": number, "system": stories[0].system, "stories": [_summary(one) for one in told]}
    (out / "summary.json").write_text(
        json.dumps(summary, ensure_ascii=False, indent=2) + "\n", encoding="utf-8"
    )
    return told


def _tell(story: Story, station: StationContext, out: Path) -> Told:
    out.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="jinban-demo-") as scratch,
        open_hall(station, Path(scratch), runs=True, begins=story.begins) as hall,
        screen_stage(hall, out) as stage,
    ):
        failure = _failure(story, stage)
        return Told(
            folder=story.name,
            states=tuple(stage.states),
            platform=tuple(stage.cases()),
            pictures=tuple(stage.pictures),
            papers=tuple(stage.leave_papers()),
            failure=failure,
        )


def _failure(story: Story, stage: ScreenStage) -> str | None:
    try:
        story.tell(stage)
    except StoryStuck as stuck:
        return str(stuck)
    return None


def _summary(told: Told) -> dict[str, object]:
    return {
        "folder": told.folder,
        "states": told.states,
        "platform": [
            {
                "application_id": case.id,
                "acceptance_number": case.acceptance_number,
                "item": case.item,
                "state": str(case.state),
                "lane": str(case.lane),
                "reasons": case.reasons,
                "promised_by": case.promised_by.isoformat() if case.promised_by else None,
            }
            for case in told.platform
        ],
        "pictures": told.pictures,
        "papers": told.papers,
        "failure": told.failure,
    }
