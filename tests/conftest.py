"""Fixtures for all tests: LibreOffice as the second program. Without it they skip; in CI that is a failure.

No test looks at the clock (tests/house/test_clock.py): Hypothesis does not either, and today is always the same day.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from libreoffice import runner

settings.register_profile("skpxl", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("skpxl")
os.environ["SOURCE_DATE_EPOCH"] = "1704067200"  # 1 January 2024, also for the programs that tests start

NEEDS = {"manusia": ("soffice", "uno"), "konversi": ("soffice",), "gambar": ("pdftoppm",)}


def pytest_collection_modifyitems(items):
    """Mark what uses LibreOffice and put it first: with `--dist worksteal` one worker then has all of it.

    The other worker does the rest meanwhile and does not wait for the lock in `libreoffice.runner`. (xdist_group would
    say it more plainly, but pytest-xdist 3.8 overlooks groups under pytest 9.)
    """
    for item in items:
        if item.get_closest_marker("panjang") and os.environ.get("SKPXL_SEMUA") != "1":
            item.add_marker(pytest.mark.skip("a long one; others try a sample of it: SKPXL_SEMUA=1 runs it"))
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
