"""What share of the TPP a predikat gives, as an office has laid it down. It computes no rupiah."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from skpxl.model.dasar import Model


class AturanTpp(Model):
    """Percentages by predikat, and on what they rest. Every instansi sets its own: `terverifikasi` says that these are."""

    dasar: str = ""
    terverifikasi: bool = False
    persen: dict[str, Annotated[Decimal, Field(ge=0, le=200)]] = Field(default_factory=dict)

    def of(self, predikat: str) -> Decimal | None:
        """The percentage for a predikat; None where the rule gives none, or nobody has one yet."""
        return self.persen.get(predikat)
