"""How a sentence says that a state is there, or is not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.clauses import clause_of
from pipeline.layers import CountryMention, Event, EventLayer
from pipeline.resources.attendance import AttendanceLexicon
from pipeline.resources.membership import MembershipLexicon

_AT_TABLE = ["за", "столом", "переговоров"]
_SIGNS = "signatory"
_SENDING = frozenset({"направить", "прислать"})
_DISPATCHING = _SENDING | {"делегировать", "командировать", "отправить"}
_SENT = 8
"""How far behind the state the verb, and behind it who is sent, may stand, in tokens."""
_MESSAGES = frozenset(
    {
        "обращение", "послание", "письмо", "приветствие", "видеообращение", "позиция", "мнение",
        "телеграмма",
    }
)  # fmt: skip
_POSSIBLE = frozenset({"мочь", "смочь"})
_ATTENDING = frozenset({"участвовать", "присутствовать", "поучаствовать", "подключиться"})
"""Verbs that, denied, say that a state is not there; «не подписала» does not."""
_STAYING_AWAY = (["не", "участвует"], ["не", "участвуют"])
_GUESTS = frozenset({"участник", "гость", "присутствующий"})
_SIDE = "сторона"
_ON_BEHALF = frozenset({"от", "со"})
_RECEIVING = "принимающ"
_PARTIES = frozenset({"делегация", "сторона"})
_CHAIR = "председательство"
_EXPECTING = frozenset(
    {"ожидать", "ожидаться", "предполагаться", "планироваться", "подтвердить", "запланировать"}
)
_STANDING_FOR = frozenset({"представлять", "представить", "возглавить", "возглавлять"})
_SPEAKING_FOR = frozenset({"представлять", "представить"})
_DASHES = frozenset("-–—")
_DENIAL = 3
"""How far before its verb «не» stands, with an auxiliary between, in tokens."""
_AUXILIARIES = frozenset({"VERB", "AUX", "ADV", "ADJ"})


class PresenceReader:
    """Reads whether a sentence tells of presence or absence.

    Args:
        lexicon: Words of membership.
        presence: Words of attendance.
    """

    def __init__(self, lexicon: MembershipLexicon, presence: AttendanceLexicon) -> None:
        self._lexicon = lexicon
        self._presence = presence

    def absence(self, tokens: Tokens, low: int, high: int) -> int | None:
        """Where a sentence says that someone is not there."""
        words, lemmas = tokens.lower, tokens.lemma
        if self._presence.absence.has(words, low, high):
            return next(
                index
                for index in range(low, high)
                if self._presence.absence.match_at(words, index, high) is not None
            )
        for index in range(low, high):
            verb = self._presence.verbs.get(lemmas[index])
            if (
                verb is not None
                and (verb.travel or verb.id in _ATTENDING)
                and denied(tokens, index, low)
            ):
                return index
            if lemmas[index] in _SENDING and not _MESSAGES.isdisjoint(
                lemmas[index + 1 : min(index + 5, high)]
            ):
                return index
        return None

    def is_absent(self, tokens: Tokens, mention: CountryMention, absence: int) -> bool:
        """Whether it is the state at `mention` that is not there by the words at `absence`."""
        start = mention.tokens[0]
        if tokens.lower[absence] in {"без", "в"}:
            return 0 < start - absence <= 8
        low, high = clause_of(tokens, absence)
        if not low <= start < absence < high:
            return False
        if tokens.feats[start].case in {"Nom", "Acc", ""}:
            return True
        subject = _subject_of(tokens, start, low)
        # Where one officer does not come, another may: «вместо президента приедет министр».
        return subject is not None and (
            tokens.feats[subject].number == "Plur" or tokens.lemma[subject] in _PARTIES
        )

    def misses(self, tokens: Tokens, mention: CountryMention, absence: int) -> bool:
        """«Президент N не приедет»: the officer at `mention` acts for no state there."""
        low, high = clause_of(tokens, absence)
        start = mention.tokens[0]
        return low <= start < absence < high and _subject_of(tokens, start, low) is not None

    def stay_away(self, tokens: Tokens, mentions: Iterable[CountryMention]) -> Iterator[str]:
        """«С 2016 года N в работе союза не участвует»: told of another time, it holds now."""
        for mention in mentions:
            low, high = tokens.sentences[tokens.sentence[mention.tokens[0]]]
            lasting = self.absence(tokens, low, high)
            if (
                lasting is not None
                and tokens.lower[lasting : lasting + 2] in _STAYING_AWAY
                and self.is_absent(tokens, mention, lasting)
            ):
                yield mention.code

    def receives(self, tokens: Tokens, layer: EventLayer) -> bool:
        """«Принимающую сторону представлял N», «от принимающей стороны выступил N»."""
        return any(
            tokens.lemma[index] == _SIDE
            and tokens.lower[index - 1].startswith(_RECEIVING)
            and not any(low <= index < high for low, high in layer.background)
            and (
                tokens.lower[index - 2] in _ON_BEHALF
                or any(
                    tokens.lemma[place] in _STANDING_FOR
                    for place in range(*clause_of(tokens, index))
                )
            )
            for index in range(1, len(tokens))
        )

    def says(
        self, tokens: Tokens, low: int, high: int, event: Event, *, around: bool = True
    ) -> bool:
        """Whether a sentence says who takes part; between two sides any verb of theirs does."""
        any_verb, signed = event.bilateral, event.kind == "signing"
        number = tokens.sentence[low]
        if any(tokens.lower[i : i + 3] == _AT_TABLE for i in range(low, high - 2)):
            return True
        if around and self._presence.accompanying.has(tokens.lower, low, high):
            return True  # «с участием министров A и B»
        if tokens.lower[low] == "среди" and not _GUESTS.isdisjoint(tokens.lemma[low : low + 4]):
            return True  # «Среди гостей были послы A и B»
        if event.announced and expects(tokens, low, high):
            return True
        verbs = self._presence.verbs
        for index in range(low, high):
            lemma = tokens.lemma[index]
            if tokens.pos[index] not in {"VERB", "ADJ", "AUX"} and lemma != "состав":
                continue
            verb = verbs.get(lemma)
            if verb is not None and not verb.is_meant(
                tokens.lower[index + 1 : high], tokens.lower[low:index]
            ):
                continue
            before = tokens.lemma[max(low, index - 2) : index]
            if before[-1:] == ["быть"] and "должный" in before:
                continue  # «председателем должна была стать N»
            if (
                verb is not None
                and _SIGNS in verb.roles
                and number != event.sentence
                and "который" in tokens.lemma[clause_of(tokens, index)[0] : index]
            ):
                continue  # «договор, который был подписан в ходе визита президента N»
            if not _POSSIBLE.isdisjoint(before[-1:]) and number != event.sentence:
                continue  # «к документу могут присоединиться и другие страны»
            if lemma in self._lexicon.belonging and self._lexicon.circles.isdisjoint(
                tokens.lemma[low:high]
            ):
                continue  # «в союз входят …» says who belongs to it, not who came
            if lemma in {"собрать", "состав"} or (verb is not None and (verb.group or any_verb)):
                return True
            if lemma in {"принять", "принимать"} or (
                verb is not None
                and _SIGNS in verb.roles
                and not signed
                and not tokens.feats[index].case
            ):
                return True
            if lemma == "представить" and tokens.feats[index].voice == "Pass":
                return True  # «на уровне министров будут представлены A и B»
        return False


def _subject_of(tokens: Tokens, start: int, low: int) -> int | None:
    """«Министры A и B не приехали»: whose officers the subject is."""
    for index in range(start - 1, low - 1, -1):
        case = tokens.feats[index].case
        if tokens.pos[index] == "NOUN" and case == "Nom":
            people = tokens.feats[index].animacy == "Anim" or tokens.lemma[index] in _PARTIES
            return index if people else None
        if tokens.form[index] not in {",", "и"} and case != "Gen":
            return None
    return None


def chairs(tokens: Tokens, mention: CountryMention) -> bool:
    """«под председательством N»: the state leads the event itself."""
    start = mention.tokens[0]
    return tokens.lemma[start - 1] == _CHAIR and tokens.lower[start - 2 : start - 1] == ["под"]


def stands_in_for(tokens: Tokens, mention: CountryMention, low: int) -> bool:
    """«N представлял …, M – заместитель министра X»: the verb is left out the second time."""
    start, end = mention.tokens
    if tokens.feats[start].case in {"Nom", "Acc"} and end < len(tokens):
        # «N представит вице-премьер X», «в зале X представлял N»
        beside = (tokens.lemma[start - 1] if start > low else "", tokens.lemma[end])
        if not _SPEAKING_FOR.isdisjoint(beside):
            return True
    return (
        end + 1 < len(tokens)
        and tokens.form[end] in _DASHES
        and tokens.form[start - 1] in {",", ";", "и", "а"}
        and any(tokens.lemma[place] in _STANDING_FOR for place in range(low, start))
    )


def is_sending(tokens: Tokens, index: int) -> bool:
    """«делегировала», «направила»: a verb by which a state sends its people."""
    return tokens.lemma[index] in _DISPATCHING and tokens.feats[index].verb_form == "Fin"


def sends(
    tokens: Tokens, mention: CountryMention, people: Collection[int], senders: Collection[str]
) -> bool:
    """«N делегировал вице-министра X», «N направила наблюдателей»: someone comes for the state.

    Args:
        tokens: The release's words.
        mention: The country.
        people: Tokens of persons who are there and their offices.
        senders: Lemmas of those who act for a state.
    """
    start, end = mention.tokens
    if tokens.feats[start].case not in {"Nom", "Acc", ""}:
        return False
    _, high = tokens.sentences[tokens.sentence[start]]
    verb = next((i for i in range(end, min(end + _SENT, high)) if is_sending(tokens, i)), None)
    if verb is None:
        return False
    return any(
        place in people or tokens.lemma[place] in senders or tokens.lemma[place] == "наблюдатель"
        for place in range(verb + 1, min(verb + _SENT, high))
    )


def heads_line(tokens: Tokens, mention: CountryMention, named: Collection[int]) -> bool:
    """«Литовская Республика – N, министр», «Литва: N»: whose people a line of a list names.

    Args:
        tokens: The release's words.
        mention: The country.
        named: First tokens of the persons who are there, and of their offices.
    """
    start, end = mention.tokens
    low = tokens.sentences[tokens.sentence[start]][0]
    return (
        low <= start <= low + 1
        and end + 1 < len(tokens)
        and tokens.form[end] in _DASHES | {":", "("}
        and end + 1 in named
    )


def holds_office(tokens: Tokens, mention: CountryMention, named: Collection[int]) -> bool:
    """«секретарь совета безопасности N – X, M – Y»: the office is left out the second time.

    Args:
        tokens: The release's words.
        mention: The country.
        named: First tokens of the persons who are there.
    """
    start, end = mention.tokens
    return (
        tokens.feats[start].case == "Gen"
        and tokens.form[end : end + 1] != []
        and tokens.form[end] in _DASHES
        and end + 1 in named
    )


def expects(tokens: Tokens, low: int, high: int) -> bool:
    """«Ожидается участие министров A и B»."""
    return "участие" in tokens.lower[low:high] and any(
        lemma in _EXPECTING for lemma in tokens.lemma[low:high]
    )


def denied(tokens: Tokens, verb: int, low: int) -> bool:
    """«не прибыла», «не смогла прибыть», «не будет участвовать»."""
    return any(
        tokens.lower[place] == "не"
        and all(tokens.pos[i] in _AUXILIARIES for i in range(place + 1, verb))
        for place in range(max(low, verb - _DENIAL), verb)
    )
