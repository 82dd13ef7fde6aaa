"""Hostile peers: who listens on the lines, forges, alters, replays, and a device that writes nonsense in its own name."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from schemas.entry import envelope
from schemas.entry.admit import EMPTY, ENROLLED, Head
from schemas.entry.certificate import Certificate, issue
from schemas.entry.envelope import Draft, seal_entry
from schemas.entry.kinds import fact_map
from schemas.entry.seal import Signer, box_public
from schemas.exchange import stream
from schemas.facts import DeviceEnrolled
from schemas.failures import BadInput
from schemas.keep import Feeds
from yard.fakes.lossy_link import LossyLink
from yard.simulate import nonsense
from yard.simulate.forging import Forger, spliced
from yard.simulate.ground import Ground
from yard.simulate.station import StationNode
from yard.simulate.travel import Travel


class Hostile:
    """One attacker with a key of his own, who may hear every line, and one enrolled device that is not honest."""

    def __init__(self, ground: Ground, chance: Random, travel: Travel) -> None:
        self._ground = ground
        self._chance = chance
        self._travel = travel
        self._key = Signer(chance.randbytes(32))
        self._forger = Forger(self._key, chance)

    def attack(self, node: StationNode) -> None:
        """One attack on a station or on the centre in its name."""
        attacks: list[Callable[[StationNode], None]] = [
            self.slips_in,
            self.slips_in,
            self.replays,
            self.alters,
            self.strange_device,
            self.answers_for_the_centre,
        ]
        chosen = self._chance.choice(attacks)
        self._ground.record.faults[f"hostile_{chosen.__name__}"] += 1
        chosen(node)

    def slips_in(self, node: StationNode) -> None:
        """Forged entries in the station's name, each before the true one, in the station's own request: the true ones go on."""
        ground, line = self._ground, self._travel.lines[node.name]
        good: list[Head] = []

        def tamper(request: bytes) -> bytes:
            try:
                asked = stream.read(request)
            except BadInput:
                return request
            held = asked.hello.feeds or {}
            first = held.get(node.author, (1, 0, EMPTY.id))
            true = [envelope.read(data) for data in asked.entries]
            good.extend(Head(entry.seq, entry.id) for entry in true if entry.author == node.author)
            forged = [self._forger.entry(node.author, entry.seq, entry.prev) for entry in true]
            forged = forged or [self._forger.entry(node.author, first[1] + 1, first[2])]
            return spliced(request, forged)

        carry, line.carry = line.carry, lambda request: ground.centre.respond(tamper(request))
        weather, line.weather = line.weather, type(line.weather)()
        before = ground.record.faults["centre_power_cut"]
        self._travel.sync(node)
        line.carry, line.weather = carry, weather
        if good and not line.cut and node.author not in ground.watch.known.copied:
            held = ground.watch.head(ground.centre, node.author)
            if held.seq < good[-1].seq and ground.record.faults["centre_power_cut"] == before:
                ground.record.broke("good_go_on", f"{node.name} sent {good[-1].seq}, forgeries kept it at {held.seq}")

    def replays(self, node: StationNode) -> None:
        """What was heard on the line is sent again, to the centre and, as a reply, to the station."""
        line = self._travel.lines[node.name]
        if not line.heard:
            return
        request, reply = self._chance.choice(line.heard)
        self._travel.deliver(self._clean(self._ground.centre.respond), request)
        self._with_reply(node, lambda _: reply)

    def alters(self, node: StationNode) -> None:
        """Bytes of a true request are changed in many places, one after another."""
        line = self._travel.lines[node.name]
        if not line.heard:
            return
        request = line.heard[-1][0]
        for _ in range(3):
            place = self._chance.randrange(len(request))
            changed = request[:place] + self._chance.randbytes(self._chance.randint(1, 3)) + request[place + 2 :]
            self._travel.deliver(self._clean(self._ground.centre.respond), changed)

    def strange_device(self, node: StationNode) -> None:
        """A device that another bureau certified, or nobody, with a whole feed of its own."""
        issuer = self._chance.choice((self._key, node.ledger.device))
        certified = issue(Certificate(self._key.public, node.site.site, 0, 100_000), issuer)
        fact = DeviceEnrolled(key=self._key.public, box=box_public(self._key.secret), certificate=certified)
        draft = Draft(
            author=self._key.id, seq=1, prev=EMPTY.id, hlc=1 << 16, kind=ENROLLED, body={"facts": [fact_map(fact)]}
        )
        first = seal_entry(draft, self._key)
        target = self._ground.centre.store.authority.id
        request = self._forger.message(target, [first.data, self._forger.entry(node.author, 2, first.id)])
        self._travel.deliver(self._clean(self._ground.centre.respond), request)

    def answers_for_the_centre(self, node: StationNode) -> None:
        """A reply by the attacker's key: it holds everything, it says, and grants numbers."""
        channel = node.ledger.standing.channel
        authority = node.ledger.standing.authority
        held = self._ground.watch.head(node, channel)
        far = Head(self._ground.watch.head(node, node.author).seq + 1_000, bytes(32))

        def lie(request: bytes) -> bytes:
            try:
                nonce = stream.read(request).hello.nonce
            except BadInput:
                nonce = bytes(16)
            entries = [self._forger.entry(channel, held.seq + 1, held.id)]
            return self._forger.message(node.author, entries, authority, nonce, {node.author: far})

        self._with_reply(node, lie)

    def writes_nonsense(self, node: StationNode) -> None:
        """The dishonest device writes into its own feed what no counter would; whoever holds it must not fall over it."""
        feeds_of = nonsense.bodies(self._chance, node.site.site)
        head = self._ground.watch.head(node, node.author)

        def write() -> bool:
            with node.ledger.database.write() as cursor:
                at = head
                for kind, body, hlc in feeds_of:
                    draft = Draft(author=node.author, seq=at.seq + 1, prev=at.id, hlc=hlc, kind=kind, body=body)
                    entry = seal_entry(draft, node.ledger.device)
                    Feeds(cursor).keep([entry], own=True)
                    at = Head(entry.seq, entry.id)
            return True

        self._ground.record.faults["hostile_nonsense"] += 1
        self._ground.at(node, "nonsense", write)
        self._travel.sync(node)

    def _with_reply(self, node: StationNode, reply: Callable[[bytes], bytes]) -> None:
        line = self._clean(reply)
        true, node.link = node.link, line
        self._travel.sync(node)
        node.link = true

    def _clean(self, carry: Callable[[bytes], bytes]) -> LossyLink:
        return LossyLink(carry, self._chance, self._ground.record.faults)
