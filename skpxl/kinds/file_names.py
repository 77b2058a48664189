"""What the folder of a perangkat daerah and the file of a unit are called, over a whole roster. It writes nothing."""

from skpxl.files.names import distinct_slug
from skpxl.model.teks import sidik
from skpxl.model.unit import Organisasi


class FileNames:
    """The names of a roster's folders and files; what a run selects changes none of them.

    Two perangkat daerah, or two units, never share a name, be it that their names only differ in case, in signs that no file
    name can have, or behind the place where they are cut. The first of the roster keeps the plain name. A perangkat daerah
    written in two spellings (`sidik`) is one.
    """

    def __init__(self, organisasi: Organisasi | None = None) -> None:
        self._offices, self._units = _Named(), _Named()
        if organisasi is None:
            return
        for name in dict.fromkeys(map(organisasi.nama_perangkat_daerah, organisasi.pegawai)):
            self.office(name)
        for unit in organisasi.unit:
            self.unit(unit.kode, unit.nama)
            self.office(organisasi.perangkat_daerah_unit(unit.kode) or unit.nama)

    def office(self, name: str) -> str:
        """The folder of a perangkat daerah, by its name; one that is not of the roster gets a name that none has yet."""
        return self._offices.name(sidik(name), name)

    def unit(self, kode: str, nama: str = "") -> str:
        """What a unit is called in names of files: by its code, without one by its name."""
        return self._units.name(f"kode:{kode}" if kode else f"nama:{nama}", kode or nama)


class _Named:
    """Names given so far, by what they stand for."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._taken: set[str] = set()

    def name(self, key: str, text: str) -> str:
        if key not in self._known:
            self._known[key] = distinct_slug(text, self._taken)
            self._taken.add(self._known[key].casefold())
        return self._known[key]
