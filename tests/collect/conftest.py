"""A round whose ledger is open, in a file."""

import pytest
from ledgers import a_campaign

from skpxl.ledger.book import open_ledger


@pytest.fixture
def ledger(tmp_path):
    """The open ledger of a round in a folder of its own."""
    with open_ledger(a_campaign(tmp_path / "putaran")) as opened:
        yield opened
