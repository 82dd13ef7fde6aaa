"""Scenes of a sale that says more than the plain one: several lines, a price without tax, a discount."""

from __future__ import annotations

from typing import Protocol

from tests.e2e.browser import Window

PERSON, UNIT = "420106198807193324", "91420106682355174F"


class Album(Protocol):
    """Pictures of one window."""

    window: Window

    def take(self, name: str) -> None:
        """One picture."""
        ...


def more(album: Album) -> None:
    """A person who was never here, up to the choice of payment, and then more."""
    window = album.window
    window.press("1").at("applicant").fill("applicant", "周敏").fill("id", PERSON).fill("phone", "")
    window.fill("buyer", "湖北江汉工程咨询有限公司").fill("buyer_id", UNIT).fill("item", "sj").fill("amount", "3860")
    window.sees("more.line").press("5").fill("item", "zx").at("amount").type("1200").press("ArrowDown")
    window.sees("more.tax").sees("total")
    album.take("issue-net")
    window.press("Enter").sees("more.lines").press("6").at("discount").type("100").sees("total")
    album.take("issue-discount")
    window.press("Enter").sees("more.lines")
    album.take("issue-lines")
    window.press("8").sees("list.1")
    album.take("issue-list")
    window.press("Escape").sees("more.lines").press("F8").at("applicant").press("Escape").loses("field.applicant")


def agent(album: Album) -> None:
    """An agent with authority comes for the taxpayer, and works say where they are."""
    window = album.window
    window.press("1").at("applicant").fill("applicant", "周敏").fill("id", PERSON).fill("phone", "")
    window.fill("buyer", "湖北江汉工程咨询有限公司").fill("buyer_id", UNIT).fill("item", "zsfw")
    window.fill("construction.county", "武汉市洪山区").at("construction.project").type("样例小区二期装饰工程")
    album.take("issue-works")
    window.press("Enter").fill("amount", "8600").sees("more.agent").press("7").fill("agent.name", "刘洋")
    window.fill("agent.id", "420106196903057913").fill("agent.phone", "13871526127")
    window.fill("agent.authority_no", "WT-2026-017").at("agent.valid_to").type("12.31")
    album.take("issue-authority")
    window.press("Enter").sees("more.agent")
    album.take("issue-agent")
    window.press("F8").at("applicant").press("Escape").loses("field.applicant")


def told(album: Album) -> None:
    """A unit without a code, what may still fall due, and what was issued before."""
    window = album.window
    window.press("1").at("applicant").fill("applicant", "周敏").fill("id", PERSON).fill("phone", "")
    window.fill("buyer", "样例（香港）有限公司").at("buyer_id").press("ArrowDown").sees("choice.overseas").press("1")
    album.take("issue-no-code")
    window.press("Enter").fill("item", "sj").at("amount").type("500").sees("total")
    album.take("issue-bounds")
    window.press("Enter").sees("more.line").press("Enter").sees("result").press("Enter").at("applicant")
    window.fill("applicant", "周敏").fill("phone", "").fill("buyer", "样例（香港）有限公司")
    window.at("buyer_id").press("ArrowDown").sees("choice.overseas").press("1", "Enter").fill("item", "sj")
    window.fill("amount", "500").sees("repeated")
    album.take("issue-repeated")
    window.press("F8").at("applicant").press("Escape").loses("field.applicant")
