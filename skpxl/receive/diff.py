"""`skpxl diff`: what differs between two workbooks of one form, value by value, in words. It decides nothing."""

from dataclasses import dataclass

from skpxl.forms.reading import Reading


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs: its key, the cell in each file, the place in words, and both texts (empty where blank)."""

    key: str
    sel_a: str
    sel_b: str
    tempat: str
    sebutan: str
    a: str
    b: str


def diff(a: Reading, b: Reading) -> list[Difference]:
    """The differences in reading order, entry cells and locked cells; keys that only one form has come last.

    Both readings must hold a form (`form` is not None).
    """
    if a.form is None or b.form is None:
        raise ValueError("diff needs two readings of a form")
    values_a = {**a.form.terkunci, **a.terkunci, **a.form.isian}
    values_b = {**b.form.terkunci, **b.terkunci, **b.form.isian}
    slots = {**b.form.layout.by_key, **a.form.layout.by_key}
    keys = [*a.form.layout.by_key, *(key for key in b.form.layout.by_key if key not in a.form.layout.by_key)]
    return [
        Difference(
            key=key,
            sel_a=a.cells.get(key, ""),
            sel_b=b.cells.get(key, ""),
            tempat=slots[key].tempat,
            sebutan=slots[key].sebutan,
            a=values_a.get(key, ""),
            b=values_b.get(key, ""),
        )
        for key in keys
        if values_a.get(key, "") != values_b.get(key, "")
    ]
