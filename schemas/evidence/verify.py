#!/usr/bin/env python3
"""核验留存证据 / Check the evidence that a clerk took away. Needs Python 3.7 or later and nothing else.

    python3 verify.py [feeds.cborseq] [--issuer HEX]

Reads `feeds.cborseq` beside this file, and the bureau's public key from `trust.json` or, better, from you (--issuer).
Every byte must be in its one spelling (RFC 8949 §4.2.1), every Ed25519 signature must hold (RFC 8032), every entry must
name the one before it by its SHA-256. Exit status 0 only when all of that holds; otherwise 1, and what does not hold.
"""

# pyright: basic
from __future__ import annotations

import argparse
import hashlib
import json
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

P, ORDER = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D, ROOT = -121665 * pow(121666, P - 2, P) % P, pow(2, (P - 1) // 4, P)
BEIJING = datetime(1970, 1, 1, 8, tzinfo=timezone(timedelta(hours=8)))
KINDS = {"v": int, "author": bytes, "seq": int, "prev": bytes, "hlc": int, "kind": str, "body": dict}
MAY = {"command": bytes, "ckey": bytes, "csig": bytes, "pd": bytes}
SIZES = {"author": 16, "prev": 32, "command": 16, "ckey": 16, "csig": 64, "pd": 32}


def need(law: bool, what: str) -> None:
    if not law:
        raise ValueError(what)


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def item(data: bytes, at: int = 0, depth: int = 0) -> tuple[Any, int]:
    """The value at `at` of CBOR in its one spelling, and its end: no tags, no floats, keys in order and of one type."""
    need(depth <= 16 and at < len(data), "CBOR: cut off, or nested too deep")
    major, info = data[at] >> 5, data[at] & 31
    need(info < 28 and major != 6 and (major != 7 or info in (20, 21, 22)), "CBOR: a head, tag or float")
    width = 0 if info < 24 else 1 << (info - 24)
    number = int.from_bytes(data[at + 1 : at + 1 + width], "big") if width else info
    at += 1 + width
    need(at <= len(data) and (not width or number >= (24, 256, 1 << 16, 1 << 32)[info - 24]), "CBOR: not the shortest")
    if major in (0, 1, 7):
        return {0: number, 1: -1 - number, 7: {20: False, 21: True}.get(number)}[major], at
    need(number <= len(data) - at, "CBOR: cut off")
    if major in (2, 3):
        raw = data[at : at + number]
        return (raw if major == 2 else raw.decode("utf-8")), at + number
    found, at = several(data, at, number * (major - 3), depth + 1)
    if major == 4:
        return [value for value, _ in found], at
    keys = [spelled for _, spelled in found[::2]]
    need(all(key[0] < 0x80 and key[0] >> 5 == keys[0][0] >> 5 for key in keys), "CBOR: type of a key")
    need(keys == sorted(set(keys)), "CBOR: keys out of order or twice")
    return {found[place][0]: found[place + 1][0] for place in range(0, len(found), 2)}, at


def several(data: bytes, at: int, count: int, depth: int) -> tuple[list[tuple[Any, bytes]], int]:
    """`count` values that stand one after another, each with its bytes, and where they end."""
    found = []
    for _ in range(count):
        start, (value, at) = at, item(data, at, depth)
        found.append((value, data[start:at]))
    return found, at


def one(data: bytes) -> Any:
    value, end = item(data)
    need(end == len(data), "CBOR: trailing bytes")
    return value


def head(major: int, number: int) -> bytes:
    width = 0 if number < 24 else 1 if number < 256 else 2 if number < 65536 else 4
    info = {0: number, 1: 24, 2: 25, 4: 26}[width]
    return bytes([major << 5 | info]) + (number.to_bytes(width, "big") if width else b"")


def wrap(data: bytes) -> bytes:
    return head(2, len(data)) + data


# ---- Ed25519 (RFC 8032); for each key the multiples of every power of sixteen are kept


def add(p: Any, q: Any) -> Any:
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiples(point: Any) -> list[Any]:
    rows = []
    for _ in range(64):
        row = [(0, 1, 1, 0)]
        for _ in range(15):
            row.append(add(row[-1], point))
        rows.append(row)
        point = add(row[-1], point)
    return rows


def times(rows: list[Any], scalar: int) -> Any:
    total = (0, 1, 1, 0)
    for place, row in enumerate(rows):
        digit = scalar >> 4 * place & 15
        total = add(total, row[digit]) if digit else total
    return total


def point_of(spelled: bytes) -> Any:
    number = int.from_bytes(spelled, "little")
    y, sign = number & (1 << 255) - 1, number >> 255
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * ROOT % P
    need(len(spelled) == 32 and y < P and x * x % P == square and not (x == 0 and sign), "a key that is no point")
    return (x if x & 1 == sign else P - x), y, 1, (x if x & 1 == sign else P - x) * y % P


BASE = multiples(point_of((4 * pow(5, P - 2, P) % P).to_bytes(32, "little")))
NEGATED: dict[bytes, list[Any]] = {}


def holds(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `key` signed `message`: S·B − h·A must spell R, with S below the order and A not of small order."""
    if key not in NEGATED:
        x, y, z, t = point_of(key)
        NEGATED[key] = multiples((P - x, y, z, P - t))
        need(times(NEGATED[key], 8)[0] != 0, "a key of small order")
    scalar = int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or scalar >= ORDER:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % ORDER
    x, y, z, _ = add(times(BASE, scalar), times(NEGATED[key], challenge))
    inverse = pow(z, P - 2, P)
    return (y * inverse % P | (x * inverse % P & 1) << 255).to_bytes(32, "little") == signature[:32]


def shaped(parts: Any, *kinds: type) -> bool:
    return type(parts) is list and [type(part) for part in parts] == list(kinds)


def sign1(data: bytes) -> tuple[Any, bytes, bytes, bytes]:
    """Key id, payload, signature, and the bytes that were signed, of a COSE_Sign1 (RFC 9052)."""
    parts = one(data)
    need(shaped(parts, bytes, dict, bytes, bytes) and not parts[1] and len(parts[3]) == 64, "envelope")
    header = one(parts[0])
    need(isinstance(header, dict) and header.get(1) == -19 and set(header) <= {1, 4}, "envelope: protected header")
    return header.get(4), parts[2], parts[3], b"\x84\x6aSignature1" + wrap(parts[0]) + b"\x40" + wrap(parts[2])


def read_entry(data: bytes) -> dict[str, Any]:
    """What an entry says, with its `id`, its `signature` over `signed`, and what its clerk signed under `clerk`."""
    kid, payload, signature, signed = sign1(data)
    said = one(payload)
    need(isinstance(said, dict) and set(KINDS) <= set(said) <= {*KINDS, *MAY}, "entry: keys")
    need(all(type(said[name]) is {**KINDS, **MAY}[name] for name in said), "entry: types")
    need(all(len(said[name]) == size for name, size in SIZES.items() if name in said), "entry: lengths")
    need(said["v"] == 1 and kid == said["author"] and said["seq"] > 0 and 0 <= said["hlc"] < 1 << 64, "entry: numbers")
    need(("ckey" in said) == ("csig" in said) and 0 < len(said["kind"]) <= 64 and len(data) <= 1 << 20, "entry: shape")
    need(all(type(key) is str for key in said["body"]), "entry: body")
    parts = several(payload, len(head(5, len(said))), 2 * len(said), 1)[0]
    kept = b"".join(parts[at][1] + parts[at + 1][1] for at in range(0, len(parts), 2) if parts[at][0] != "csig")
    clerk = b"\x82\x6aYS-clerk-1" + head(5, len(said) - ("csig" in said)) + kept
    return {**said, "id": sha(data), "signature": signature, "signed": signed, "clerk": clerk}


def certified(data: bytes, issuers: list[bytes]) -> list[Any]:
    """Key, site, first and last day of a device certificate by one of the bureau's keys."""
    _, payload, signature, signed = sign1(data)
    said = one(payload)
    need(isinstance(said, dict) and list(said) == [1, 2, 3, 4], "certificate: keys")
    need(shaped(list(said.values()), bytes, str, int, int) and 0 <= said[3] <= said[4], "certificate: values")
    need(any(holds(issuer, signature, signed) for issuer in issuers), "certificate: not by the bureau's key")
    return list(said.values())


def facts(entry: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return [fact[1] for fact in entry["body"].get("facts", []) if shaped(fact, str, dict) and fact[0] == name]


def check_feed(run: list[Any], issuers: list[bytes], clerks: dict[bytes, Any]) -> list[Any]:
    """Check one author's entries from the first to the last; the certificate of the device."""
    opened = facts(run[0], "device.enrolled/1")
    need(run[0]["seq"] == 1 and run[0]["kind"] == "device.enrolled/1" and len(opened) == 1, "feed: first entry")
    need([type(opened[0][name]) for name in ("key", "box", "certificate")] == [bytes] * 3, "feed: enrolment")
    certificate, key = certified(opened[0]["certificate"], issuers), opened[0]["key"]
    need(certificate[0] == key and sha(key)[:16] == run[0]["author"], "feed: key, author and certificate differ")
    need(len(opened[0]["box"]) == 32, "feed: enrolment")
    before = {"seq": 0, "id": bytes(32)}
    for entry in run:
        place = f"{entry['author'].hex()} / {entry['seq']}: "
        need(entry["seq"] == before["seq"] + 1, f"{place}gap, repeat or wrong order behind {before['seq']}")
        need(entry["prev"] == before["id"], place + "does not name the entry before it")
        need(holds(key, entry["signature"], entry["signed"]), place + "device's signature")
        if "csig" in entry:
            need(entry["ckey"] in clerks, place + "signed by a person whom no entry here appoints")
            need(holds(clerks[entry["ckey"]][0], entry["csig"], entry["clerk"]), place + "person's signature")
        before = entry
    return certificate


def check_messages(first: bytes, last: bytes, feeds: dict[bytes, Any], keys: dict[bytes, bytes]) -> None:
    """Hello and frontier are signed by a device whose feed is here; the Hello names every feed to its head."""
    frontier = one(last)["frontier"]
    end = b"\xa5\x64fold\x00\x64more\xf4\x67digests\xa0\x67refused\x80\x68frontier" + wrap(frontier)
    need(last == end, "trailer")
    for data in (first, frontier):
        kid, payload, signature, signed = sign1(data)
        need(kid in keys and one(payload)["from"] == kid and holds(keys[kid], signature, signed), "hello or frontier")
    heads = {author: [1, len(run), run[-1]["id"]] for author, run in feeds.items()}
    need(one(sign1(first)[1])["feeds"] == heads, "hello: the feeds that it names are not those that are here")


def check(data: bytes, issuers: list[bytes]) -> tuple[dict[bytes, Any], dict[bytes, Any], dict[bytes, Any], set[bytes]]:
    """Feeds, certificates, people and opened blocks of a file in which all holds; a ValueError at the first that does not."""
    parts, at = [], 0
    while at < len(data):
        start, at = at, item(data, at)[1]
        parts.append(data[start:at])
    need(len(parts) > 2, "file: no feed in it")
    need(all(part[0] in (0x82, 0x83, 0x84) for part in parts[1:-1]), "file: neither entry nor block")
    entries = [read_entry(part) for part in parts[1:-1] if part[0] == 0x84]
    owners = {entry["id"]: entry for entry in entries}
    appointed = [fact for entry in entries for fact in facts(entry, "roster.clerk_appointed/1")]
    clerks = {sha(fact["key"])[:16]: (fact["key"], str(fact["name"])) for fact in appointed}
    feeds: dict[bytes, Any] = {}
    for entry in entries:
        feeds.setdefault(entry["author"], []).append(entry)
    certificates = {author: check_feed(run, issuers, clerks) for author, run in feeds.items()}
    opened = set()
    for part in (part for part in parts[1:-1] if part[0] != 0x84):
        block = one(part)
        need(block[0] in owners, "block: of an entry that is not here")
        if part[0] == 0x83:
            opening = b"\x82" + part[1 + len(wrap(block[0])) :]
            need(shaped(block, bytes, bytes, dict) and len(block[1]) == 16, "block: shape")
            need(owners[block[0]].get("pd") == sha(opening), "block: does not open its commitment")
            opened.add(block[0])
    check_messages(parts[0], parts[-1], feeds, {author: found[0] for author, found in certificates.items()})
    return feeds, certificates, clerks, opened


def fingerprint(issuer: bytes) -> str:
    number = int.from_bytes(sha(issuer)[:8], "big") >> 4
    spelled = "".join("0123456789ABCDEFGHJKMNPQRSTVWXYZ"[number >> 5 * place & 31] for place in range(11, -1, -1))
    return f"{spelled[:4]}-{spelled[4:8]}-{spelled[8:]}"


def report(run: list[Any], certificate: list[Any], clerks: dict[bytes, Any], opened: set[bytes]) -> str:
    clock = [str(BEIJING + timedelta(milliseconds=entry["hlc"] >> 16))[:19] for entry in (run[0], run[-1])]
    days = [str(BEIJING + timedelta(days=day))[:10] for day in certificate[2:]]
    names = [clerks[entry["ckey"]][1] for entry in run if "ckey" in entry]
    personal = [entry["id"] in opened for entry in run if "pd" in entry]
    lines = [
        f"流水 feed               {run[0]['author'].hex()}",
        f"  网点 site             {certificate[1]}   设备证书 certificate {days[0]} – {days[1]}",
        f"  分录 entries          1 – {len(run)}，首尾相连 all linked, all signed by the device",
        f"  本机时钟 own clock    {clock[0]} – {clock[1]}  (自述，不作证明 its own word, no proof)",
        f"  末条 last entry       {run[-1]['id'].hex()}",
        f"  经办人签名 by people  {', '.join(f'{name} {names.count(name)}' for name in sorted(set(names))) or '–'}",
        f"  个人信息 personal     {sum(personal)} 已核对 checked, {len(personal) - sum(personal)} 未附 not in this file",
    ]
    return "\n".join(lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=Path(__file__).resolve().parent / "feeds.cborseq")
    parser.add_argument("--issuer", action="append", metavar="HEX", help="the bureau's public key, 64 hex digits")
    given = parser.parse_args()
    lines = []
    try:
        data = given.file.read_bytes()
        trusted = given.issuer or json.loads(given.file.with_name("trust.json").read_text("utf-8"))["issuers"]
        issuers = [bytes.fromhex(issuer) for issuer in trusted]
        lines += [f"文件 file SHA-256       {sha(data).hex()}"]
        lines += [f"市局公钥 bureau's key   {fingerprint(issuer)}  {issuer.hex()}" for issuer in issuers]
        feeds, certificates, clerks, opened = check(data, issuers)
        lines += [report(run, certificates[author], clerks, opened) for author, run in feeds.items()]
        lines += ["核验通过 ALL HOLDS: 每个字节、每个签名、每个环节 every byte, every signature, every link"]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, RecursionError) as fault:
        lines += [f"核验不通过 DOES NOT HOLD: {fault or type(fault).__name__}"]
    encoding = sys.stdout.encoding or "utf-8"
    sys.stdout.write(("\n".join(lines) + "\n").encode(encoding, "replace").decode(encoding))
    return 0 if lines[-1].startswith("核验通过") else 1


if __name__ == "__main__":
    sys.exit(main())
