"""Where an institution's name begins and ends."""

from __future__ import annotations

from pipeline.analysis.morphology import Morphology
from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import Agreement
from pipeline.grammar.noun_phrase import Bounds, NounPhrases
from pipeline.resources.institutions import Head
from pipeline.stages.organizations.cuts import ExtentCutter
from pipeline.stages.organizations.lexicon import BodyLexicon
from pipeline.stages.organizations.scene import Scene

_FIELDS = frozenset({"области", "сфере"})
_ORDINALS = frozenset({"первый", "второй", "третий", "четвёртый", "пятый", "шестой", "седьмой"})
NAMED_AFTER = frozenset({"имени", "им"})
_LONGEST_NAME = 6


class ExtentFinder:
    """Finds the extents of names around their heads.

    Args:
        morphology: The dictionary.
        lexicon: The lexicons.
    """

    def __init__(self, morphology: Morphology, lexicon: BodyLexicon) -> None:
        self._phrases = NounPhrases(morphology)
        self.agreement: Agreement = self._phrases.agreement
        self._plain = lexicon.plain
        self._cuts = ExtentCutter(self.agreement, lexicon.state_nouns)

    def begin(self, scene: Scene, head: Head, start: int) -> int:
        """First token of the name: the leftmost capitalised modifier of the head."""
        tokens = scene.tokens
        floor = tokens.sentences[tokens.sentence[start]][0]
        first = self._phrases.first_modifier(tokens, start, floor)
        for index in range(first, start):
            form = tokens.form[index]
            if not form[0].isupper() or (
                tokens.lemma[index] in self._plain
                # «директор Третьего департамента»: a capital within a sentence numbers a name.
                and (tokens.lemma[index] not in _ORDINALS or scene.is_initial(index))
            ):
                continue
            if index in scene.persons or not self._could_modify(tokens, index):
                continue
            if head.adjective == "country" and scene.wholes.is_country_adjective(index):
                continue
            if scene.is_initial(index) and not self._is_supported(scene, index, start):
                continue
            return index
        return start

    def begin_of_lower(self, scene: Scene, start: int) -> int:
        """First token of a name in lower case: its adjectives belong to it, as few as point.

        «синодальный отдел по …», «районный суд»; not «новый отдел», «литовский отдел».
        """
        tokens = scene.tokens
        begin = start
        while (
            begin > 0
            and tokens.section[begin - 1] == tokens.section[start]
            and tokens.pos[begin - 1] == "ADJ"
            and tokens.form[begin - 1][0].islower()
            and tokens.lemma[begin - 1] not in self._plain
            and not scene.wholes.is_country_adjective(begin - 1)
            and self.agreement.agree(tokens, begin - 1, start)
        ):
            begin -= 1
        return begin

    def _could_modify(self, tokens: Tokens, index: int) -> bool:
        """Whether the dictionary allows the word to be an adjective."""
        if tokens.pos[index] == "NUM":
            return False
        parses = self.agreement.morphology.parses(tokens.lower[index])
        return any(parse.kind in {"ADJF", "PRTF"} for parse in parses)

    def _is_supported(self, scene: Scene, index: int, start: int) -> bool:
        """Whether a word that begins a sentence is a part of the name behind it."""
        forms = scene.tokens.form
        if any(forms[i][0].isupper() for i in range(index + 1, start + 1)):
            return True
        span = scene.bodies.get(index)
        return span is not None and span[0] <= index and span[1] > start

    def is_capital(self, scene: Scene, begin: int, stop: int, end: int) -> bool:
        """Whether the name is written as one: with a capital that no sentence's start explains."""
        forms = scene.tokens.form
        if not forms[begin][0].isupper():
            return False
        if not scene.is_initial(begin):
            return True
        if any(forms[index][0].isupper() for index in range(begin + 1, stop)):
            return True
        span = scene.bodies.get(begin)
        return span is not None and span[0] == begin and end > stop

    def end_of_group(self, scene: Scene, index: int) -> int | None:
        """End of a genitive that begins at `index`, or `None`."""
        limit = scene.tokens.sentences[scene.tokens.sentence[index - 1]][1]
        if index >= limit or index in scene.persons:
            return None
        bounds = Bounds(limit, scene.wholes, scene.stops)
        return self._phrases.group(scene.tokens, index, "Gen", bounds)

    def end_of_lower(self, scene: Scene, stop: int, end: int) -> int:
        """The extent behind a head in lower case: only what names something hangs on it."""
        tokens = scene.tokens
        named = any(
            tokens.form[index][0].isupper() or index in scene.heads for index in range(stop, end)
        )
        return end if named else stop

    def end(self, scene: Scene, head: Head, begin: int, stop: int) -> int:
        """One past the last token of the name whose head ends before `stop`."""
        tokens, words = scene.tokens, scene.words
        limit = tokens.sentences[tokens.sentence[stop - 1]][1]
        bounds = Bounds(limit, scene.wholes, scene.stops, frozenset(head.prepositions))
        end = stop
        while True:
            after = self._phrases.tail(tokens, end, bounds)
            after = self._cuts(scene, head, stop, after)
            if after == end == stop or after == end:
                after = self._person(scene, head, begin, stop, end, limit)
            if (
                after + 2 < limit
                and after > stop
                and words[after] in {"в", "во"}
                and words[after + 1] in _FIELDS
            ):
                phrase = self._phrases.phrase(tokens, after + 2, "Gen", bounds)
                after = phrase if phrase is not None else after
            if after == end:
                break
            end = after
        if head.seat:
            return self._seat(scene, end, bounds)
        return self._cuts(scene, head, stop, self._with_entity(scene, begin, end))

    def _seat(self, scene: Scene, end: int, bounds: Bounds) -> int:
        """The extent with the place a mission sits in («посольство Литвы в Ереване»)."""
        tokens = scene.tokens
        if end + 1 >= bounds.limit or scene.words[end] not in {"в", "во", "при", "на"}:
            return end
        if not tokens.form[end + 1][0].isupper():
            return end
        return self._phrases.group(tokens, end + 1, "Loc", bounds) or end

    def _person(self, scene: Scene, head: Head, begin: int, stop: int, end: int, limit: int) -> int:
        """End of a person's name the body is called after, or `end`."""
        tokens, words = scene.tokens, scene.words
        if end < limit and words[end] in NAMED_AFTER:
            # An initial's full stop may have ended the sentence.
            limit = self._section_end(tokens, end, end + 8)
            place = end + 1
            if place < limit and tokens.form[place] == ".":
                place += 1
            while place < limit and (
                tokens.form[place][0].islower()
                and tokens.feats[place].animacy == "Anim"
                and tokens.feats[place].case == "Gen"
            ):
                place += 1  # «имени короля Миндовга», «имени академика Петрова»
            last = self._namesake(scene, place, min(limit, place + _LONGEST_NAME))
            return last if last > place else end
        if head.carrier and end > stop and end < limit:
            return self._second_name(scene, begin, end)
        person = scene.persons.get(end)
        if not head.carrier or person is None or person[0] != end or end >= limit:
            return end
        if not tokens.form[begin][0].isupper() or end > stop:
            return end
        if not all(self.agreement.could_be(tokens, index, "Gen") for index in range(*person)):
            return end
        before = begin - 1
        if before >= 0 and tokens.feats[before].animacy == "Anim":
            # «ректор Института Имя Фамилия»: the name may be the rector's.
            if tokens.feats[before].case in {"Gen", "Acc"}:
                return end
            if any(self.agreement.could_be(tokens, index, "Nom") for index in range(*person)):
                return end
        return min(person[1], limit)

    def _second_name(self, scene: Scene, begin: int, end: int) -> int:
        """The end behind the second word of a name that the NER model did not see."""
        tokens = scene.tokens
        names = all(
            tokens.form[index][0].isupper() and tokens.pos[index] == "PROPN"
            for index in (end - 1, end)
        )
        office = begin > 0 and tokens.feats[begin - 1].animacy == "Anim"
        if not names or office or end in scene.stops or end in scene.heads:
            return end
        return end + 1 if self.agreement.could_be(tokens, end, "Gen") else end

    def _namesake(self, scene: Scene, start: int, limit: int) -> int:
        """End of the name of the person a body is called after; initials may stand in front."""
        forms = scene.tokens.form
        last = start
        complete = False
        while last < limit and (forms[last][0].isupper() or forms[last] == "."):
            if complete and last in scene.persons and scene.persons[last][0] == last:
                break
            after = scene.persons.get(last, (last, last + 1))[1]
            # «имени Миндовга д-р Иванов»: the model may take two persons for one
            after = next((i for i in range(last + 1, after) if "-" in forms[i][:2]), after)
            complete = any(len(forms[index]) > 2 for index in range(last, after))
            last = after
        while last > start and forms[last - 1] == ".":
            last -= 1
        return last

    def _section_end(self, tokens: Tokens, start: int, stop: int) -> int:
        """The first token from `start` on that stands in another section, at most `stop`."""
        section = tokens.section[start]
        for index in range(start, min(stop, len(tokens))):
            if tokens.section[index] != section:
                return index
        return min(stop, len(tokens))

    def _with_entity(self, scene: Scene, begin: int, end: int) -> int:
        """The extent lengthened to the NER's organisation where that only adds an attribute."""
        span = scene.bodies.get(begin)
        if span is None or span[1] <= end or end - begin < 1:
            return end
        tokens = scene.tokens
        for index in range(end, span[1]):
            if tokens.form[index] in {"(", ",", ":", ";"} or index in scene.persons:
                return end
            if tokens.pos[index] in {"VERB", "AUX", "PRON"} and not tokens.feats[index].case:
                return end
        first = tokens.pos[end]
        return span[1] if first == "ADP" and tokens.pos[span[1] - 1] != "ADP" else end
