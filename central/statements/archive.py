"""A ZIP as Alipay sends it: the member that is a bill is found by its first line, never by its name or place."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from central.statements.sheet import MOST_BYTES
from schemas.failures import BadInput

MEMBERS_MOST = 20


def members(data: bytes) -> list[bytes]:
    """The bytes of every file in a ZIP; BadInput `statements.zip` when it is torn, locked or swollen."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            held = [one for one in archive.infolist() if not one.is_dir()]
            if not 0 < len(held) <= MEMBERS_MOST or sum(one.file_size for one in held) > MOST_BYTES:
                raise BadInput("statements.zip")
            return [archive.read(one) for one in held]
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError):
        raise BadInput("statements.zip") from None
