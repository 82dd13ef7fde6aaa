"""The tree of failures. A failure is a code and its parameters; the sentences stand in `schemas/text/`.

    Failure
    ├── Refusal        业务不予办理   a rule, a right or a limit says no                 exit status 3
    │   └── BadInput   输入有误       the bytes or words handed in are not acceptable   exit status 2
    ├── Fault          设备或网络故障  paper, link, disk, lock: try again                exit status 4
    └── Breach         完整性破坏     bytes that should agree do not                    exit status 5

A bug is none of these: it is an `AssertionError` (or any other exception) and is shown as such.

>>> str(BadInput("identifiers.check_digit", field="taxpayer.id", expected="X"))
'identifiers.check_digit [taxpayer.id] expected=X'
"""

from __future__ import annotations

from typing import ClassVar


class Failure(Exception):
    """What can go wrong in front of a person, with all that its sentence needs.

    `code` is `room.law` (`voucher.segment_empty`), `field` the dotted path of the input at fault (or None),
    `params` the values that the sentence names.
    """

    exit_status: ClassVar[int] = 1

    def __init__(self, code: str, *, field: str | None = None, **params: object) -> None:
        super().__init__(code, field, params)
        self.code = code
        self.field = field
        self.params = params

    def __str__(self) -> str:
        words = [self.code]
        if self.field:
            words.append(f"[{self.field}]")
        words += [f"{name}={value}" for name, value in self.params.items()]
        return " ".join(words)


class Refusal(Failure):
    """A rule, a right or a limit says no (业务不予办理); the clerk can mend it or hand it over."""

    exit_status = 3


class BadInput(Refusal):
    """The input itself is not acceptable: wrong check digit, unknown field, broken JSON."""

    exit_status = 2


class Fault(Failure):
    """Paper, link, disk or lock failed (设备或网络故障); the same command may be given again."""

    exit_status = 4


class Breach(Failure):
    """Integrity is broken (完整性破坏): a chain, a signature or a digest does not hold."""

    exit_status = 5
