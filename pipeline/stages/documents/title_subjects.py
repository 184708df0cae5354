"""The subjects that titles name."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.chunks import Chunk, cut_list
from pipeline.layers import Measure, TokenRange
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.lists import Contents, Lists
from pipeline.stages.documents.marks import QUOTES, is_anniversary
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.subjects import Subjects
from pipeline.stages.documents.title_marks import MONTHS, SPHERES
from pipeline.stages.documents.verbal import trim

_CASES = {
    "о": "Loc", "об": "Loc", "обо": "Loc", "по": "Dat", "на": "Acc", "для": "Gen",
    "относительно": "Gen", "касательно": "Gen",
}  # fmt: skip
_ABOUT = frozenset({"о", "об", "обо", "по", "на", "относительно", "касательно"})
_BETWEEN = frozenset(
    {"конфликт", "спор", "граница", "война", "противоречие", "разногласие", "мир", "напряжённость",
     "напряженность", "противостояние", "урегулирование", "столкновение"}
)  # fmt: skip
"""Nouns whose parties belong to them («конфликт между A и B»)."""


_CALLS = (["призывом", "к"], ["призывом", "ко"])
"""«резолюция с призывом к перемирию»: what is called for is the subject."""
_YEARS = frozenset({"год", "г", "гг", "период"})
_JOINING = frozenset({"присоединение", "переход", "подготовка", "возвращение"})


class TitleSubjects:
    """Reads the subjects that titles of mentions name."""

    def __init__(self, lexicon: Lexicon, subjects: Subjects, lists: Lists) -> None:
        self._lexicon = lexicon
        self._subjects = subjects
        self._lists = lists

    def of_part(self, tokens: Tokens, mention: Mention, part: TokenRange) -> Contents:
        """The topics that such a part names."""
        start, end = part
        if tokens.form[start] in QUOTES:
            start, end = start + 1, end - 1
        if tokens.lower[start] not in _CASES:
            return Contents()
        found = self._about(tokens, start, end)
        return self._decided(tokens, found) if mention.entry.id == "decision" else found

    def of_title(self, tokens: Tokens, mention: Mention) -> Contents:
        """The topics that the title itself names, and the acts that a decision is about."""
        found = self._named(tokens, mention)
        return self._decided(tokens, found) if mention.entry.id == "decision" else found

    def _decided(self, tokens: Tokens, found: Contents) -> Contents:
        """«решение о продлении льгот»: what was decided will be done."""
        contents = Contents(measures=found.measures)
        for topic in found.topics:
            start, end = tokens.range_of(topic.span) or (0, 0)
            if self._subjects.is_measure(tokens, start, end, provision=True):
                if end - start < 2:
                    continue
                act = Measure(topic.text, topic.span, "documents.title.decided", topic.doubts)
                contents += Contents(measures=(act,))
            else:
                contents += Contents(topics=(topic,))
        return contents

    def _named(self, tokens: Tokens, mention: Mention) -> Contents:
        if mention.name_only:
            return Contents()
        end = without_dates(tokens, mention)
        index = mention.head + 1
        if index < end and tokens.form[index] in {"»", "”"}:
            index += 1
        for place in range(index, end):
            near = place < index + 4 or tokens.lower[place - 1] == "по"
            if near and self._carries_out(tokens, place, end):
                return Contents()
        if mention.entry.genitive == "subject" and index < end:
            found = self._genitive(tokens, index, end, mention.entry.of)
            if found is not None:
                return found
        depth = 0
        while index < end:
            form, lower = tokens.form[index], tokens.lower[index]
            following = tokens.lower[index + 1] if index + 1 < end else ""
            if form in QUOTES and not depth and following in _CASES:
                # «резолюция „О роли …“»
                return self._about(tokens, index + 1, closing_mark(tokens, index, end))
            if form in {"«", "(", "„", "“"}:
                depth += 1
            elif form in {"»", ")", "”"}:
                depth -= 1
            elif (
                not depth
                and lower in {"к", "ко"}
                and index == mention.head + 1
                and any(is_anniversary(tokens, i) for i in range(index + 1, min(index + 4, end)))
            ):
                return self._part(tokens, index + 1, end, "Dat")
            elif not depth and lower in _ABOUT:
                if lower == "на" and mention.entry.kind != "contract":
                    index += 1
                    continue
                if not self._is_name_part(tokens, index, mention.head):
                    found = self._about(tokens, index, end)
                    if found.topics or found.measures:
                        return found
            elif (
                not depth and lower in {"с", "со"} and tokens.lower[index + 1 : index + 3] in _CALLS
            ):
                return self._part(tokens, index + 3, end, "Dat")
            elif not depth and lower == "в" and following in SPHERES:
                return self._sphere(tokens, index + 2, end)
            index += 1
        return Contents()

    def _about(self, tokens: Tokens, index: int, end: int) -> Contents:
        """What stands behind «о» or «по» at `index`."""
        case = _CASES[tokens.lower[index]]
        start = index + 1
        parts = self._repeated(tokens, index, end)
        contents = Contents()
        for begin, stop in parts:
            contents += self._part(tokens, begin, stop, case)
        return contents if parts else self._part(tokens, start, end, case)

    def _part(self, tokens: Tokens, start: int, end: int, case: str) -> Contents:
        cut = self._subjects.cut(tokens, start, end)
        if cut.emptied:
            return Contents()
        if cut.sphere:
            return self._sphere(tokens, cut.start, end)
        start, end = trim(tokens, cut.start, end)
        end = self._without_parties(tokens, start, end)
        chunks = cut_list(tokens, start, end)
        if len(chunks.items) > 1 and not self._share_action(tokens, chunks.items):
            head = self._subjects.coordination.head(tokens, start, end)
            own = tokens.feats[head].case if head is not None else case
            found = self._lists.read(
                tokens, start, end, own or case, provision=False, rule="documents.title", title=True
            )
            if len(found.topics + found.measures) > 1:
                return found
        if self._subjects.is_body(tokens, start, end):
            pieces = self._subjects.coordination.split_last(
                tokens, Chunk(start, end, ""), case, alone=True
            )
            if len(pieces) > 1:
                # «о создании Центра и подготовке инженеров»
                return self._part(tokens, *pieces[0], case) + self._part(tokens, *pieces[1], case)
            measure = self._subjects.measure(tokens, start, end, "documents.title.measure")
            return Contents(measures=(measure,)) if measure is not None else Contents()
        topic = self._subjects.topic(tokens, start, end, "documents.title.topic")
        return Contents(topics=(topic,)) if topic is not None else Contents()

    def _carries_out(self, tokens: Tokens, start: int, end: int) -> bool:
        """«План мероприятий по реализации Соглашения»: another instrument, no subject matter."""
        if start + 1 >= end or tokens.lemma[start] not in self._lexicon.data.carrying.lemmas:
            return False
        other = self._subjects.coordination.head(tokens, start + 1, end)
        return (
            other is not None
            and tokens.lemma[other] in self._lexicon.triggers
            and tokens.form[start + 1][:1].isupper()
        )

    def _share_action(self, tokens: Tokens, items: Sequence[Chunk]) -> bool:
        """«принятие A, B и C»: names that one act is about are no subjects of their own."""
        head = self._subjects.coordination.head(tokens, items[0].start, items[0].end)
        if head is None or not self._subjects.is_action(tokens.lemma[head]):
            return False
        if items[0].end - head < 2 or not tokens.form[head + 1][:1].isupper():
            return False
        for item in items[1:]:
            begin, end = trim(tokens, item.start, item.end)
            if begin >= end or not tokens.form[begin][:1].isupper():
                return False
        return True

    def _sphere(self, tokens: Tokens, start: int, end: int) -> Contents:
        for index in range(start + 1, end):
            # «в сфере образования между министерствами»: the parties
            if tokens.lower[index] == "между" and tokens.lemma[index - 1] not in _BETWEEN:
                end = index
                break
        read = self._lists.read(
            tokens, start, end, "Gen", provision=False, rule="documents.title", sphere=True
        )
        return Contents(topics=read.topics)

    def _without_parties(self, tokens: Tokens, start: int, end: int) -> int:
        """«научное сотрудничество между A и B»: the parties are no part of the subject."""
        for index in range(start + 1, end):
            if self._is_to_instrument(tokens, start, index, end):
                return index
            if tokens.lower[index] == "между" and index > start + 1:
                inner = any(lemma in self._lexicon.heads for lemma in tokens.lemma[start:index])
                if inner or tokens.lemma[index - 1] in _BETWEEN:
                    # «урегулирование конфликта между A и B»: that is what it is about.
                    continue
                return index
            if (
                tokens.lower[index] in {"с", "со"}
                and tokens.lemma[index - 1] in {"торговля", "партнерство", "партнёрство"}
                and tokens.form[min(index + 1, end - 1)][:1].isupper()
            ):
                # «свободная торговля с Индонезией»
                return index
        return end

    def _is_to_instrument(self, tokens: Tokens, start: int, index: int, end: int) -> bool:
        """«протокол о квотах к Соглашению»: what it is added to, unless that is joined."""
        return (
            tokens.lower[index] in {"к", "ко"}
            and tokens.lemma[start] not in _JOINING
            and any(
                tokens.lemma[place] in self._lexicon.triggers and tokens.form[place][:1].isupper()
                for place in range(index + 1, min(index + 4, end))
            )
        )

    def _genitive(
        self, tokens: Tokens, start: int, end: int, of: frozenset[str]
    ) -> Contents | None:
        """The subject of a plan or programme in the genitive («план развития туризма»)."""
        head = self._subjects.coordination.head(tokens, start, end)
        if head is not None and tokens.lemma[head] in {"мера", "действие", "мероприятие"}:
            # «Программа совместных мер борьбы с …»
            inner = self._subjects.coordination.head(tokens, head + 1, end)
            if inner is not None and tokens.feats[inner].case == "Gen":
                start, head = head + 1, inner
        if head is None or tokens.feats[head].case != "Gen":
            return None
        for index in range(start, head + 1):
            if tokens.form[index][0].isupper() or not tokens.form[index][0].isalpha():
                return None
        lemma = tokens.lemma[head]
        data = self._lexicon.data
        if lemma in data.bodies.lemmas or lemma in data.organs.lemmas:
            return None
        actions = self._lexicon.data.actions
        frames = self._lexicon.data.frames
        if not (
            lemma in frames.cooperation
            or lemma in of
            or lemma in frames.outer_by
            or lemma in frames.outer_genitive
            or lemma in actions.lemmas
            or lemma in actions.fields
            or lemma.endswith((*actions.endings, *actions.abstract_endings))
        ):
            return None
        for index in range(head, end):
            if tokens.lower[index] == "для":
                end = index
                break
        if lemma in frames.outer_by | frames.outer_genitive:
            cut = self._subjects.cut(tokens, start, end)
            if cut.emptied or cut.start == start:
                return None
        found = self._part(tokens, start, end, "Gen")
        return found if found.topics else None

    def _repeated(self, tokens: Tokens, index: int, end: int) -> list[tuple[int, int]]:
        """«об ассоциации и о зоне торговли»: a subject a preposition."""
        same = {"о", "об", "обо"} if tokens.lower[index] in {"о", "об", "обо"} else {"по"}
        parts: list[tuple[int, int]] = []
        begin = index + 1
        for place in range(index + 2, end - 1):
            if tokens.lower[place] in same and tokens.lower[place - 1] in {"и", ",", "также"}:
                parts.append((begin, place - 1))
                begin = place + 1
        parts.append((begin, end))
        return parts if len(parts) > 1 else []

    def _is_name_part(self, tokens: Tokens, index: int, head: int) -> bool:
        """«Агентство по экспорту»: the preposition hangs on a body, not on the title.

        «по вопросам сотрудничества …» is the title's own subject all the same.
        """
        if tokens.lower[index] != "по" or tokens.lemma[index + 1] == "вопрос":
            return False
        if tokens.lemma[index + 1] in {"итог", "результат"}:
            return True
        if tokens.lemma[index - 1] in self._lexicon.data.adverbial.nouns and index - 1 > head:
            # «декларация саммита по …»: the meeting's subject.
            return True
        before = index - 1
        while before > head and (
            tokens.pos[before] in {"ADJ", "NOUN", "PROPN"} and tokens.feats[before].case
        ):
            if tokens.lemma[before] in self._lexicon.data.bodies.lemmas:
                return True
            before -= 1
        return False


def without_dates(tokens: Tokens, mention: Mention) -> int:
    """The title's end without «2001 года», «от 12 сентября», «на 2026–2028 годы», «(…)»."""
    end = mention.end
    while end > mention.head + 1:
        if tokens.form[end - 1] == ")":
            opening = end - 2
            while opening > mention.head and tokens.form[opening] != "(":
                opening -= 1
            letters = [tokens.form[i] for i in range(opening + 1, end - 1)]
            if not any(letter[0].isdigit() for letter in letters):
                return end
            end = opening
            continue
        begin = end - 1
        if tokens.lemma[begin] not in _YEARS and not tokens.form[begin][0].isdigit():
            return end
        while begin - 1 > mention.head and (
            tokens.form[begin - 1][0].isdigit()
            or tokens.form[begin - 1] in {"–", "—", "-"}
            or tokens.lemma[begin - 1] in MONTHS | _YEARS
        ):
            begin -= 1
        if tokens.lower[begin - 1] in {"на", "до", "от", "за", "в", "к"}:
            begin -= 1
            if tokens.lower[begin - 1] == "период" and tokens.lower[begin - 2] == "на":
                begin -= 2
        if not any(tokens.form[i][0].isdigit() for i in range(begin, end)):
            return end
        end = begin
    return end


def closing_mark(tokens: Tokens, opening: int, end: int) -> int:
    """The last mark that closes the quotation opened at `opening`, or `end`."""
    for index in range(end - 1, opening, -1):
        if tokens.form[index] == QUOTES[tokens.form[opening]]:
            return index
    return end
