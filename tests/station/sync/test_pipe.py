"""The pipe between neighbours, over real sockets on loopback: who gets in, who speaks, what breaks."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from schemas.entry.seal import Signer
from schemas.failures import BadInput, Failure, Fault, Refusal
from station.sync.lan_link import LanLink
from station.sync.listener import Listener
from station.sync.pipe import Pipe, make_pipe

CITY, OTHER_CITY = b"k" * 32, b"o" * 32
HERE, THERE = Signer(sha256(b"here").digest()), Signer(sha256(b"there").digest())
LOOPBACK = "127.0.0.1"


def pipe(device: Signer, city: bytes = CITY) -> Pipe:
    return make_pipe(device, city, b"password")


def echo(request: bytes, peer: bytes) -> bytes:
    if request == b"bad":
        raise BadInput("exchange.sequence", reason="none", at=0)
    if request == b"busy":
        raise Fault("ledger.disk_full")
    return peer + request


@pytest.fixture
def listener() -> Iterator[Listener]:
    made = Listener(echo, lambda: pipe(THERE), 0, LOOPBACK)
    yield made
    made.close()


def url_of(listener: Listener) -> str:
    return f"https://{LOOPBACK}:{listener.port}"


def call(url: str, calling: Pipe) -> bytes:
    link = LanLink(url, calling)
    try:
        return link.exchange(b"hello")
    finally:
        link.close()


def code_of(url: str, calling: Pipe) -> str:
    with pytest.raises(Failure) as caught:
        call(url, calling)
    return caught.value.code


def naked_answer(line: socket.socket, context: ssl.SSLContext) -> bytes:
    """What one hears who shows no certificate; nothing when the pipe is torn."""
    try:
        with context.wrap_socket(line) as naked:
            naked.sendall(b"POST /v1/sync HTTP/1.1\r\ncontent-length: 0\r\n\r\n")
            return naked.recv(1)
    except OSError:
        return b""


def test_both_sides_know_whose_key_opened_the_pipe(listener: Listener) -> None:
    link = LanLink(url_of(listener), pipe(HERE))
    assert link.peer == THERE.id
    assert link.exchange(b"one") == HERE.id + b"one"
    assert link.exchange(b"two" * 100_000) == HERE.id + b"two" * 100_000
    link.close()


def test_every_station_of_a_city_makes_the_same_authority_and_another_city_another() -> None:
    mine, theirs, foreign = (
        p.calling.get_ca_certs(binary_form=True) for p in (pipe(HERE), pipe(THERE), pipe(HERE, OTHER_CITY))
    )
    assert mine == theirs != foreign


def test_one_of_another_city_gets_in_nowhere(listener: Listener) -> None:
    assert code_of(url_of(listener), pipe(HERE, OTHER_CITY)) == "lan.not_of_city"


def test_one_without_a_certificate_gets_no_answer(listener: Listener) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection((LOOPBACK, listener.port), 5) as line:
        assert naked_answer(line, context) == b""


def test_what_is_no_pipe_at_all_is_told() -> None:
    with socket.socket() as deaf:
        deaf.bind((LOOPBACK, 0))
        port = deaf.getsockname()[1]
    assert code_of(f"https://{LOOPBACK}:{port}", pipe(HERE)) == "link.unreachable"


@pytest.mark.parametrize("url", ["", "https://", "https://host", "http://host:1", "https://host:x", "https://[::1"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    assert code_of(url, pipe(HERE)) == "link.address"


def test_a_refusal_keeps_its_code_and_a_fault_stays_one(listener: Listener) -> None:
    calling = pipe(HERE)
    with pytest.raises(Refusal) as refused:
        LanLink(url_of(listener), calling).exchange(b"bad")
    assert (refused.value.code, refused.value.params["reason"]) == ("link.refused", "exchange.sequence")
    with pytest.raises(Fault) as troubled:
        LanLink(url_of(listener), calling).exchange(b"busy")
    assert troubled.value.code == "link.trouble"


def test_one_who_says_nothing_keeps_nobody_else_waiting(listener: Listener) -> None:
    silent = [socket.create_connection((LOOPBACK, listener.port), 5) for _ in range(5)]
    link = LanLink(url_of(listener), pipe(HERE))
    assert link.exchange(b"one") == HERE.id + b"one"
    link.close()
    for line in silent:
        line.close()


def test_noise_instead_of_a_handshake_stops_nothing(listener: Listener) -> None:
    with socket.create_connection((LOOPBACK, listener.port), 5) as line:
        line.sendall(b"GET / HTTP/1.1\r\n\r\n")
    link = LanLink(url_of(listener), pipe(HERE))
    assert link.exchange(b"one") == HERE.id + b"one"
    link.close()


@pytest.mark.parametrize("head", ["GET /v1/sync", "POST /elsewhere", "POST /v1/sync"])
def test_any_other_request_is_refused(listener: Listener, head: str) -> None:
    with socket.create_connection((LOOPBACK, listener.port), 5) as line, pipe(HERE).calling.wrap_socket(line) as way:
        way.sendall(f"{head} HTTP/1.1\r\ncontent-length: 99999999999\r\n\r\n".encode())
        assert way.recv(12)[9:] in (b"404", b"413", b"501")


def test_a_port_that_is_taken_is_told(listener: Listener) -> None:
    with pytest.raises(Fault) as caught:
        Listener(echo, lambda: pipe(HERE), listener.port, LOOPBACK)
    assert caught.value.code == "lan.port"


def test_the_key_never_stands_in_clear_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    real = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", lambda self, data: (written.append(data), real(self, data))[1])
    pipe(HERE)
    assert len(written) == 1 and b"ENCRYPTED PRIVATE KEY" in written[0] and HERE.secret not in written[0]
