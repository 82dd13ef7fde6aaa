"""A new household 户 is put on record: what its licence says, how it files, whom to call."""

from __future__ import annotations

from station.ui.forms import Question, maybe, number_of
from station.ui.screens.street.form import StreetForm

FIELDS = ("name", "operator", "phone", "address", "street", "industry", "filing", "agreement")


class NewHousehold(StreetForm):
    """Enter walks; at the end all fields are one act."""

    kind = "household"

    def questions(self) -> tuple[Question, ...]:
        """Identity first: a household that is known is told at once when it is written."""
        return (
            Question(name="identity", read=number_of),
            Question(name="name"),
            Question(name="operator"),
            Question(name="phone", read=_phone),
            Question(name="address"),
            Question(name="street", read=maybe),
            Question(name="industry", read=maybe),
            Question(name="filing", choices=("quarter", "month")),
            Question(name="agreement", read=maybe),
        )

    async def finished(self) -> None:
        """On record."""
        said = self.said
        fields = {name: said[name] for name in FIELDS if said[name]}
        await self.act("household", "register", None, {"identity": said["identity"], "fields": fields})
        await self.done("household", name=said["name"])


def _phone(text: str, at: str) -> str:
    return number_of(text, at) if text.strip() else ""
