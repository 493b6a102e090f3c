"""Reads a YAML file of the platform's: every mistake named by file, line, field and what is right."""

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from kiosk.catalogue.content import Mistake
from kiosk.catalogue.words import Content

ContentT = TypeVar("ContentT", bound=Content)
Place = tuple[str | int, ...]


class FileRefused(Exception):
    """The file has mistakes and is not used; ``mistakes`` names each by file and line, and so does the text."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("\n".join(str(mistake) for mistake in mistakes))
        self.mistakes = mistakes


class ContentFile:
    """A YAML file that parses. Raises FileRefused."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            text = path.read_text(encoding="utf-8")
            self._node = yaml.compose(text, Loader=yaml.CSafeLoader)
            self._document = _TextLoader(text).get_single_data()
        except OSError as error:
            raise self._refused(f"cannot be read: {error.strerror}") from None
        except UnicodeDecodeError:
            raise self._refused("is not UTF-8 text") from None
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise self._refused(f"is not YAML: {error.problem}", line) from None
        except (yaml.YAMLError, ValueError):
            raise self._refused("is not YAML: has a character or a value that cannot be") from None

    def read(self, model: type[ContentT]) -> ContentT:
        """The content as ``model``. Raises FileRefused."""
        try:
            return model.model_validate(self._document)
        except ValidationError as invalid:
            raise FileRefused(
                [self.mistake(error["loc"], _plain(error["msg"])) for error in invalid.errors()]
            ) from None

    def mistake(self, place: Place, message: str) -> Mistake:
        """``place`` is a path of names and positions."""
        return Mistake(
            self._path, _line_of(self._node, place), ".".join(str(step) for step in place), message
        )

    def _refused(self, message: str, line: int = 1) -> FileRefused:
        return FileRefused([Mistake(self._path, line, "", message)])


class _TextLoader(yaml.CSafeLoader):
    """Leaves a day a text, for the shapes to read: YAML's own reading of 30 February ends without a line."""


_TextLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def _line_of(node: yaml.Node | None, place: Place) -> int:
    """The line, from 1, of the deepest part of ``place`` that stands in the file."""
    line = 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            pair = next(((key, value) for key, value in node.value if key.value == step), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            break
    return line


def _plain(message: str) -> str:
    text = message.removeprefix("Value error, ")
    return text[0].lower() + text[1:]
