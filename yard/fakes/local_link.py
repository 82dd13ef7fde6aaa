"""A way to a centre in the same process: the ports `Link` and `EnrolmentLink` of the station, without a network."""

from __future__ import annotations

from central.api.exchange import respond
from central.registry.enrolment import enrol
from central.store.store import Store
from schemas.failures import Failure, Fault, Refusal


class LocalLink:
    """Bytes go to `centre` and its answer comes back; `cut` makes the way fail as a network does."""

    def __init__(self, centre: Store) -> None:
        self._centre = centre
        self.cut = False

    def exchange(self, request: bytes) -> bytes:
        """The centre's reply."""
        self._require()
        return respond(self._centre, request)

    def enrol(self, request: bytes) -> bytes:
        """The centre's answer to an enrolment; Refusal `link.refused` with its code when it says no."""
        self._require()
        with self._centre.desk() as desk:
            try:
                return enrol(request, desk, desk, desk, self._centre.clock)
            except Failure as failure:
                raise Refusal("link.refused", status=400, reason=failure.code) from failure

    def _require(self) -> None:
        if self.cut:
            raise Fault("link.unreachable", url=self._centre.name)
