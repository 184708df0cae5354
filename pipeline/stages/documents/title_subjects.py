"""The subjects that titles name."""

from __future__ import annotations

from dataclasses import replace

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.chunks import Chunk, cut_list
from pipeline.layers import Measure, TokenRange, Topic
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.lists import Contents, Lists
from pipeline.stages.documents.marks import QUOTES
from pipeline.stages.documents.mentions import Mention
from pipeline.stages.documents.subjects import Subjects
from pipeline.stages.documents.title_cuts import (
    BETWEEN,
    closing_mark,
    share_action,
    without_dates,
    without_parties,
)
from pipeline.stages.documents.title_marks import (
    SPHERES,
    closing,
    is_anniversary,
    occasion_at,
)
from pipeline.stages.documents.verbal import trim

_CASES = {
    "о": "Loc", "об": "Loc", "обо": "Loc", "по": "Dat", "на": "Acc", "для": "Gen",
    "относительно": "Gen", "касательно": "Gen",
}  # fmt: skip
_ABOUT = frozenset({"о", "об", "обо", "по", "на", "относительно", "касательно"})


_CALLS = (["призывом", "к"], ["призывом", "ко"])
"""«резолюция с призывом к перемирию»: what is called for is the subject."""
_INNER = 8
"""How many words may stand in front of the instrument that a title is about."""


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
            # What is remarked in brackets behind the name is no part of it.
            closed = closing(tokens, start, end)
            start, end = start + 1, (closed or end) - 1
        if tokens.lower[start] not in _CASES:
            return Contents()
        found = self._about(tokens, start, end)
        return self._decided(tokens, found) if mention.kind == "decision" else found

    def of_title(self, tokens: Tokens, mention: Mention) -> Contents:
        """The topics that the title itself names, and the acts that a decision is about."""
        found = self._named(tokens, mention)
        return self._decided(tokens, found) if mention.kind == "decision" else found

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
            if form in QUOTES and not depth and index == mention.head + 1:
                named = self._in_name(tokens, mention, index, end)
                if named is not None:
                    return Contents(topics=(named,))
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
                # «соглашение к контракту на поставку …»
                goods = {"контракт", "договор"}.intersection(tokens.lemma[mention.head + 1 : index])
                if lower == "на" and mention.kind != "contract" and not goods:
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
            elif not depth and occasion_at(tokens, index):
                return self._part(tokens, index + 3, end, "Ins")
            elif not depth and lower == "в" and following in SPHERES:
                return self._sphere(tokens, index + 2, end)
            index += 1
        return Contents()

    def _in_name(self, tokens: Tokens, mention: Mention, index: int, end: int) -> Topic | None:
        """«Национальный проект „Развитие портов“»: a name that is a subject matter itself."""
        start, stop = index + 1, closing_mark(tokens, index, end)
        for place in range(start, stop - 1):
            if tokens.lower[place] in {"на", "до", "в"} and tokens.form[place + 1][0].isdigit():
                # «Развитие портов на 2027–2030 годы»
                stop = place
                break
        head = self._subjects.coordination.head(tokens, start, stop)
        if (
            mention.entry.genitive != "subject"
            or head is None
            or head + 1 >= stop
            or not self._subjects.is_action(tokens.lemma[head])
            or tokens.feats[head + 1].case != "Gen"
        ):
            return None
        topic = self._subjects.topic(tokens, start, stop, "documents.title.name", direct=True)
        if topic is None:
            return None
        return replace(topic, text=topic.text[:1].lower() + topic.text[1:])

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
        inner = self._of_inner(tokens, start, end)
        if inner is not None:
            return inner
        cut = self._subjects.cut(tokens, start, end)
        if cut.emptied:
            return Contents()
        if cut.sphere:
            return self._sphere(tokens, cut.start, end)
        start, end = trim(tokens, cut.start, end)
        end = without_parties(self._lexicon, tokens, start, end)
        chunks = cut_list(tokens, start, end)
        if len(chunks.items) > 1 and not share_action(self._subjects, tokens, chunks.items):
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

    def _of_inner(self, tokens: Tokens, start: int, end: int) -> Contents | None:
        """«о ратификации Соглашения о туризме», «об изменениях в Закон „О туризме“».

        What the inner instrument is about, if it says so.
        """
        for index in range(start, min(start + _INNER, end)):
            if self._is_named(tokens, index):
                found = self._of_named(tokens, index, end)
                return found if found.topics or found.measures else None
            if tokens.lemma[index] == "акт" and index > start:
                # «… в некоторые законодательные акты по вопросам миграции»
                return self._of_acts(tokens, index + 1, end)
            if tokens.lemma[index] not in self._lexicon.nouns and (
                tokens.lemma[index] not in self._lexicon.data.changing.lemmas
                and tokens.lower[index] not in {"и", "в", "к"}
                and not (index > start and tokens.pos[index] in {"ADJ", "DET"})
            ):
                return None
        return None

    def _is_named(self, tokens: Tokens, index: int) -> bool:
        """Whether an instrument's noun with a capital stands at `index`."""
        return tokens.lemma[index] in self._lexicon.heads and tokens.form[index][:1].isupper()

    def _of_named(self, tokens: Tokens, index: int, end: int) -> Contents:
        """The subjects of «Соглашения о туризме и Протокола о рыбе» at `index`."""
        stop = end
        for place in range(index + 1, end - 1):
            if tokens.lower[place] in {"и", ","} and self._is_named(tokens, place + 1):
                stop = place
                break
        entry = self._lexicon.heads[tokens.lemma[index]][-1]
        found = self._named(
            tokens, Mention(entry, index, index, stop, index, "", "Sing", False, frozenset())
        )
        return found + self._of_named(tokens, stop + 1, end) if stop < end else found

    def _of_acts(self, tokens: Tokens, start: int, end: int) -> Contents:
        """The field that acts are changed in, if it is told."""
        for index in range(start, end - 1):
            if tokens.lower[index] in {"в", "по"} and (
                tokens.lemma[index + 1] in self._lexicon.data.frames.sphere
            ):
                stop = next((i for i in range(index, end) if tokens.form[i] in "(,"), end)
                return self._sphere(tokens, index + 2, stop)
        return Contents()

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

    def _sphere(self, tokens: Tokens, start: int, end: int) -> Contents:
        for index in range(start + 1, end):
            # «в сфере образования между министерствами»: the parties
            if tokens.lower[index] == "между" and tokens.lemma[index - 1] not in BETWEEN:
                end = index
                break
        read = self._lists.read(
            tokens, start, end, "Gen", provision=False, rule="documents.title", sphere=True
        )
        return Contents(topics=read.topics)

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
