"""Mails with forms in them as people send them, for the tests of replies; it proves nothing itself."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from campaigns import roster, skpxl
from forms import KETUA, PEGAWAI, PPPK, STAF, UNIT

from skpxl.model.unit import Organisasi

OURS = "skp@bkd.contoh.test"
AT = datetime(2022, 1, 10, 3, tzinfo=UTC)
ADDRESS = {KETUA: "ketua@contoh.test", STAF: "staf@contoh.test", PPPK: "pppk@contoh.test"}


def a_round(root: Path, *more: str) -> Path:
    """A campaign whose people have addresses, with forms issued; `more` are lines of its mail settings."""
    skpxl("new", root, "--instansi", "PEMERINTAH KABUPATEN CONTOH", "--tahun", "2022")
    people = tuple(one.model_copy(update={"email": ADDRESS.get(one.nip, "")}) for one in PEGAWAI)
    (root / "roster.xlsx").unlink()
    roster(root / "roster.xlsx", Organisasi(pegawai=people, unit=(UNIT,)))
    with (root / "skpxl.toml").open("a", encoding="utf-8") as settings:
        settings.write("\n".join(["", "[surel]", f'alamat = "{OURS}"', 'nama = "BKD Contoh"', *more, ""]))
    skpxl("-C", root, "generate")
    return root


def filled(root: Path, nip: str, answers: Mapping[str, Any]) -> bytes:
    """The form of somebody with these answers, as bytes."""
    (form,) = (root / "formulir").rglob(f"*{nip}*.xlsx")
    said = root.parent / f"{nip}.json"
    said.write_text(json.dumps(answers), encoding="utf-8")
    out = root.parent / f"isi-{nip}.xlsx"
    skpxl("fill", form, said, "-o", out, "--force")
    return out.read_bytes()


def mail(sender: str, *files: tuple[str, bytes], minutes: int = 0, **headers: str) -> bytes:
    """A mail with these files; `headers` by name, with `_` for `-`."""
    made = EmailMessage()
    told = {
        "From": sender,
        "To": OURS,
        "Subject": "SKP",
        "Date": format_datetime(AT + timedelta(minutes=minutes)),
        "Message-ID": f"<{minutes}.{sender}>",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    for name, value in told.items():
        made[name] = value
    made.set_content("Terlampir.")
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made.as_bytes()


def put(folder: Path, **mails: bytes) -> Path:
    """Mails as .eml files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in mails.items():
        (folder / f"{name}.eml").write_bytes(data)
    return folder
