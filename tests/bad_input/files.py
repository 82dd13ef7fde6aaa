"""Files that are no application: their bytes by what is wrong with them, and the code of the refusal."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.bad_input.spoiling import GOOD

_GOOD = json.dumps(GOOD, ensure_ascii=False)

BYTES: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "input.empty"),
    "blanks": (b" \n\t\n", "input.empty"),
    "broken JSON": (_GOOD[:-1].encode(), "input.json"),
    "two documents on one line": ((_GOOD + _GOOD).encode(), "input.json"),
    "a comma too many": ((_GOOD[:-1] + ",}").encode(), "input.json"),
    "a byte order mark": (b"\xef\xbb\xbf" + _GOOD.encode(), "input.encoding"),
    "UTF-16": (_GOOD.encode("utf-16"), "input.encoding"),
    "UTF-16 without a mark": (_GOOD.encode("utf-16-le"), "input.encoding"),
    "GB18030": (_GOOD.encode("gb18030"), "input.encoding"),
    "a packed file": (gzip.compress(_GOOD.encode(), mtime=0), "input.encoding"),
    "zeros": (bytes(64), "input.json"),
    "a key twice": (b'{"command": 1, "command": 2}', "input.key_twice"),
    "a number that is not one": (b'{"gross_fen": NaN}', "input.constant"),
    "a number without end": (b'{"gross_fen": Infinity}', "input.constant"),
    "a number of five thousand digits": (b'{"gross_fen": ' + b"9" * 5_000 + b"}", "input.json"),
    "brackets without end": (b"[" * 100_000, "input.json"),
    "a word": (b"please", "input.json"),
}


def not_a_file(folder: Path) -> dict[str, Path]:
    """Names that lead to no readable file."""
    loop = folder / "loop"
    loop.symlink_to(loop)
    return {
        "a name that nothing has": folder / "nothing.json",
        "a folder": folder,
        "a file below a file": Path(__file__) / "deeper.json",
        "a file that cannot be read": Path("/proc/self/mem"),
        "a link to itself": loop,
        "a name that is too long": folder / ("x" * 5_000),
    }
