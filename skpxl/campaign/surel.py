"""The mail account of a round and how it is used (`[surel]` in skpxl.toml). No password is ever in it; it connects nowhere."""

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from skpxl.model.dasar import Model
from skpxl.template.limits import TeksSetelan

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)*[A-Za-z0-9-]{1,63}")
_LOOPBACK = ("127.0.0.1", "::1")
Security = Literal["tls", "starttls", "tanpa"]


def is_address(text: str) -> bool:
    """True for a plain address that can stand in a header (RFC 5321, ASCII, one of them)."""
    return _ADDRESS.fullmatch(text) is not None and ".." not in text and not text.startswith(".")


def _address(text: str) -> str:
    if not is_address(text):
        raise ValueError(f"{text!r} bukan alamat surel")
    return text


class Server(Model):
    """A mail server: `aman` is TLS from the start, STARTTLS, or none, which is for this machine itself only."""

    server: TeksSetelan = Field(min_length=1)
    port: int = Field(ge=1, le=65535)
    aman: Security = "tls"

    @model_validator(mode="after")
    def _never_in_the_open(self) -> "Server":
        if self.aman == "tanpa" and self.server not in _LOOPBACK:
            raise ValueError('tanpa TLS hanya untuk 127.0.0.1; pakai "tls" atau "starttls"')
        return self


class SurelSettings(Model):
    """The account: `alamat` sends and receives. `pengguna` is the login name, where it is another; `perintah_token` a command
    that prints an OAuth token (XOAUTH2), which takes the password's place.

    `kepada` says whom forms are sent to, `lampiran` whether bare workbooks or a zip; one letter holds at most `ukuran_maks`
    MB of attachments. `jeda` are seconds between letters, `sekali_jalan` the most in one run, `sehari` in 24 hours.
    `ingatkan_tiap` are days between two reminders to one address, `batas` is when all is due (ISO date), `batas_unit` the same
    for a perangkat daerah, by its code or name. `folder` are the mailbox folders that are read, `pindah_ke` where a mail is
    moved after it is kept; empty: nothing is moved.
    """

    alamat: Annotated[str, AfterValidator(_address)]
    nama: TeksSetelan = ""
    pengguna: TeksSetelan = ""
    perintah_token: TeksSetelan = ""
    smtp: Server | None = None
    imap: Server | None = None
    folder: tuple[TeksSetelan, ...] = ("INBOX",)
    pindah_ke: TeksSetelan = ""
    kepada: Literal["perangkat daerah", "pegawai"] = "perangkat daerah"
    lampiran: Literal["xlsx", "zip"] = "xlsx"
    ukuran_maks: float = Field(default=15.0, gt=0, le=50)
    jeda: float = Field(default=1.0, ge=0, le=3600)
    sekali_jalan: int = Field(default=200, ge=1)
    sehari: int = Field(default=400, ge=1)
    ingatkan_tiap: int = Field(default=3, ge=1, le=365)
    batas: TeksSetelan = ""
    batas_unit: dict[str, TeksSetelan] = Field(default_factory=dict)
    tutup: TeksSetelan = ""

    @property
    def login(self) -> str:
        """The name to log in with."""
        return self.pengguna or self.alamat


# As it stands in the settings of a new round, to be filled in.
SUREL_EXAMPLE = (
    "# [surel]      # untuk skpxl send, collect, remind; kata sandi tidak ditulis di sini (lihat skpxl send --help)",
    '# alamat = "skp@bkd.contoh.go.id"',
    '# nama = "BKD Kabupaten Contoh"',
    '# batas = "2026-01-31"      # tenggat pengembalian; lain untuk satu perangkat daerah: [surel.batas_unit]',
    '# tutup = "2026-02-15"      # sesudah hari ini kiriman tetap disimpan, tetapi dijawab bahwa pengumpulan sudah ditutup',
    '# smtp = { server = "smtp.contoh.go.id", port = 465, aman = "tls" }      # tls, atau starttls (port 587)',
    '# imap = { server = "imap.contoh.go.id", port = 993, aman = "tls" }',
    '# pindah_ke = "SKP selesai"      # ke sini `skpxl collect --move` memindahkan surat yang sudah tercatat',
    '# kepada = "perangkat daerah"      # atau "pegawai"',
    "# sehari = 400      # surat dalam 24 jam; Gmail kira-kira 500",
)
