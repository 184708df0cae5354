"""Which occasion a sentence tells of: the release's event, or an earlier one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.trie import PhraseTrie
from pipeline.layers import EventLayer, SectionKind, TokenRange
from pipeline.stages.documents.links import Link
from pipeline.stages.documents.mentions import Mention

_MONTHS = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
_WEEKDAYS = {
    "понедельник": 0, "вторник": 1, "среда": 2, "четверг": 3, "пятница": 4, "суббота": 5,
    "воскресенье": 6,
}  # fmt: skip
_ORDINALS = frozenset(
    {"первый", "второй", "третий", "четвёртый", "четвертый", "пятый", "шестой", "седьмой",
     "восьмой", "девятый", "десятый"}
)  # fmt: skip
_MEETINGS = frozenset(
    {"встреча", "заседание", "переговоры", "саммит", "форум", "визит", "сессия", "мероприятие",
     "конференция", "совещание", "консультация"}
)  # fmt: skip
_TAKEN_UP = frozenset(
    {"он", "она", "они", "сторона", "лидер", "президент", "министр", "участник", "глава",
     "делегация", "премьер"}
)  # fmt: skip
_TALKS = frozenset({"meeting", "visit", "negotiations", "consultations", "call"})
_SAME_TIME = (
    ["в", "тот", "же", "день"],
    ["в", "том", "же", "году"],
    ["в", "том", "же", "месяце"],
    ["в", "ту", "же", "неделю"],
)
_PARTS = frozenset({"начале", "середине", "конце"})
_BOUNDS = frozenset({"от", "до", "с", "со", "на", "по", "к"})
"""Prepositions that date something else than the clause («соглашение от 5 мая»)."""
_OPENING = 4
"""How many words of a relative clause stand up to its «который» at most."""
_PRESENT = frozenset({"сегодня", "вчера", "накануне"})


class Occasions:
    """Earlier occasions of one release.

    Args:
        tokens: The release.
        event: Its main event.
        phrases: Marks of an earlier occasion.
        published: Date of publication, if it is known.
        mentions: The instruments named in it, whose titles hold dates of their own.

    Attributes:
        is_talks: Whether the event is a meeting, visit or call, no sitting of a body.
    """

    def __init__(
        self,
        tokens: Tokens,
        event: EventLayer,
        phrases: PhraseTrie[str],
        published: date | None = None,
        mentions: Collection[Mention] = (),
    ) -> None:
        self._tokens = tokens
        self._heads = frozenset(mention.head for mention in mentions)
        self._titles = frozenset(
            index for mention in mentions for index in range(mention.head + 1, mention.end)
        )
        self._phrases = phrases
        self._year, self._month = _date(tokens, event, published)
        self.is_talks = event.event is not None and event.event.kind in _TALKS
        self._day = event.event.date.start if event.event and event.event.date else None
        self._published = published or self._day
        naming = tokens.lemma[slice(*event.event.tokens)] if event.event else []
        self._numbers = _ORDINALS & set(naming)
        self._other = self._outside(event.other)
        self._mentions = self._outside(event.mentions)
        self._known: dict[int, bool] = {}
        self._clauses = _relative_clauses(tokens)

    def _outside(self, places: Collection[TokenRange]) -> list[TokenRange]:
        """Those in no title («соглашение о взаимных поездках» tells of no journey)."""
        return sorted(place for place in places if place[0] not in self._titles)

    def is_earlier(self, sentence: int) -> bool:
        """Whether the sentence tells of an earlier occasion.

        Its own words say so, or it goes on with the sentence before it.
        """
        known = self._known.get(sentence)
        if known is None:
            own = self._own(sentence)
            if own is None:
                own = (
                    sentence > 0
                    and self._section(sentence) == self._section(sentence - 1)
                    and self._carries(sentence)
                    and self.is_earlier(sentence - 1)
                )
            known = self._known[sentence] = own
        return known

    def clause_earlier(self, index: int) -> bool:
        """Whether the relative clause around the token tells of an earlier occasion."""
        clause = self._clauses.get(index)
        return clause is not None and self.words_earlier(*clause)

    def words_earlier(self, start: int, end: int) -> bool:
        """Whether the words `[start, end)` themselves name an earlier time."""
        return self._words(start, end) is True

    def dates(self, mention: Mention, link: Link) -> bool:
        """Whether the words of a participle name an earlier time («подписанное в 2010 году»)."""
        tokens = self._tokens
        if link.index < mention.start:
            start, stop = max(0, link.index - 4), mention.start
        else:
            start, stop = mention.end, link.index + 1
            limit = tokens.sentences[tokens.sentence[mention.head]][1]
            while stop < limit and tokens.lower[stop] not in {",", ";"}:
                stop += 1
        return self.words_earlier(start, stop) or self._at_other_sitting(start, stop)

    def _at_other_sitting(self, start: int, end: int) -> bool:
        """«принятый на первом заседании» in a release on the second: of another number."""
        lemma = self._tokens.lemma
        return bool(self._numbers) and any(
            lemma[index] in _ORDINALS - self._numbers
            and _MEETINGS & set(lemma[index + 1 : min(index + 3, end)])
            for index in range(start, end)
        )

    def dates_itself(self, mention: Mention) -> bool:
        """«Соглашение от 5 мая 2010 года»: whether the title's own date is an earlier one.

        The date of an instrument named inside the title («план реализации Соглашения от …») is
        none of its own.
        """
        tokens = self._tokens
        for index in range(mention.head + 1, mention.end):
            if index in self._heads:
                return False
            form = tokens.form[index]
            if len(form) == 4 and form.isdigit() and form[:2] in {"19", "20"}:
                follows = tokens.lemma[index + 1] if index + 1 < len(tokens) else ""
                if (
                    follows in {"год", "г"}
                    and self._year
                    and self._is_past(index, int(form), False)
                ):
                    return True
        return False

    def _own(self, sentence: int) -> bool | None:
        start, end = self._tokens.sentences[sentence]
        found = self._words(start, end)
        if found is not None:
            return found
        if any(start <= place[0] < end for place in self._mentions):
            return False
        if any(start <= place[0] < end for place in self._other):
            return True
        return None

    def _words(self, start: int, end: int) -> bool | None:
        tokens = self._tokens
        if any(tokens.lower[index] in _PRESENT for index in range(start, end)):
            return False
        dated = any(
            tokens.feats[index].verb_form == "Part" and tokens.feats[index].case
            for index in range(start, end)
        )
        for index in range(start, end):
            clause = self._clauses.get(index, (start, end))
            if index in self._titles or clause != (start, end):
                # «план реализации Соглашения от 5 мая 2010 года», «проект, работа над которым
                # началась в 2019 году»: no time of the clause.
                continue
            if self._phrases.match_at(tokens.lower, index, end) is not None:
                return True
            form = tokens.form[index]
            if len(form) == 4 and form.isdigit() and form[:2] in {"19", "20"}:
                follows = tokens.lemma[index + 1] if index + 1 < end else ""
                if follows in {"год", "г"} and self._is_past(index, int(form), dated):
                    return True
            elif self._is_past_day(index):
                return True
        return None

    def _is_past_day(self, index: int) -> bool:
        lemma = self._tokens.lemma[index]
        if lemma in _WEEKDAYS:
            return self._weekday(index)
        return lemma in _MONTHS and (self._whole_month(index) or self._day_of_month(index))

    def _is_past(self, index: int, year: int, dated: bool) -> bool:
        before = self._tokens.lower[index - 1] if index else ""
        if before in {"до", "на", "по"}:
            return False
        if self._year:
            return year < self._year
        # Without a known year, a participle with one («подписанное в 2009 году») is background,
        # and so is a past tense: news of the day does not name its year alone.
        return dated or (before == "в" and self._tells_past(index))

    def _whole_month(self, index: int) -> bool:
        """«в марте», «в начале марта» with no day: news of the day does not put it like that."""
        tokens = self._tokens
        before = tokens.lower[max(index - 2, 0) : index]
        part = before[-1:] != ["в"] and before[:1] == ["в"] and before[-1] in _PARTS
        if not part and (before[-1:] != ["в"] or tokens.feats[index].case != "Loc"):
            return False
        if not self._tells_past(index):
            return False
        if not self._month:
            return True
        distance = (self._month - 1 - _MONTHS.index(tokens.lemma[index])) % 12
        return 0 < distance <= 6

    def _weekday(self, index: int) -> bool:
        """«В среду министры подписали …» in a release of Friday on an event of that day."""
        if self._tokens.lower[index - 1] not in {"в", "во"} or not self._tells_past(index):
            return False
        if self._day is None or self._published is None or self._published < self._day:
            return False
        back = (self._published.weekday() - _WEEKDAYS[self._tokens.lemma[index]]) % 7
        return self._published - timedelta(days=back) < self._day

    def _tells_past(self, index: int) -> bool:
        start, end = self._tokens.sentences[self._tokens.sentence[index]]
        return any(self._tokens.feats[place].tense == "Past" for place in range(start, end))

    def _day_of_month(self, index: int) -> bool:
        """«19–20 сентября …» told in the past tense, of an event in a later month."""
        tokens = self._tokens
        day = index - 1
        if not self._month or day < 0 or not tokens.form[day][0].isdigit():
            return False
        start = tokens.sentences[tokens.sentence[index]][0]
        while day > start and (
            tokens.form[day][0].isdigit() or tokens.form[day] in {"–", "—", "-"}
        ):
            day -= 1
        if tokens.lower[day] in _BOUNDS:
            return False
        if not self._tells_past(index):
            return False
        return 0 < (self._month - 1 - _MONTHS.index(tokens.lemma[index])) % 12 <= 6

    def _carries(self, sentence: int) -> bool:
        """Whether a past tense goes on with the same people («Лидеры …», «Они …»)."""
        tokens = self._tokens
        start, end = tokens.sentences[sentence]
        before = tokens.lemma[slice(*tokens.sentences[sentence - 1])]
        if not any(tokens.feats[index].tense == "Past" for index in range(start, end)):
            return False
        if any(tokens.lower[index : index + 4] in _SAME_TIME for index in range(start, end)) or (
            tokens.lower[start : start + 2] == ["тогда", "же"]
        ):
            return True
        for index in range(start, end - 1):
            if tokens.lower[index] in {"на", "итогам", "ходе"}:
                following = tokens.lemma[index + 1]
                if following in _MEETINGS:
                    # The meeting of the sentence before, or the release is back at its event.
                    return following in before
        return any(
            tokens.lemma[index] in _TAKEN_UP
            and (tokens.pos[index] == "PRON" or tokens.feats[index].number == "Plur")
            for index in range(start, min(start + 3, end))
        )

    def _section(self, sentence: int) -> int:
        return self._tokens.section[self._tokens.sentences[sentence][0]]


def _relative_clauses(tokens: Tokens) -> dict[int, tuple[int, int]]:
    """The relative clause around each token that stands in one: «…, работа над которым …»."""
    found: dict[int, tuple[int, int]] = {}
    for index, lemma in enumerate(tokens.lemma):
        if lemma != "который" or index in found:
            continue
        first, last = tokens.sentences[tokens.sentence[index]]
        comma = next((i for i in range(index - 1, first, -1) if tokens.lower[i] == ","), None)
        if comma is None or index - comma > _OPENING:
            continue
        verb = False
        end = last
        for place in range(index, last):
            verb = verb or tokens.pos[place] in {"VERB", "AUX"}
            if tokens.lower[place] in {",", ";"} and verb:
                end = place
                break
        found.update(dict.fromkeys(range(comma + 1, end), (comma + 1, end)))
    return found


def earlier_phrases(phrases: Collection[tuple[str, ...]]) -> PhraseTrie[str]:
    """A look-up of the marks of an earlier occasion, on lower-case forms."""
    return PhraseTrie((phrase, " ".join(phrase)) for phrase in phrases)


def _date(tokens: Tokens, event: EventLayer, published: date | None) -> tuple[int, int]:
    """Year and month of the event, of publication or of the release's header; 0 if unknown."""
    if event.event is not None and event.event.date is not None:
        start = event.event.date.start
        return start.year, start.month
    if published is not None:
        return published.year, published.month
    for section in tokens.layout.sections:
        if section.kind in {SectionKind.HEADER, SectionKind.DATELINE}:
            found = tokens.range_of(section.span)
            for index in range(*(found or (0, 0))):
                form = tokens.form[index]
                if form[:4].isdigit() and form[:2] == "20":
                    month = form[5:7]
                    return int(form[:4]), int(month) if month.isdigit() else 0
    years = [
        int(tokens.form[index])
        for index in range(tokens.sentences[min(1, len(tokens.sentences) - 1)][1] - 1)
        if len(tokens.form[index]) == 4
        and tokens.form[index].isdigit()
        and tokens.form[index][:2] == "20"
        and tokens.lower[index + 1] in {"года", "году", "г", "г."}
        and tokens.lower[index - 1] not in {"до", "на", "по", "в"}
    ]
    return max(years, default=0), 0
