"""What a stick can and cannot take, for both houses: names that every file system knows, and what the system's refusals mean.

A stick may be full, read-only, pulled out at any byte; FAT knows no 4 GiB file, no `:` and no `CON`. Each is one clear failure.
"""

from __future__ import annotations

import errno

from schemas.exchange import frames
from schemas.failures import BadInput, Failure, Fault

LONGEST_NAME = 80
"""In UTF-16 units, as FAT counts: with the suffix of an unfinished file also below 255 bytes of UTF-8, as others count."""
PART = ".part"
"""The suffix of a file that is not finished; nobody reads it."""
_FOREIGN = frozenset('<>:"/\\|?*')
_RESERVED = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))})


def require_name(name: str) -> None:
    """BadInput `parcel.name` for a name that some file system does not take."""
    bad = set(name) & _FOREIGN or any(ord(sign) < 32 for sign in name) or name != name.strip(" .")
    stem = name.split(".")[0].upper()
    if not name or bad or stem in _RESERVED or len(name.encode("utf-16-le", "surrogatepass")) > 2 * LONGEST_NAME:
        raise BadInput("parcel.name", file=name, most=LONGEST_NAME)


def failure_of(fault: OSError, name: str) -> Failure:
    """What the system said of a file, as one of ours."""
    match fault.errno:
        case errno.ENOSPC | errno.EDQUOT | errno.EFBIG:
            return Fault("parcel.full", file=name)
        case errno.EROFS | errno.EACCES | errno.EPERM:
            return Fault("parcel.read_only", file=name)
        case errno.EIO | errno.ENODEV | errno.ENXIO | errno.ESTALE | errno.ENOTCONN:
            return Fault("parcel.gone", file=name)
        case errno.ENOENT | errno.ENOTDIR | errno.EISDIR | errno.EEXIST:
            return BadInput("parcel.folder", file=name)
        case _:
            return Fault("parcel.disk", file=name, reason=fault.strerror or type(fault).__name__)


def is_frames(data: bytes) -> bool:
    """Whether these bytes are frames as text, one a line, as a hand scanner types them."""
    return data[: len(frames.PREFIX)] == frames.PREFIX.encode()
