"""A day written by the product, exported, and read by strangers: the second reader, the clerk's verifier, and openssl."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from schemas import canonical
from schemas.evidence import Trust, verify, whole_exchange
from schemas.keep import Feeds
from station.cli.taking import write_evidence
from station.counter.commands import CloseDay, IssueInvoice, OpenDay, VoidInvoice
from station.office import Office
from tests.builders import SITE, Bureau, SeededIdentity, a_station, an_application
from tests.conformance.second import travel
from tests.conformance.test_second_reader import openssl

ON = "2026-09-18"


@pytest.fixture(scope="module")
def bureau() -> Bureau:
    return Bureau()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, bureau: Bureau) -> Iterator[Office]:
    """A post office with a day of three sales, a void and a close."""
    ids = SeededIdentity(11)
    office = a_station(tmp_path_factory.mktemp("home") / "post", bureau)
    office.do(OpenDay(command=ids.command(), clerk="li", on=ON, float_fen=20_000))
    sales = [office.do(IssueInvoice(clerk="li", application=an_application(number))) for number in (1, 2, 3)]
    voided = sales[-1]["invoices"][0]
    wrong = VoidInvoice(
        command=ids.command(), clerk="li", code=voided["code"], number=voided["number"], reason="开票有误", on=ON
    )
    office.do(wrong)
    office.do(CloseDay(command=ids.command(), clerk="li", on=ON, counted={10_000: 2}))
    yield office
    office.close()


@pytest.fixture(scope="module")
def exported(office: Office) -> bytes:
    """Every feed that the station holds, as one exchange."""
    ledger = office.ledger
    with ledger.database.read() as cursor:
        feeds = Feeds(cursor)
        runs = {author: list(feeds.raw(author, 0, 10_000)) for author in sorted(feeds.heads())}
    return whole_exchange(ledger.device, runs, hlc=ledger.journal.reading(), nonce=bytes(16))


def test_the_second_reader_verifies_every_entry_of_the_day(exported: bytes, bureau: Bureau, office: Office) -> None:
    feeds = travel.exchange(exported, bureau.issuer.public)
    own = feeds[office.ledger.author]
    assert own.certificate.site == SITE.site
    assert {feed.certificate.site for feed in feeds.values()} == {SITE.site, f"channel/{SITE.site}", "authority"}
    assert [entry.said["kind"] for entry in own.entries].count("counter.sale/1") == 3
    assert all("csig" in entry.said for entry in own.entries if entry.said["kind"].startswith("counter."))


def test_every_posting_of_the_day_sums_to_zero_by_a_strangers_count(exported: bytes, bureau: Bureau) -> None:
    feeds = travel.exchange(exported, bureau.issuer.public)
    sums = [sum(fen for _, fen in new.said["body"].get("postings", [])) for f in feeds.values() for new in f.entries]
    assert set(sums) == {0}


def test_no_name_and_no_number_of_a_payer_or_buyer_stands_in_the_export(exported: bytes) -> None:
    for private in ("陈喆", "420106199003073321", "13871526127", "湖北江汉工程咨询有限公司", "91420106MA4K00501Y"):
        assert private.encode() not in exported


def test_the_clerks_verifier_passes_the_evidence_and_names_the_clerk(
    exported: bytes, bureau: Bureau, tmp_path: Path
) -> None:
    trust = Trust(issuers=(bureau.issuer.public,), site=SITE.site, name=SITE.name)
    write_evidence(tmp_path / "evidence.zip", exported, trust, made_at=datetime(2026, 9, 18, 18, tzinfo=UTC))
    with ZipFile(tmp_path / "evidence.zip") as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-I", "verify.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "李慧芳" in done.stdout
    assert f"channel/{SITE.site}" in done.stdout


def test_one_bit_of_one_amount_is_found(exported: bytes, bureau: Bureau) -> None:
    amount = canonical.encode("net_fen") + canonical.encode(382_178)
    at = exported.index(amount) + len(amount) - 1
    changed = exported[:at] + bytes([exported[at] ^ 1]) + exported[at + 1 :]
    with pytest.raises(ValueError, match="device's signature"):
        verify.check(changed, [bureau.issuer.public])


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed on this machine")
def test_openssl_agrees_on_a_sample_of_the_days_signatures(
    exported: bytes, bureau: Bureau, office: Office, tmp_path: Path
) -> None:
    own = travel.exchange(exported, bureau.issuer.public)[office.ledger.author]
    sample = own.entries[:: max(1, len(own.entries) // 4)]
    for entry in sample:
        assert openssl(tmp_path, own.key, entry.envelope.signature, entry.envelope.signed)
