"""A round with a ledger, on SQLite and on PostgreSQL: every test that asks for `campaign` runs on both."""

import pytest
from ledgers import a_campaign


@pytest.fixture(params=["sqlite", "postgresql"])
def campaign(request, tmp_path):
    """A round whose ledger is not made yet."""
    if request.param == "sqlite":
        return a_campaign(tmp_path / "putaran")
    return a_campaign(tmp_path / "putaran", request.getfixturevalue("new_database")())
