"""The ledger as one thing that is opened: where it is, whose it is, its transactions. It knows no meaning of what is in it.

On SQLite (the default, one file in the folder of the round) a transaction that writes begins with the lock, so two commands at
once wait for each other; on PostgreSQL several machines work at once, and what may happen once only is kept by keys.
"""

import contextlib
import hashlib
import os
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

    Raises SkpxlError where it cannot be had, is of a newer skpxl, or belongs to another round.
    """
    ledger = _on_server(campaign) if campaign.settings.buku else _in_file(campaign.root)
    try:
        _migrate(ledger, campaign_mark(campaign))
    except BaseException:
        ledger.close()
        raise
    return ledger


def campaign_mark(campaign: Campaign) -> str:
    """By what a round is known in its ledger: made of its signing key, which it does not betray."""
    return hashlib.sha256(b"skpxl ledger\0" + campaign.signing_key()).hexdigest()[:32]


def _in_file(root: Path) -> Ledger:
    file = root / NAMA_BUKU
    try:
        # Personal data: nobody else may read it, nor the files that SQLite puts beside it with the same rights.
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        if os.name == "posix" and file.stat().st_mode & 0o077:
            file.chmod(0o600)
    except OSError as error:
        raise refused(file, error) from error
    engine = create_engine(URL.create("sqlite", database=str(file)), connect_args={"timeout": _WAIT})

    @event.listens_for(engine, "connect")
    def _prepared(connection: "contextlib.AbstractContextManager[object]", _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # we say BEGIN
        cursor = connection.cursor()  # type: ignore[attr-defined]
        # A share that cannot do WAL stays with the journal it has.
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    return Ledger(root, engine, str(file))


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
        said = str(getattr(error, "orig", error)).splitlines()[0][:200] if str(error) else type(error).__name__
        raise SkpxlError(
            f"Buku putaran {where} tidak dapat dipakai ({said}); periksa sambungan dan haknya, atau kembalikan dari cadangan, "
            "lalu ulangi."
        ) from error
