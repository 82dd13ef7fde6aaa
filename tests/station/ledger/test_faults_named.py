"""What the driver says is told as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.failures import Breach
from station.ledger.database import Database


def test_a_missing_column_is_told_as_the_ledgers_shape_and_not_as_a_broken_disk(tmp_path: Path) -> None:
    database = Database(tmp_path, b"k" * 32)
    with pytest.raises(Breach) as caught, database.write() as cursor:
        cursor.execute("SELECT absent FROM entry")
    database.close()
    assert caught.value.code == "ledger.shape"
