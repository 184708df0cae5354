"""The membership stage: status and representation of each country the release names.

The release's own words win: lists with their headings, «в качестве наблюдателя». The lexicon of
organisations supports what a release implies (whose delegations met at a meeting of members), and
a contradiction between the two is an issue, not a correction.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.layers import (
    AttendanceLayer,
    CountryForm,
    CountryLayer,
    CountryStatus,
    Event,
    EventLayer,
    Issue,
    Membership,
    MembershipLayer,
    Organization,
    OrganizationLayer,
    ParticipantLayer,
)
from pipeline.resources.attendance import AttendanceLexicon
from pipeline.resources.loader import ResourceStore
from pipeline.resources.membership import MembershipLexicon
from pipeline.resources.organizations import KnownOrganization, OrganizationsResource
from pipeline.spans import Span, merge_sorted
from pipeline.stages.membership.labels import IN_BODY, SENT_OBSERVERS, Label, LabelFinder
from pipeline.stages.membership.representation import (
    Representation,
    RepresentationFinder,
    codes_of,
)

_AT_HOME = frozenset(
    {
        "head_of_state", "head_of_government", "deputy_head_of_government", "minister",
        "deputy_minister", "parliament_head", "member_of_parliament",
    }
)  # fmt: skip
"""Ranks of those who sit in their own state's bodies."""
_TWO = 2
_OUTSIDE = frozenset({"observer", "mentioned"})
"""Statuses that an event without an organisation has too."""


class MembershipStage:
    """Gives each country its status and says whether it was represented.

    Args:
        store: Where lexicons are read from.
        morphology: The dictionary (unused: cases come from the tagger).
    """

    def __init__(self, store: ResourceStore, morphology: Morphology) -> None:
        lexicon = MembershipLexicon.load(store)
        self._labels = LabelFinder(lexicon)
        self._representation = RepresentationFinder(lexicon, AttendanceLexicon.load(store))
        self._known = store.load("organizations.yaml", OrganizationsResource)

    def __call__(
        self,
        tokens: Tokens,
        organizations: OrganizationLayer,
        countries: CountryLayer,
        participants: ParticipantLayer,
        event: EventLayer,
        attendance: AttendanceLayer,
    ) -> MembershipLayer:
        """Countries in order of first mention, with their place in the event."""
        spans: dict[str, list[Span]] = {}
        stated: set[str] = set()
        for mention in countries.mentions:
            spans.setdefault(mention.code, []).append(mention.span)
            if mention.form is not CountryForm.CAPITAL:
                stated.add(mention.code)
        acting = self._representation(
            tokens, organizations, countries, participants, event, attendance
        )
        labels: dict[str, Label] = {}
        known: KnownOrganization | None = None
        wide = False
        own: str | None = None
        if event.event is not None:
            key = event.event.organization
            if key is not None:
                body = organizations.get(key)
                wide = body.kind == "intergovernmental"
                own = None if wide else body.country or _of_all(body, participants, attendance)
                known = self._with_members(body.lexicon_id)
            strangers = frozenset(
                place
                for mention in organizations.mentions
                if mention.key != key
                for place in range(*mention.tokens)
            )
            for label in self._labels(tokens, countries, strangers):
                if label.rule == SENT_OBSERVERS:
                    acting.acting.setdefault(label.code, label.rule)
                if not wide and label.rule == IN_BODY:
                    continue  # what a state is in some body makes it no observer of the event
                held = labels.get(label.code)
                if held is None or (label.direct and not held.direct):
                    labels[label.code] = label
        if own is not None and event.event is not None and event.event.kind == "session":
            self._keep_home(acting, own)
        host = _host(event, countries)
        issues: list[Issue] = []
        found = []
        acted = dict.fromkeys(codes_of(countries.mentions))
        for code, places in _implied(participants):
            # «депутат бундестага N»: his state is named by his office alone.
            if code in acting.acting and code not in acted:
                acted[code] = None
                spans[code] = list(places)
        for code in acted:
            status, rule, doubts = self._status(
                tokens,
                code,
                event.event,
                labels.get(code),
                acting,
                known,
                wide,
                own,
                hosts=code == host,
            )
            if "membership_contradiction" in doubts:
                issues.append(_contradiction(code, status, tuple(spans[code][:1])))
            represented = (
                event.event is not None and code in acting.acting and code not in acting.absent
            )
            found.append(
                Membership(
                    code,
                    status,
                    represented,
                    "stated" if code in stated else "inferred",
                    merge_sorted(spans[code]),
                    doubts,
                    rule,
                )
            )
        return MembershipLayer(tuple(found), tuple(issues))

    def _with_members(self, lexicon_id: str | None) -> KnownOrganization | None:
        """The body's lists, or for an organ without lists those of the body it belongs to."""
        known = self._known.by_id.get(lexicon_id or "")
        if known is None or known.members:
            return known
        related = (self._known.by_id[other] for other in known.related)
        return next((body for body in related if body.members), known)

    def _status(
        self,
        tokens: Tokens,
        code: str,
        event: Event | None,
        label: Label | None,
        acting: Representation,
        known: KnownOrganization | None,
        wide: bool,
        own: str | None,
        *,
        hosts: bool,
    ) -> tuple[CountryStatus, str, tuple[str, ...]]:
        """Status, the rule that gave it, and doubts."""
        if event is None:
            return "mentioned", "membership.no_event", ()
        takes_part = code in acting.acting or code in acting.absent or (wide and hosts)
        # At talks of two a status in passing («по мнению наблюдателей») is nobody's.
        loose = label is not None and label.status in _OUTSIDE
        if label is not None and (wide or (loose and (label.direct or not event.bilateral))):
            said = self._said(code, label, known, takes_part)
            if said is not None:
                return said
        if wide:
            return self._of_organization(tokens, code, event, known, takes_part)
        if event.bilateral:
            # Of two sides none is absent: who is said not to be there is a third.
            guests = event.kind == "ceremony" and len(event.sides) == _TWO
            acts = (code in acting.acting or code in acting.private) and not guests
            if acts or self._is_side(code, event):
                return "party", "membership.party", ()
            return "mentioned", "membership.mentioned", ()
        if event.kind == "signing" and code in acting.acting:
            return "party", "membership.signatory", ()
        if event.kind == "session" and code == own:
            return "party", "membership.own_session", ()
        if event.place is not None and event.place.country == code:
            return "host", "membership.host", ()
        return "mentioned", "membership.mentioned", ()

    def _keep_home(self, acting: Representation, own: str) -> None:
        """At a session of a state's own body others are talked of; only guests act there."""
        for code in [c for c in acting.acting if c != own]:
            if acting.acting[code] != "membership.acting.person":
                del acting.acting[code]
        acting.acting.setdefault(own, "membership.acting.own_session")

    def _said(
        self, code: str, label: Label, known: KnownOrganization | None, takes_part: bool
    ) -> tuple[CountryStatus, str, tuple[str, ...]] | None:
        """A status in the release's words, unless they reach it only loosely against the lists."""
        listed = known.status_of(code) if known is not None else None
        if listed is None or listed == label.status:
            if label.direct or takes_part or listed == label.status:
                return label.status, label.rule, ()
            return None
        if not label.direct:
            return None
        if label.status == "mentioned" or (known is not None and code in known.associates):
            return label.status, label.rule, ()
        return label.status, label.rule, ("membership_contradiction",)

    def _of_organization(
        self,
        tokens: Tokens,
        code: str,
        event: Event,
        known: KnownOrganization | None,
        takes_part: bool,
    ) -> tuple[CountryStatus, str, tuple[str, ...]]:
        """What taking part in an organisation's event implies."""
        if not takes_part:
            return "mentioned", "membership.mentioned", ()
        if known is None:
            return "mentioned", "membership.mentioned", ("membership_unknown",)
        if code in known.members or code in known.associates:
            return "member", "membership.takes_part", ()
        listed = known.status_of(code)
        if listed == "observer":
            return "observer", "membership.takes_part", ()
        if listed == "partner":
            return "partner", "membership.takes_part", ()
        if listed == "candidate":
            return "candidate", "membership.takes_part", ()
        return "mentioned", "membership.mentioned", ()

    def _is_side(self, code: str, event: Event) -> bool:
        """Whether the country is named in the event's phrase, or is where a visit goes."""
        if code in event.sides:
            return True
        return event.kind == "visit" and event.place is not None and event.place.country == code


def _host(event: EventLayer, countries: CountryLayer) -> str | None:
    """The state that receives the event, if it is named where the event is told."""
    if event.event is None or event.event.place is None:
        return None
    code = event.event.place.country
    told = any(
        mention.code == code
        and not any(low <= mention.tokens[0] < high for low, high in event.background)
        for mention in countries.mentions
    )
    return code if told else None


def _implied(participants: ParticipantLayer) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """States that offices imply, with their words."""
    for participant in participants.participants:
        for position in participant.positions:
            if position.country is not None:
                yield position.country, position.country_spans or (position.span,)


def _of_all(
    body: Organization, participants: ParticipantLayer, attendance: AttendanceLayer
) -> str | None:
    """The one state that all who are there hold office in: «заседание Правительства».

    One of them must hold office at home: an envoy alone may sit in anyone's council.
    """
    if body.kind not in {"government", "parliament"}:
        return None
    present = {p.person for p in attendance.presences if p.attendance == "present"}
    there = [p for p in participants.participants if p.person in present]
    codes = {p.country for p in there}
    at_home = any(position.rank in _AT_HOME for p in there for position in p.positions)
    return next(iter(codes)) if len(codes) == 1 and at_home else None


def _contradiction(code: str, status: CountryStatus, spans: tuple[Span, ...]) -> Issue:
    return Issue(
        "membership",
        "membership_contradiction",
        f"The release calls {code} a {status}; the list of members says otherwise.",
        spans,
    )
