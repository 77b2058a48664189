"""Fixtures for all tests: LibreOffice as the second program. Without it they skip; in CI that is a failure.

No test looks at the clock (tests/house/test_clock.py): Hypothesis does not either, and today is always the same day.
"""

import os
from fnmatch import fnmatchcase
from pathlib import Path

import dovecot
import postgres
import pytest
from hypothesis import HealthCheck, settings
from libreoffice import runner

settings.register_profile("skpxl", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("skpxl")
os.environ["SOURCE_DATE_EPOCH"] = "1704067200"  # 1 January 2024, also for the programs that tests start

# What takes so long that an ordinary run tries a sample only: the same with another form, another file format, or in parts.
# SKPXL_SEMUA=1 runs them all.
LONGEST = (
    "test_the_pictures_can_be_drawn_again",
    "test_the_contents_lead_to_the_sheets_and_libreoffice_opens_it",
    "test_a_workbook_per_unit_holds_that_units_people_and_findings",
    "test_nor_where_another_program_has_saved_it[[]xls]",
    "test_nor_where_another_program_has_saved_it[[]ods]",
    "test_what_another_program_has_saved_again_counts_the_same[[]xlsx]",
    "test_tab_goes_from_entry_to_entry_and_nowhere_else[[]skp-kuantitatif]",
    "test_stored_values_are_what_libreoffice_computes[[]*jpt*]",
    "test_stored_values_are_what_libreoffice_computes[[]*kualitatif]",
    "test_stored_values_are_what_libreoffice_computes[[]*@*]",
    "test_one_person_of_each_form_goes_through_the_year_in_another_program[[]*jpt*]",
    "test_one_person_of_each_form_goes_through_the_year_in_another_program[[]skp-kualitatif]",
    "test_a_penilai_fills_in_an_evaluation_by_hand[[]*jpt*]",
    "test_every_entry_cell_carries_every_odd_text[[]perjanjian-kinerja]",
    "test_every_entry_cell_carries_every_odd_text[[]rencana-aksi]",
    "test_stored_values_are_what_libreoffice_computes[[]perjanjian-kinerja]",
    "test_a_round_by_mail_is_right_person_by_person_at_every_stage[[]besar]",
)
NEEDS = {"manusia": ("soffice", "uno"), "konversi": ("soffice",), "gambar": ("pdftoppm",)}


def pytest_collection_modifyitems(items):
    """Mark what uses LibreOffice and put it first: with `--dist worksteal` one worker then has all of it.

    The other worker does the rest meanwhile and does not wait for the lock in `libreoffice.runner`. (xdist_group would
    say it more plainly, but pytest-xdist 3.8 overlooks groups under pytest 9.)
    """
    for item in items:
        if os.environ.get("SKPXL_SEMUA") != "1" and any(fnmatchcase(item.name, long) for long in LONGEST):
            item.add_marker(pytest.mark.skip("a long one, of which others try a sample: SKPXL_SEMUA=1 runs it"))
        if {"manusia", "konversi"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("libreoffice")
    items.sort(key=lambda item: item.get_closest_marker("libreoffice") is None)


def require(fixture):
    """Skip (on a developer's machine) or fail (where SKPXL_CI is set) if the fixture cannot work here."""
    if reason := runner.lacking(*NEEDS[fixture]):
        if os.environ.get("SKPXL_CI") == "1":
            pytest.fail(f"SKPXL_CI=1, and {reason}")
        pytest.skip(reason)


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL on loopback, `host:port`; databases are made in it by `new_database`."""
    if reason := postgres.lacking():
        if os.environ.get("SKPXL_CI") == "1":
            pytest.fail(f"SKPXL_CI=1, and {reason}")
        pytest.skip(reason)
    with postgres.server() as where:
        yield where


@pytest.fixture
def new_database(postgresql):
    """new_database() -> the address of an empty database, as `buku` in the settings names it."""
    from uuid import uuid4

    from sqlalchemy import create_engine, text

    def made() -> str:
        name = f"putaran_{uuid4().hex[:12]}"
        engine = create_engine(
            f"postgresql+pg8000://{postgres.USER}@{postgresql}/postgres", isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return f"postgresql://{postgres.USER}@{postgresql}/{name}"

    return made


@pytest.fixture(scope="session")
def imap_server():
    """A Dovecot on loopback; every user has the same password and a mailbox of his own, which is empty at first."""
    if reason := dovecot.lacking():
        if os.environ.get("SKPXL_CI") == "1":
            pytest.fail(f"SKPXL_CI=1, and {reason}")
        pytest.skip(reason)
    with dovecot.server() as started:
        yield started


@pytest.fixture(scope="session")
def manusia():
    """A person at LibreOffice: manusia(path, actions, out=path_or_paths, locale="id-ID") -> a result per action."""
    require("manusia")
    return runner.drive


@pytest.fixture
def konversi(tmp_path_factory):
    """LibreOffice re-saves: konversi(path, "xlsx" | "ods" | "xls" | "pdf") -> new path, in a fresh folder."""
    require("konversi")

    def convert(path: Path, ending: str) -> Path:
        return runner.convert(path, ending, tmp_path_factory.mktemp("konversi"))

    return convert


@pytest.fixture
def gambar(tmp_path_factory):
    """PDF pages as pictures: gambar(pdf, dpi=80) -> [png, ...]."""
    require("gambar")

    def picture(pdf: Path, dpi: int = 80) -> list[Path]:
        return runner.pages(pdf, tmp_path_factory.mktemp("gambar"), dpi)

    return picture
