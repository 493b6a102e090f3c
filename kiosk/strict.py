"""What crosses a border or is sealed: a model that refuses what it does not know and repeats no value in an error."""

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """Frozen; safe to show in a log only as far as its fields' reprs are."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)
