"""`station serve` before its pages are up."""

from __future__ import annotations

import socket

import pytest

from schemas.failures import Fault
from station.serve import _listen


def test_a_visitor_who_comes_before_the_pages_is_kept_waiting_and_not_turned_away() -> None:
    with _listen(0) as listening, socket.create_connection(listening.getsockname(), timeout=5) as visitor:
        assert visitor.getpeername() == listening.getsockname()


def test_a_port_that_is_taken_is_told_by_name() -> None:
    with _listen(0) as listening, pytest.raises(Fault) as told:
        _listen(listening.getsockname()[1])
    assert told.value.code == "serve.port"
