"""Which matrices a merge is asked for: units, branches by depth, or everything. It makes them, and judges nothing."""

from collections.abc import Sequence

from skpxl.errors import UsageError
from skpxl.model.matriks import MatriksPeranHasil
from skpxl.model.unit import Organisasi, Unit
from skpxl.placing.susunan import SEMUA, Arranger

# What `--level` may say beside a number: every unit with its own people.
PER_UNIT = "unit"


def units_asked(organisasi: Organisasi, units: Sequence[str], levels: Sequence[str]) -> set[str]:
    """The codes of the units a run is about: all of them, those named, and those that a branch asked for covers."""
    if not units:
        return {unit.kode for unit in organisasi.unit_sekali()}
    asked = set(units)
    for level in levels:
        if level != PER_UNIT:
            asked |= {
                below.kode for unit in _at_level(organisasi, level, units) for below in organisasi.cabang(unit.kode)
            }
    return asked


def matrices_of_level(
    level: str, per_unit: Sequence[MatriksPeranHasil], penyusun: Arranger, units: Sequence[str]
) -> list[MatriksPeranHasil]:
    """The matrices of one level, of `units` and what is below them where they are given.

    Raises PenggunaanError for a depth at which there is no unit.
    """
    if level == PER_UNIT:
        return [matriks for matriks in per_unit if not units or matriks.unit.kode in units]
    return [penyusun.bawahan(unit) for unit in _at_level(penyusun.organisasi, level, units)]


def _at_level(organisasi: Organisasi, level: str, units: Sequence[str]) -> list[Unit]:
    if level == "0":
        return [SEMUA]
    inside = {below.kode for code in units for below in organisasi.cabang(code)}
    there = [unit for unit in organisasi.cabang("") if not units or unit.kode in inside]
    found = [unit for unit in there if str(organisasi.tingkat(unit.kode)) == level]
    if not found:
        depths = sorted({organisasi.tingkat(unit.kode) for unit in there})
        raise UsageError(
            f"Tidak ada unit pada tingkat {level}; yang ada: {', '.join(map(str, depths))} (1 = unit teratas), "
            f"0 untuk semuanya, atau {PER_UNIT}."
        )
    return found
