"""Where somebody stands, as every sheet of a merge says it: perangkat daerah, code and name of the unit. It finds nobody."""

from skpxl.model.unit import Organisasi

# The columns with their widths.
PLACE = {"Perangkat Daerah": 26.0, "Kode Unit": 12.0, "Unit Kerja": 26.0}


def place_cells(organisasi: Organisasi, kode: str) -> list[str]:
    """The three cells of a unit; one that the roster does not have is named by its code alone."""
    name = organisasi.nama_unit(kode)
    return [organisasi.perangkat_daerah_unit(kode), printed_code(kode, name), name]


def printed_code(kode: str, nama: str) -> str:
    """The code as it is shown: empty where it is only the name once more, as without a roster."""
    return "" if kode == nama else kode
