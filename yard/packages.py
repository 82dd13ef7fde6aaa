"""The Debian packages that the tests need beside Python: a browser, readers of QR codes and PDF, openssl, a print server, tools of packing."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess

from yard.words import tell

NEEDED = {
    "chromium": "chromium",
    "zbarimg": "zbar-tools",
    "pdftotext": "poppler-utils",
    "openssl": "openssl",
    "git": "git",
    "hledger": "hledger",
    "objdump": "binutils",
    "ip": "iproute2",
    "cupsd": "cups-daemon",
    "lpstat": "cups-client",
}
"""Program → the package that brings it."""


def missing() -> list[str]:
    """The packages whose program is not on this machine."""
    packages = [package for program, package in NEEDED.items() if shutil.which(program) is None]
    if importlib.util.find_spec("ensurepip") is None:
        packages.append("python3-venv")
    return packages


def install_missing() -> None:
    """Install what is missing when that is allowed; otherwise say what the tests will leave out."""
    packages = missing()
    if not packages:
        return
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        tell("run.packages_left_out", packages=" ".join(packages))
        return
    tell("run.packages_installing", packages=" ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-q"], ["install", "-q", "-y", "--no-install-recommends", *packages]):
        # apt's words go to standard error: standard output belongs to pytest.
        if subprocess.run(["apt-get", *command], stdout=2, env=environment, check=False).returncode:
            tell("run.packages_left_out", packages=" ".join(packages))
            return
