"""Puts the station together: command line, start-up order, supervision."""

import os

# Without this, pydantic looks through every installed package for plugins at each start (0.05 s) and would run what it
# finds over residents' data.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

VERSION = "0.1.0"
"""As in ``pyproject.toml``; a test holds them together."""
