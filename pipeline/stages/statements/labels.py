"""Labels of turns: «Имя Фамилия: …», «Вопрос («Волна», Имя Фамилия). …», «Ответ: …»."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.layers import Reference, SectionKind
from pipeline.stages.statements.lexicon import is_finite
from pipeline.stages.statements.narration import Narration
from pipeline.stages.statements.quotations import DASHES, MARKS
from pipeline.stages.statements.subjects import Subject, SubjectAgreement

_LONGEST = 8
_LONGEST_BRACKET = 12
_ANSWER = "ответ"


@dataclass(frozen=True, slots=True)
class Label:
    """Who a turn belongs to.

    Attributes:
        start: First token of the label.
        close: The colon, full stop or dash behind it.
        subject: The person, if it names one.
        asks: Whether it is an interviewer's («Вопрос», «Корреспондент»).
        answers: Whether it is the one asked («Ответ»).
    """

    start: int
    close: int
    subject: Subject | None
    asks: bool
    answers: bool


class Labels:
    """Finds labels at the beginnings of one release's paragraphs."""

    def __init__(self, narration: Narration, agreement: SubjectAgreement) -> None:
        self._narration = narration
        self._agreement = agreement
        self._tokens = narration.tokens

    def find(self) -> list[Label]:
        """The labels of a transcript in order; none if the release is no transcript.

        One label alone makes no transcript («Справка: …»): it must come again, or be answered by
        an interviewer's. Names before a full stop or dash are labels only where one of them
        comes again too («Имя Фамилия – посол» lists people).
        """
        found = [label for start in self._paragraphs() if (label := self._label(start))]
        seen = Counter(self._words(label) for label in found)
        asked = any(label.asks for label in found)
        parting = {label.close for label in found if seen[self._words(label)] > 1}
        marks = {":"} | {self._tokens.form[close] for close in parting}
        labels = [
            label
            for label in found
            if (label.subject is not None and self._tokens.form[label.close] in marks)
            or label.asks
            or (label.answers and asked)
            or seen[self._words(label)] > 1
        ]
        if len(labels) < 2 or not any(label.subject or label.answers for label in labels):
            return []
        again = any(seen[self._words(label)] > 1 for label in labels)
        return labels if asked or again or any(not label.subject for label in labels) else []

    # --- pieces --------------------------------------------------------------------------------

    def _paragraphs(self) -> list[int]:
        """First tokens of the paragraphs behind the headline."""
        section = self._tokens.section
        return [
            index
            for index in range(len(section))
            if (index == 0 or section[index - 1] != section[index])
            and not self._narration.is_headline(index)
        ]

    def _label(self, start: int) -> Label | None:
        tokens, narration = self._tokens, self._narration
        if not tokens.form[start][:1].isupper():
            return None
        bracket, close = self._close(start)
        if close is None or close == start or close + 1 >= len(tokens):
            return None
        following = close + 1
        alone = tokens.section[following] != tokens.section[start]
        if tokens.form[following] in MARKS:
            return None
        if tokens.form[close] != ":" and (alone or not tokens.form[following][:1].isupper()):
            return None
        end = close if bracket is None else bracket
        if any(is_finite(tokens, i) or tokens.form[i] == "," for i in range(start, end)):
            return None
        classes = narration.lexicon.classes
        asking = classes["interviewer"] | classes["media"]
        asks = any(tokens.lemma[index] in asking for index in range(start, end))
        answers = end == start + 1 and tokens.lemma[start] == _ANSWER
        named = self._name_before(end)
        if named is None and asks and bracket is not None:
            named = self._name_inside(bracket, close)
        if named is not None:
            plain = named.tokens[0] == start
            if tokens.form[close] != ":" and not plain and not asks:
                return None  # «Министр X. …», «Посол X – …» are no labels
            subject = Subject("person", named.persons, named.tokens)
            return Label(start, close, subject, asks, answers=False)
        capitals = end - start <= 3 and all(
            tokens.form[index][:1].isupper() or not tokens.form[index][:1].isalpha()
            for index in range(start, end)
        )
        if not asks and not answers and not (capitals and self._tokens.form[close] == ":"):
            return None
        return Label(start, close, None, asks, answers)

    def _close(self, start: int) -> tuple[int | None, int | None]:
        """Where the brackets of a label open, and the colon, full stop or dash behind it."""
        tokens, narration = self._tokens, self._narration
        section = tokens.section[start]
        bracket = None
        index = start
        while index < len(tokens) and tokens.section[index] == section:
            if index - start > _LONGEST + (0 if bracket is None else _LONGEST_BRACKET):
                break
            reference = narration.references.get(index)
            if reference is not None and reference.kind == "name":
                index = max(reference.tokens[1], index + 1)  # beyond the stops of initials
                continue
            form = tokens.form[index]
            if form == "(":
                bracket = index if bracket is None else bracket
                while index < len(tokens) and tokens.form[index] != ")":
                    if tokens.section[index] != section:
                        return None, None
                    index += 1
            elif form in {":", "."} or (form in DASHES and index > start):
                return bracket, index
            index += 1
        return None, None

    def _name_before(self, end: int) -> Reference | None:
        """The name the label ends with."""
        named = self._narration.references.get(end - 1)
        if named is None or named.kind != "name" or named.tokens[1] != end:
            return None
        return named

    def _name_inside(self, start: int, end: int) -> Reference | None:
        """The only name in the brackets of «Вопрос (агентство «Волна», Имя Фамилия)»."""
        tokens, references = self._tokens, self._narration.references
        found = {
            reference
            for index in range(start, end)
            if (reference := references.get(index)) is not None and reference.kind == "name"
        }
        if len(found) != 1:
            return None
        named = found.pop()
        # «Вопрос (адресован X)», «Вопрос (к X)» name who is asked.
        first, last = named.tokens[0], named.tokens[1] - 1
        dative = "Dat" in {tokens.feats[first].case, tokens.feats[last].case}
        asked = dative or tokens.pos[first - 1] in {"ADP", "VERB"}
        return None if asked or not self._agreement.level(named) else named

    def _words(self, label: Label) -> str:
        """What tells labels apart: the person and the mark behind it, or the words."""
        if label.subject is not None:
            return f"{label.subject.persons[0]} {self._tokens.form[label.close]}"
        return " ".join(self._tokens.lower[label.start : label.close])


def speaker_of_headline(narration: Narration) -> Subject | None:
    """Whose words the release gives as a whole: «Выступление министра X», «Интервью X газете».

    The first person named in the genitive behind the noun that begins the headline.
    """
    tokens = narration.tokens
    if not len(tokens) or tokens.lemma[0] not in narration.lexicon.classes["spoken_text"]:
        return None
    end = 1
    while end < len(tokens) and tokens.section[end] == tokens.section[0]:
        end += 1
    for index in range(1, end):
        reference = narration.references.get(index)
        if reference is None or reference.kind != "name":
            continue
        case = tokens.feats[index].case
        if len(reference.persons) != 1 or case not in {"Gen", "Acc", ""}:
            return None
        return Subject("person", reference.persons, reference.tokens)
    return None


def ends_release(narration: Narration, index: int) -> bool:
    """Whether the paragraph at `index` is the issuer's own: its signature or a headline."""
    layout = narration.tokens.layout
    if layout is None:
        return False
    kind = layout.sections[narration.tokens.section[index]].kind
    return kind in {SectionKind.SIGNATURE, SectionKind.HEADLINE, SectionKind.HEADER}
