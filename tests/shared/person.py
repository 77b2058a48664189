"""A person at LibreOffice who works on one form, by key."""

from skpxl.xlsx.address import a1


class Person:
    """Actions on the cells of one form, by key."""

    def __init__(self, form):
        self.form = form

    def at(self, key, do, **more):
        slot = self.form.layout.by_key[key]
        return {"do": do, "sheet": slot.sheet, "cell": a1(slot.kotak.row, slot.kotak.col), **more}

    def enter(self, key, text):
        if self.form.layout.by_key[key].daftar:
            return self.at(key, "pick", item=text)
        return self.at(key, "type", text=text)
