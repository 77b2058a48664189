"""The ledger as one thing that is opened: where it is, whose it is, its transactions. It knows no meaning of what is in it.

On SQLite (the default, one file in the folder of the round) a transaction that writes begins with the lock, so two commands at
once wait for each other; on PostgreSQL several machines work at once, and what may happen once only is kept by keys.
"""

import contextlib
import hashlib
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, insert, inspect, select, text, update
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, IntegrityError, InterfaceError, NoSuchModuleError

from skpxl.campaign.folder import NAMA_BUKU, Campaign
from skpxl.errors import SkpxlError
from skpxl.files.disk import refused
from skpxl.ledger.schema import ABOUT, STEPS, VERSION

SECRET_VARIABLE = "SKPXL_LEDGER_PASSWORD"  # noqa: S105 (the name of a variable)
_WAIT = 60  # seconds that a command waits for another one's transaction
_VERSION, _CAMPAIGN = "version", "campaign"
# PostgreSQL: two commands that open a new ledger at once make its tables one after the other.
_MIGRATION_LOCK = 0x736B7078


@dataclass(frozen=True)
class Ledger:
    """An open ledger. `root` is the folder of the round, `where` how its place is told to people."""

    root: Path
    engine: Engine
    where: str

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that reads. Raises SkpxlError where the ledger does not answer."""
        with _told(self.where), self.engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that writes: all of it is there afterwards, or nothing. Raises SkpxlError as `reading`."""
        with _told(self.where), self.engine.connect() as connection, connection.begin():
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            yield connection

    def close(self) -> None:
        """Give up what is open."""
        self.engine.dispose()

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_ledger(campaign: Campaign) -> Ledger:
    """The ledger of this round, made where there is none yet, and brought to the version of this program.

    Raises SkpxlError where it cannot be had, is damaged, is of a newer skpxl, or belongs to another round.
    """
    mark = campaign_mark(campaign)
    if campaign.settings.buku:
        ledger = _on_server(campaign)
    else:
        file = campaign.root / NAMA_BUKU
        if not os.path.lexists(file):
            _make(file, mark)
        ledger = _in_file(file)
    try:
        _migrate(ledger, mark)
    except BaseException:
        ledger.close()
        raise
    return ledger


def campaign_mark(campaign: Campaign) -> str:
    """By what a round is known in its ledger: made of its signing key, which it does not betray."""
    return hashlib.sha256(b"skpxl ledger\0" + campaign.signing_key()).hexdigest()[:32]


def _make(file: Path, mark: str) -> None:
    """Make the ledger in its file, whole or not at all: an empty one is always one that was lost.

    Of two commands at once the first one's is kept.
    """
    temporary = file.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        # Personal data: nobody else may read it, nor the files that SQLite puts beside it with the same rights.
        os.close(os.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        with Ledger(file.parent, _engine(temporary), str(file)) as ledger:
            _migrate(ledger, mark)
        try:
            os.link(temporary, file)
        except FileExistsError:
            pass
        except OSError:  # a disk without links
            temporary.rename(file)
    except OSError as error:
        raise refused(file, error) from error
    finally:
        temporary.unlink(missing_ok=True)


def _in_file(file: Path) -> Ledger:
    try:
        with file.open("r+b"):
            status = file.stat()
        if os.name == "posix" and status.st_mode & 0o077:
            file.chmod(0o600)
    except OSError as error:
        raise refused(file, error) from error
    if status.st_size == 0:
        raise SkpxlError(f"Buku putaran {file} kosong, padahal mencatat semua yang terjadi; kembalikan dari cadangan.")
    engine = _engine(file)

    @event.listens_for(engine, "connect")
    def _prepared(connection: "contextlib.AbstractContextManager[object]", _: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        # A share that cannot do WAL stays with the journal it has.
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    return Ledger(file.parent, engine, str(file))


def _engine(file: Path) -> Engine:
    # It is we who say BEGIN.
    return create_engine(
        URL.create("sqlite", database=str(file)), connect_args={"timeout": _WAIT, "isolation_level": None}
    )


def _on_server(campaign: Campaign) -> Ledger:
    try:
        url = make_url(campaign.settings.buku)
    except ArgumentError as error:
        raise SkpxlError(
            "Setelan `buku` di skpxl.toml bukan alamat basis data; tulis seperti "
            '"postgresql://nama@server/putaran", atau hapus barisnya untuk memakai berkas.'
        ) from error
    if url.password:
        raise SkpxlError(
            f"Setelan `buku` di skpxl.toml memuat kata sandi; hapus, dan berikan lewat variabel {SECRET_VARIABLE}: "
            "berkas setelan mudah ikut tersalin."
        )
    if url.get_backend_name() != "postgresql":
        raise SkpxlError(
            f"Setelan `buku` di skpxl.toml menyebut {url.get_backend_name()}; yang didukung SQLite (tanpa setelan ini) dan "
            'PostgreSQL ("postgresql://nama@server/putaran").'
        )
    where = url.render_as_string(hide_password=True)
    url = url.set(drivername="postgresql+pg8000", password=os.environ.get(SECRET_VARIABLE) or None)
    try:
        engine = create_engine(url, connect_args={"timeout": _WAIT})
    except (ImportError, NoSuchModuleError) as error:
        raise SkpxlError(
            "PostgreSQL memerlukan pg8000, yang belum terpasang; pasang dengan: python -m pip install 'skpxl[pg]'"
        ) from error
    return Ledger(campaign.root, engine, where)


def _migrate(ledger: Ledger, mark: str) -> None:
    with ledger.writing() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        there = inspect(connection).has_table("about")
        known: dict[str, str] = {row.name: row.value for row in connection.execute(select(ABOUT))} if there else {}
        version = int(known.get(_VERSION, 0))
        if known.get(_CAMPAIGN, mark) != mark:
            raise SkpxlError(
                f"Buku {ledger.where} milik putaran SKP lain (kuncinya lain); pakai basis data lain untuk putaran ini, atau "
                "kembalikan buku dan kunci dari cadangan yang sama."
            )
        if version > VERSION:
            raise SkpxlError(
                f"Buku {ledger.where} ditulis skpxl yang lebih baru (bentuk {version}; program ini mengenal {VERSION}); "
                "perbarui skpxl di komputer ini."
            )
        for step in STEPS[version:]:
            step(connection)
        if not known:
            connection.execute(
                insert(ABOUT), [{"name": _CAMPAIGN, "value": mark}, {"name": _VERSION, "value": str(VERSION)}]
            )
        elif version < VERSION:
            connection.execute(update(ABOUT).where(ABOUT.c.name == _VERSION).values(value=str(VERSION)))


@contextlib.contextmanager
def _told(where: str) -> Iterator[None]:
    """What a database refuses, as a sentence for the operator. A key that stands twice is for the caller to understand."""
    try:
        yield
    except IntegrityError:
        raise
    except (DatabaseError, InterfaceError, DBAPIError, OSError) as error:
        said = str(getattr(error, "orig", error)).casefold()
        trouble, remedy = next((words for sign, words in _TROUBLE.items() if sign in said), _UNKNOWN)
        raise SkpxlError(f"Buku putaran {where} tidak dapat dipakai: {trouble}; {remedy}, lalu ulangi.") from error


# What SQLite and PostgreSQL say in English, by a part of it: the trouble and the remedy.
_TROUBLE = {
    "not a database": ("isinya bukan buku putaran", "kembalikan dari cadangan"),
    "malformed": ("isinya rusak", "kembalikan dari cadangan"),
    "locked": ("sedang dipakai perintah lain", "tunggu sampai selesai"),
    "readonly": ("tidak boleh ditulis", "periksa hak atas berkas dan foldernya"),
    "unable to open": ("berkasnya tidak dapat dibuka", "periksa hak atas berkas dan foldernya"),
    "disk is full": ("tempat penyimpanan penuh", "kosongkan sebagian"),
    "disk i/o": ("tempat penyimpanan tidak menjawab", "periksa sambungannya"),
    "password": (
        "servernya menolak nama atau kata sandi",
        f"periksa `buku` di skpxl.toml dan variabel {SECRET_VARIABLE}",
    ),
    "does not exist": ("basis datanya tidak ada di server", "periksa `buku` di skpxl.toml"),
}
_UNKNOWN = ("tidak menjawab atau menolak", "periksa sambungan dan haknya")
