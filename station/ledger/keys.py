"""Keys of the device and of its clerks. A clerk's key opens with his PIN alone (Argon2id, 64 MiB, peppered by the home key).

The home key encrypts the whole ledger file. It stands beside it for its owner only (mode 0600), or is worked out from a
passphrase in `YOUSHUI_PASSPHRASE`, in which case nothing on the disk opens the ledger.
"""

from __future__ import annotations

import os
import secrets
from hashlib import sha256
from hmac import new as hmac
from pathlib import Path

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from schemas.apply import Cursor
from schemas.entry.seal import Signer
from schemas.failures import BadInput, Breach, Refusal

HOME_KEY = "home.key"
PASSPHRASE = "YOUSHUI_PASSPHRASE"
_SALT = "home.salt"
MOST_TRIES = 5
WAIT_MS = 5 * 60_000
"""After `MOST_TRIES` wrong PINs in a row the clerk waits this long."""
_KIB = 64 * 1024


def home_key(home: Path, *, create: bool) -> bytes:
    """The 32-byte key of the ledger file under `home`; Breach `keys.missing` when it is not there and may not be made."""
    passphrase = os.environ.get(PASSPHRASE)
    if passphrase:
        return _argon(passphrase.encode("utf-8"), _kept(home / _SALT, 16, create))
    return _kept(home / HOME_KEY, 32, create)


def forget_home_key(home: Path) -> None:
    """Throw the key away of a home in which nothing was kept."""
    for name in (HOME_KEY, _SALT):
        (home / name).unlink(missing_ok=True)


def _kept(path: Path, size: int, create: bool) -> bytes:
    """The bytes in a file of the owner's only, made on the first call."""
    if create and not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_hex(size), "ascii")
    try:
        key = bytes.fromhex(path.read_text("ascii"))
    except (OSError, ValueError):
        raise Breach("keys.missing", file=path.name) from None
    if len(key) != size:
        raise Breach("keys.missing", file=path.name)
    return key


def keep_secret(cursor: Cursor, name: str, value: bytes) -> None:
    """Keep a secret of this device in the encrypted file."""
    cursor.execute("INSERT INTO secret (name, value) VALUES (?, ?)", (name, value))


def change_secret(cursor: Cursor, name: str, value: bytes) -> None:
    """Put a secret in the place of the one of this name, or keep it where there is none."""
    sql = "INSERT INTO secret (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
    cursor.execute(sql, (name, value))


def secret(cursor: Cursor, name: str) -> bytes | None:
    """A secret of this device, or None."""
    cursor.execute("SELECT value FROM secret WHERE name = ?", (name,))
    found = cursor.fetchone()
    return found[0] if found else None


def new_clerk(cursor: Cursor, clerk: str, pin: str, pepper: bytes) -> Signer:
    """Make a clerk's key and keep it under the PIN; BadInput `keys.pin_weak` for a PIN that is not 6 to 12 digits."""
    if not (pin.isascii() and pin.isdecimal() and 6 <= len(pin) <= 12):
        raise BadInput("keys.pin_weak", field="pin")
    signer, salt = Signer(secrets.token_bytes(32)), secrets.token_bytes(16)
    sealed = AESGCM(_pin_key(pin, salt, pepper)).encrypt(bytes(12), signer.secret, clerk.encode("utf-8"))
    cursor.execute(
        "INSERT INTO clerk_key (clerk, ckey, salt, sealed) VALUES (?, ?, ?, ?) ON CONFLICT (clerk) DO UPDATE SET"
        " ckey = excluded.ckey, salt = excluded.salt, sealed = excluded.sealed",
        (clerk, signer.id, salt, sealed),
    )
    return signer


def unlock(cursor: Cursor, clerk: str, pin: str, pepper: bytes, wall_ms: int) -> Signer | None:
    """The clerk's key, or None for a wrong PIN, which is counted.

    Refusal `keys.clerk_unknown`; Refusal `keys.pin_locked` while too many wrong tries are fresh.
    """
    cursor.execute("SELECT salt, sealed FROM clerk_key WHERE clerk = ?", (clerk,))
    kept = cursor.fetchone()
    if kept is None:
        raise Refusal("keys.clerk_unknown", field="clerk", clerk=clerk)
    cursor.execute("SELECT failed, last_ms FROM pin_try WHERE clerk = ?", (clerk,))
    failed, last_ms = cursor.fetchone() or (0, 0)
    if failed >= MOST_TRIES and 0 <= wall_ms - last_ms < WAIT_MS:
        raise Refusal("keys.pin_locked", field="pin", minutes=-(-(WAIT_MS - (wall_ms - last_ms)) // 60_000))
    try:
        opened = AESGCM(_pin_key(pin, kept[0], pepper)).decrypt(bytes(12), kept[1], clerk.encode("utf-8"))
    except InvalidTag:
        _count_try(cursor, clerk, failed + 1, wall_ms)
        return None
    if failed:
        _count_try(cursor, clerk, 0, wall_ms)
    return Signer(opened)


def _count_try(cursor: Cursor, clerk: str, failed: int, wall_ms: int) -> None:
    cursor.execute(
        "INSERT INTO pin_try (clerk, failed, last_ms) VALUES (?, ?, ?)"
        " ON CONFLICT (clerk) DO UPDATE SET failed = excluded.failed, last_ms = excluded.last_ms",
        (clerk, failed, wall_ms),
    )


def _pin_key(pin: str, salt: bytes, pepper: bytes) -> bytes:
    return hmac(sha256(b"YS-pin-1" + pepper).digest(), _argon(pin.encode("utf-8"), salt), "sha256").digest()


def _argon(secret_text: bytes, salt: bytes) -> bytes:
    return hash_secret_raw(secret_text, salt, time_cost=2, memory_cost=_KIB, parallelism=1, hash_len=32, type=Type.ID)
