"""Until when what is due: one day for all, another for some perangkat daerah or unit. It knows no person."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from skpxl.campaign.surel import SurelSettings
from skpxl.errors import SkpxlError
from skpxl.model.teks import sidik


@dataclass(frozen=True)
class Deadlines:
    """The day for all (None: none was set), and those of units and perangkat daerah by code or name (as `sidik`)."""

    everybody: date | None = None
    others: Mapping[str, date] = field(default_factory=dict)

    @classmethod
    def of(cls, surel: SurelSettings | None, everybody: date | None = None) -> "Deadlines":
        """As the settings have them; `everybody` goes before their day for all. Raises SkpxlError for what is no date."""
        if surel is None:
            return cls(everybody)
        others = {sidik(name): _day(f"batas_unit untuk {name}", text) for name, text in surel.batas_unit.items()}
        return cls(everybody or (_day("batas", surel.batas) if surel.batas else None), others)

    def day(self, codes: Iterable[str], names: Iterable[str]) -> date | None:
        """The last day for somebody of these units (from below up) and names: the nearest that was set."""
        return next(
            (self.others[key] for one in (*codes, *names) if (key := sidik(one)) in self.others), self.everybody
        )


def closing_day(surel: SurelSettings) -> date | None:
    """The last day on which anything is taken; None where none was set. Raises SkpxlError for what is no date."""
    return _day("tutup", surel.tutup) if surel.tutup else None


def _day(what: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SkpxlError(
            f"Setelan {what} di [surel] skpxl.toml, “{text}”, bukan tanggal; tulis tahun-bulan-hari, misalnya 2026-01-31."
        ) from error
