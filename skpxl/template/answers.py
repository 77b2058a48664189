"""Between answers as a tree (the SKP's JSON) and as values by key. Exact inverses; it knows no cell and no rule.

Items of a list count from 1 on the form. A blank item leaves no trace in the tree, but the next one keeps its `nomor`.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from skpxl.errors import SkpxlError
from skpxl.model.skp import slot_key
from skpxl.model.teks import sidik
from skpxl.template.limits import tak_muat
from skpxl.template.slots import Layout

# Words at the top of a file of answers that say whose and which answers they are, or that the answers stand within.
ABOUT = frozenset({"form", "versi", "bagi", "nip", "periode"})
WITHIN = ("skp", "isian")
# Keys of an item that say where it stands or what it is linked to; they are not typed by anybody.
NOT_TYPED = frozenset({"nomor", "id", "diintervensi_id", "peran_id"})


def to_tree(layout: Layout, values: Mapping[str, str]) -> dict[str, Any]:
    """Build the tree of all slots from values by key; a key without value counts as empty.

    Lists of objects drop blank items and number the others with `nomor`; lists of texts drop blanks at the end only.
    """
    root: dict[str | int, Any] = {}
    for slot in layout.slots:
        node = root
        for part in slot.path[:-1]:
            node = node.setdefault(part, {})
        if slot.dari:
            node["nilai"] = _value_name(values.get(slot.key, ""))
        else:
            node[slot.path[-1]] = values.get(slot.key, "")
    return {str(name): value for name, value in _compact(root).items()}


def _compact(node: Any) -> Any:
    """Turn nodes whose keys are numbers into lists."""
    if not isinstance(node, dict):
        return node
    children = {name: _compact(child) for name, child in node.items()}
    if not children or not all(isinstance(name, int) for name in children):
        return children
    if all(isinstance(child, str) for child in children.values()):
        texts = list(children.values())
        while texts and not texts[-1]:
            texts.pop()
        return texts
    return [{"nomor": number, **child} for number, child in children.items() if not _is_blank(child)]


def _is_blank(node: Any) -> bool:
    if isinstance(node, dict):
        return all(_is_blank(child) for name, child in node.items() if name not in NOT_TYPED)
    if isinstance(node, list):
        return all(_is_blank(child) for child in node)
    return bool(node == "")


def to_values(
    layout: Layout, tree: Mapping[str, Any], current: Mapping[str, str], kept: Collection[str] = ()
) -> tuple[dict[str, str], list[str]]:
    """Values for the entry slots after filling in `tree`, and notes on what was passed over because it is locked.

    A part that `tree` has (`hasil_kerja.utama`, `perilaku_kerja`) replaces that part of `current` whole; the rest stays. Of an
    item that `tree` fills in, the keys `kept` (what was issued with the form) stay where it does not name them.
    Raises SkpxlError for a word the form does not have, for more items than it has room for, and for a text that a
    cell cannot hold exactly.
    """
    given = dict(_leaves(layout, tree, (), current))
    named = {_item(path) for path in given}
    replaced = {_region(path) for path in _given_lists(tree)}
    values = {
        slot.key: current.get(slot.key, "")
        for slot in layout.entri
        if not any(slot.path[: len(region)] == region for region in replaced)
        or (slot.key in kept and _item(slot.path) in named)
    }
    notes: list[str] = []
    for path, text in given.items():
        slot = layout.by_key.get(slot_key(*path))
        if slot is None:
            raise SkpxlError(f"Isian `{_in_words(path)}` tidak ada tempatnya di formulir {layout.definition.form}.")
        if not slot.terkunci:
            if reason := tak_muat(text):
                raise SkpxlError(f"Isian `{_in_words(path)}` tidak dapat ditulis: {reason}.")
            values[slot.key] = text
        elif text != current.get(slot.key, ""):
            notes.append(f"`{_in_words(path)}` tidak diisikan karena selnya terkunci")
    return {key: text for key, text in values.items() if text != ""}, notes


def _region(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The part of the form that is replaced as a whole: everything before the first number."""
    names: list[str | int] = []
    for part in path:
        if isinstance(part, int):
            break
        names.append(part)
    return tuple(names)


def _item(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The item that a path lies in: everything up to the first number."""
    region = _region(path)
    return path[: len(region) + 1]


def _given_lists(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The paths of all lists in the tree, empty ones too: an empty list clears that part."""
    if isinstance(tree, Mapping):
        for name, child in tree.items():
            yield from _given_lists(child, (*path, str(name)))
    elif isinstance(tree, Sequence) and not isinstance(tree, str):
        yield path


def _value_name(printed: str) -> str:
    """The value's name from a fixed row as printed: its first line, above the panduan."""
    return printed.split("\n", 1)[0].strip()


def _leaves(
    layout: Layout, tree: Any, path: tuple[str | int, ...], current: Mapping[str, str]
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    if isinstance(tree, Mapping):
        for name, child in tree.items():
            if str(name) not in NOT_TYPED:
                yield from _leaves(layout, child, (*path, str(name)), current)
    elif isinstance(tree, str):
        if tree != "" or slot_key(*path) in layout.by_key:
            yield path, tree
    elif isinstance(tree, Sequence):
        for number, child in _numbered(layout, tree, path, current):
            yield from _leaves(layout, child, (*path, number), current)
    elif tree is not None:
        raise SkpxlError(f"Isian `{_in_words(path)}` harus berupa teks di antara tanda petik; tertulis {tree!r:.40}.")


def _numbered(
    layout: Layout, items: Sequence[Any], path: tuple[str | int, ...], current: Mapping[str, str]
) -> Iterator[tuple[int, Any]]:
    """Pair the items of a list with their number on the form: `nomor` where given, else counting on."""
    fixed = [slot for slot in layout.slots if slot.dari and slot.path[:-2] == path]
    if fixed:
        numbers = {sidik(_value_name(current.get(slot.key, ""))): slot.dari for slot in fixed}
        yield from _to_fixed_rows(items, numbers)
        return
    following = 1
    seen: set[int] = set()
    for child in items:
        number = child.get("nomor") if isinstance(child, Mapping) else None
        if number is not None and not isinstance(number, int):
            raise SkpxlError(f"`nomor` pada `{_in_words(path)}` harus berupa angka bulat.")
        number = number or following
        following = number + 1
        if number in seen:
            raise SkpxlError(f"`{_in_words(path)}` memuat nomor {number} dua kali; beri tiap isian nomornya sendiri.")
        seen.add(number)
        if not any(slot.path[: len(path) + 1] == (*path, number) for slot in layout.slots):
            if _is_blank(child):
                continue
            places = len({slot.path[len(path)] for slot in layout.slots if _lies_below(slot.path, path)})
            raise SkpxlError(
                f"`{_in_words(path)}` hanya punya {places} tempat di formulir ini, tetapi isian memuat nomor {number}."
            )
        yield number, child


def _lies_below(path: tuple[str | int, ...], root: tuple[str | int, ...]) -> bool:
    return len(path) > len(root) and path[: len(root)] == root


def _to_fixed_rows(items: Sequence[Any], numbers: Mapping[str, int]) -> Iterator[tuple[int, Any]]:
    """Pair entries with the fixed row of their `nilai`; a second one for the same value goes to a spare row."""
    used: set[int] = set()
    beyond = len(numbers)
    for child in items:
        if not isinstance(child, Mapping):
            raise SkpxlError("Tiap isian perilaku kerja harus berupa objek dengan `nilai` dan isiannya.")
        asked = child.get("nomor")
        # The name says which row it is, but for a spare row that is asked for; without a name the number does.
        fixed = asked if asked in numbers.values() else None
        number: int | None = numbers.get(sidik(str(child["nilai"]))) if "nilai" in child else fixed
        if number is None or number in used or asked != fixed:
            beyond = max(beyond + 1, asked if isinstance(asked, int) else 0)
            yield beyond, child
        else:
            used.add(number)
            yield number, {word: text for word, text in child.items() if word != "nilai"}


def _in_words(path: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in path)
