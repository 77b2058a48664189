"""The base of every model here: frozen, and closed against unknown words. Not a place for helpers."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen pydantic model that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class Jawaban(Model):
    """Answers of a form: what a definition has beyond the fields known here travels along under its own key."""

    model_config = ConfigDict(frozen=True, extra="allow", str_strip_whitespace=False)
