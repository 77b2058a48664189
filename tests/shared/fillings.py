"""Forms filled in at random, full of gaps and of what people really leave in cells; it proves nothing itself."""

import random
from collections.abc import Mapping

from skpxl.template.form import Form
from skpxl.template.lists import Daftar

TEXTS = [
    "Terlaksananya layanan", "20 orang", " ", "  ", "\n", "\xa0", " \xa0\n", "\t", "\u200b", "\u2003", "=1+1", "- butir",
    "'petik", "0", "😀", "x", "-", "x" * 300, "......", "(NAMA INSTANSI)", "Terlaksananya",
]  # fmt: skip

# What people leave in an item or row that they do not use, and what is like it and more.
NOTHING = [
    "-", " - ", "--", "–", "—\n-", "-\xa0", "\xa0", "\n", "nihil", "NIHIL.", "Tidak  ada", "(tidak ada)", "N/A", "na", ".",
    "..", "*", "(-)", "• -", "?", "~", "_", "......", "._.", "- a", "0", "x", "nihil 2",
]  # fmt: skip


def around(daftar: Daftar) -> list[str]:
    """What people write where they should choose: values, near misses, former wordings, the blank form's placeholder."""
    first, last = daftar.nilai[0], daftar.nilai[-1]
    return [
        *daftar.nilai, *daftar.nilai, *daftar.lama, first.upper(), f" {last}. ", f"{first}\n", f"\xa0{last}\u200b",
        first.replace(" ", "\xa0"), f"{first[:-1]}*", f"{first[:-1]}?", "~", "*", first * 40, f"{first}x",
        " / ".join(daftar.nilai), f"{first}/{last}", f"{first} / lain", "/", " ", "\n",
    ]  # fmt: skip


def filled_at_random(form: Form, lists: Mapping[str, Daftar], seed: int) -> Form:
    """The form with answers at random; some are nearly whole, some nearly empty, rows are often left out as a whole."""
    pick = random.Random(seed)
    likely = pick.choice([0.0, 0.1, 0.5, 0.9, 1.0])
    whole = pick.random() < 0.1
    sound = pick.choice([0.0, 0.6, 1.0])
    idle = pick.choice([0.0, 0.3, 1.0])
    rows: dict[tuple[object, ...], float] = {}
    unused: dict[tuple[object, ...], bool] = {}
    answers = {}
    for slot in form.layout.entri:
        numbers = [place for place, part in enumerate(slot.path) if isinstance(part, int)]
        chance = likely * rows.setdefault(slot.path[: numbers[0]] if numbers else (), pick.choice([0.0, 1.0, 1.0]))
        for place in numbers:
            item = slot.path[: place + 1]
            chance *= rows.setdefault(item, pick.choice([0.0, 0.3, 1.0, 1.0]))
        items = [slot.path[: place + 1] for place in numbers]
        for item in items:
            unused.setdefault(item, pick.random() < idle / 3)
        if any(unused[item] for item in items):
            if pick.random() < 0.8:
                answers[slot.key] = pick.choice(NOTHING[:-8] if pick.random() < 0.9 else NOTHING)
        elif whole or pick.random() < chance:
            values = around(lists[slot.daftar]) if slot.daftar in lists else TEXTS
            if pick.random() < sound:
                values = list(lists[slot.daftar].nilai) if slot.daftar in lists else TEXTS[:2]
            answers[slot.key] = pick.choice(values)
    return form.filled(answers)
