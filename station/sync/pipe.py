"""The pipe between neighbours: TLS 1.3 with a certificate on both sides. It opens the way; who speaks is proved by the Hello.

Every station of a city holds the city's key. From it each makes the same certificate authority, and issues its own leaf over
its device key. So the pipe proves two things: the other side holds the city's key, and it holds the device key whose
`short_id` it is addressed by. That this device is enrolled, and not revoked, only the Hello and the ledger say.
"""

from __future__ import annotations

import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import new as hmac
from pathlib import Path
from tempfile import TemporaryDirectory

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from schemas.entry.seal import Signer, short_id
from schemas.failures import Refusal

_AUTHORITY = b"YS-lan-ca-1"
_URI = "urn:youshui:device:"
_FROM = datetime(1970, 1, 1, tzinfo=UTC)
_TO = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""A pipe knows no term: a computer whose clock has lost its battery still finds its neighbours."""


@dataclass(frozen=True, slots=True)
class Pipe:
    """TLS for a listener and for a caller, both with this device's certificate."""

    listening: ssl.SSLContext
    calling: ssl.SSLContext


def make_pipe(device: Signer, city: bytes, password: bytes) -> Pipe:
    """The pipe of a device; `password` guards its key for the moment in which OpenSSL reads it from a file."""
    authority = Ed25519PrivateKey.from_private_bytes(hmac(city, _AUTHORITY, "sha256").digest())
    trusted = _certificate("YouShui LAN", authority, authority.public_key(), None)
    leaf = _certificate(device.id.hex(), authority, Ed25519PublicKey.from_public_bytes(device.public), device.id)
    guarded = Ed25519PrivateKey.from_private_bytes(device.secret).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password)
    )
    pem = guarded + leaf.public_bytes(Encoding.PEM)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "leaf.pem"
        file.write_bytes(pem)
        contexts = [
            _context(side, trusted, file, password) for side in (ssl.PROTOCOL_TLS_SERVER, ssl.PROTOCOL_TLS_CLIENT)
        ]
    return Pipe(*contexts)


def author_of(certificate: bytes | None) -> bytes:
    """Whose key the other side of an open pipe has proved to hold; Refusal `lan.not_of_city` when it showed none."""
    key = x509.load_der_x509_certificate(certificate).public_key() if certificate else None
    if not isinstance(key, Ed25519PublicKey):
        raise Refusal("lan.not_of_city")
    return short_id(key.public_bytes_raw())


def _context(side: int, trusted: x509.Certificate, file: Path, password: bytes) -> ssl.SSLContext:
    context = ssl.SSLContext(side)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.check_hostname = False
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(cadata=trusted.public_bytes(Encoding.DER))
    context.load_cert_chain(file, password=password)
    return context


def _certificate(
    name: str, authority: Ed25519PrivateKey, key: Ed25519PublicKey, device: bytes | None
) -> x509.Certificate:
    """The authority's own certificate, or a device's under it."""
    own = device is None
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name("YouShui LAN"))
        .public_key(key)
        .serial_number(1 if own else int.from_bytes(device, "big") | 1)
        .not_valid_before(_FROM)
        .not_valid_after(_TO)
        .add_extension(x509.BasicConstraints(ca=own, path_length=0 if own else None), critical=True)
        .add_extension(_usage(own=own), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority.public_key()), critical=False)
    )
    if device is not None:
        uses = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH])
        san = x509.SubjectAlternativeName([x509.UniformResourceIdentifier(_URI + device.hex())])
        builder = builder.add_extension(uses, critical=False).add_extension(san, critical=False)
    return builder.sign(authority, None)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _usage(*, own: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not own,
        key_cert_sign=own,
        crl_sign=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
