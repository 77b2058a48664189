"""What `skpxl send` and its like say of letters: which wait, what became of them, what goes nowhere. It sends none."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from skpxl.cli.screen import say
from skpxl.cli.show import account, say_first

if TYPE_CHECKING:
    from skpxl.dispatch.prepare import Prepared
    from skpxl.dispatch.sending import Sending
    from skpxl.ledger.letters import LetterRow

REST = "semuanya dengan --json"


def told(row: "LetterRow") -> str:
    """A letter in one line: how many forms are in it, or what it is and about how many."""
    from skpxl.dispatch.bundles import PURPOSES

    forms = f"{len(row.workbooks)} formulir" if row.workbooks else ""
    what = forms if row.purpose in PURPOSES else " tentang ".join(filter(None, (row.purpose, forms)))
    return f"{row.address}  {what}  {_size(row.size)}  {row.code}"


def _size(many: int) -> str:
    return f"{many / 1_000_000:.1f} MB".replace(".", ",") if many >= 1_000_000 else f"{-(-many // 1000)} kB"


def print_letters(
    prepared: "Prepared",
    rows: "Sequence[LetterRow]",
    sending: "Sending | None",
    unsure: "Sequence[LetterRow]",
    *,
    laid_out: bool,
) -> None:
    """What would go, or has gone, to whom; what is missing; the accounts."""
    from skpxl.model.fate import LetterFate, SendFate

    if sending:
        lines = (
            f"{one.fate.value}: {told(one.row)}{f' — {one.reason}' if one.reason else ''}" for one in sending.letters
        )
        say_first(lines, REST)
    else:
        say_first((f"siap: {told(row)}" for row in rows), REST)
    say_first((f"Ditarik lagi: {told(row)} — {reason}" for row, reason in prepared.taken_back), REST, err=True)
    reasons = (
        SendFate.TANPA_ALAMAT,
        SendFate.ALAMAT_KELIRU,
        SendFate.DI_LUAR_DAFTAR,
        SendFate.TAK_DITEMUKAN,
        SendFate.TERLALU_BESAR,
    )
    missing = (
        f"Tidak dikirim: {workbook.row.nama} ({workbook.row.unit or workbook.row.jabatan}) — {fate.value}"
        for workbook, fate in prepared.plan.fates
        if fate in reasons
    )
    say_first(missing, REST, err=True)
    say_first(
        (
            f"Tidak pasti: {told(row)}. Tanyakan kepada penerimanya, lalu: skpxl send --sent {row.code}, atau kirim lagi: "
            f"skpxl send --again {row.code} --really"
            for row in unsure
        ),
        REST,
        err=True,
    )
    books = prepared.plan.account
    named = {
        fate.value: many
        for fate, many in books.counts.items()
        if many or fate in (SendFate.DALAM_SURAT, SendFate.DIKIRIM)
    }
    say(f"{account(books.total, 'formulir yang terbit', named)}.")
    if sending:
        letters = sending.account
        kept = {fate.value: many for fate, many in letters.counts.items() if many or fate is LetterFate.TERKIRIM}
        say(f"{account(letters.total, 'surat', kept)}.")
        if sending.stopped:
            say(f"Berhenti: {sending.stopped}. Sisanya menunggu; ulangi nanti dengan `skpxl send --really`.", err=True)
    elif not laid_out:
        say(
            f"{len(rows)} surat menunggu di outbox/, {_size(sum(row.size for row in rows))}. Kirim dengan: skpxl send --really"
        )


def letters_as_json(
    prepared: "Prepared", rows: "Sequence[LetterRow]", sending: "Sending | None", unsure: "Sequence[LetterRow]"
) -> dict[str, Any]:
    """The same for programs."""
    fates = {one.row.key: (one.fate.value, one.reason) for one in sending.letters} if sending else {}
    return {
        "letters": [
            {
                "code": row.code,
                "purpose": row.purpose,
                "address": row.address,
                "unit": row.unit,
                "nip": row.nip,
                "workbooks": [list(workbook) for workbook in row.workbooks],
                "size": row.size,
                "file": row.file,
                "state": fates.get(row.key, ("siap", ""))[0],
                "reason": fates.get(row.key, ("", ""))[1],
            }
            for row in rows
        ],
        "unsure": [{"code": row.code, "address": row.address, "claimed_by": row.claimed_by} for row in unsure],
        "workbooks": [
            {"code": one.row.kode, "issue": one.mark[1], "nip": one.row.nip, "name": one.row.nama, "fate": fate.value}
            for one, fate in prepared.plan.fates
        ],
        "counts": prepared.plan.account.named(),
        "sent": sending.account.named() if sending else {},
        "stopped": sending.stopped if sending else "",
    }
