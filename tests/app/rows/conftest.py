"""Each file here tells one row's story without a screen, once, and looks at what became of it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.station_context import StationContext, context
from app.stories.hall import open_hall
from app.stories.headless_stage import HeadlessStage, headless_stage
from app.stories.rows import Story
from config.settings import load_settings

Tell = Callable[[Story], HeadlessStage]


def _station(data: Path) -> StationContext:
    return context(load_settings(None, ()), str(data), None)


@pytest.fixture(scope="session")
def compiled_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Compiled once for all stories."""
    station = _station(tmp_path_factory.mktemp("catalogue"))
    station.open_catalogue().close()
    return station.catalogue_file


@pytest.fixture(scope="module")
def tell(compiled_catalogue: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tell]:
    """Tells a story in a hall of its own, which stays open for the file's tests."""
    with ExitStack() as halls:

        def told(story: Story) -> HeadlessStage:
            folder = tmp_path_factory.mktemp("hall")
            (folder / "station").mkdir(mode=0o700)
            shutil.copy(compiled_catalogue, folder / "station" / "catalogue.db")
            hall = halls.enter_context(
                open_hall(_station(folder / "station"), folder, runs=False, begins=story.begins)
            )
            stage = halls.enter_context(headless_stage(hall))
            story.tell(stage)
            return stage

        yield told
