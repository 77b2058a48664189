"""The answers of a form as flat rows, a row per item and detail, by the columns of its definition. It knows no rule.

What is written once on the form stands on all of its rows.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, get_args, get_origin

from skpxl.kinds.table import kind_of
from skpxl.model.dasar import Model
from skpxl.template.definition import Definition
from skpxl.template.form import Form
from skpxl.template.headings import Column, column_of
from skpxl.template.layout import place
from skpxl.template.slots import Slot

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class AnswerRow:
    """One row: the part of the form it stands in, the numbers of item and detail (0: none), texts by column.

    `key` is that of its first place that is filled in.
    """

    part: tuple[str, ...]
    item: int
    detail: int
    texts: Mapping[Column, str]
    key: str = ""


def root_of(slot: Slot) -> Path:
    """The row a place stands in: its way up to the last number; of what stands in no list the empty way."""
    last = max((at for at, part in enumerate(slot.path) if isinstance(part, int)), default=-1)
    return slot.path[: last + 1]


def texts_by_row(form: Form, slots: Collection[Slot]) -> dict[Path, dict[Column, str]]:
    """What stands in these places, by row; rows in which nothing was filled in are left out, but not the item of such a row."""
    rows: dict[Path, dict[Column, str]] = {}
    used: set[Path] = {()}
    for slot in slots:
        text = (form.terkunci if slot.terkunci else form.isian).get(slot.key, "")
        if slot.dari:
            text = text.split("\n", 1)[0].strip()
        if text.strip():
            rows.setdefault(root_of(slot), {})[column_of(slot)] = text
            if not slot.terkunci:
                root = root_of(slot)
                used |= {root[:end] for end in range(1, len(root) + 1)}
    return {root: texts for root, texts in rows.items() if root in used}


def answer_rows(form: Form, slots: Collection[Slot]) -> Iterator[AnswerRow]:
    """The rows of these places of a form: of items their details, or one row; of a form without any item one row."""
    by_row = texts_by_row(form, slots)
    once = by_row.pop((), {})
    yield from rows_of_items(by_row, once, slots)
    if not by_row:
        yield AnswerRow((), 0, 0, once)


def rows_of_items(
    by_row: Mapping[Path, Mapping[Column, str]], once: Mapping[Column, str], slots: Collection[Slot]
) -> Iterator[AnswerRow]:
    """The rows of the items alone; `once` is what stands on every row, `slots` the places of `by_row`."""
    first = {root_of(slot): slot.key for slot in reversed(list(slots))}
    items = {_item(root): None for root in by_row}
    for item in items:
        shared = {**once, **by_row.get(item, {})}
        details = [root for root in by_row if root != item and root[: len(item)] == item]
        part = tuple(name for name in item if isinstance(name, str))
        for root in details or [item]:
            detail = int(root[-1]) if root != item else 0
            texts = {**shared, **by_row.get(root, {})}
            yield AnswerRow(part, int(item[-1]), detail, texts, first.get(root, ""))


def _item(root: Path) -> Path:
    """The item of a row: its way up to the first number."""
    number = next(at for at, part in enumerate(root) if isinstance(part, int))
    return root[: number + 1]


def extra_slots(form: Form) -> tuple[Slot, ...]:
    """The open places of a form for which the model of its kind has no field: what its definition adds."""
    return _extra(form.definition, form.stamp.jumlah)


@lru_cache(maxsize=64)
def _extra(definition: Definition, jumlah: tuple[tuple[str, int], ...]) -> tuple[Slot, ...]:
    model = kind_of(definition).model
    return tuple(
        slot for slot in place(definition, jumlah).entri if model is not None and not _has_field(model, slot.path)
    )


def _has_field(model: type[Model], path: Path) -> bool:
    """Whether the values of a model have a place of their own at `path`."""
    here: Any = model
    for part in path:
        here = _step(here, part)
        if here is None:
            return False
    return True


def _step(annotation: Any, part: str | int) -> Any:
    """What stands under a name or a number in a value of this type; None where the type has nothing of the kind."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        field = annotation.model_fields.get(str(part)) if isinstance(part, str) else None
        return field.annotation if field else None
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is tuple and isinstance(part, int):
        return inner[0]
    if origin is dict and isinstance(part, str):
        return inner[1]
    if origin in (tuple, dict):
        return None
    # A union, such as with None.
    return next((found for argument in inner if (found := _step(argument, part)) is not None), None)
