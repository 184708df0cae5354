"""What a document contains: predicates that introduce lists of subjects and acts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS
from pipeline.layers import Measure
from pipeline.resources.documents import Predicate
from pipeline.stages.documents.lexicon import Lexicon
from pipeline.stages.documents.list_items import bullets
from pipeline.stages.documents.list_starts import Starts, Subject
from pipeline.stages.documents.lists import Contents, Lists
from pipeline.stages.documents.title_marks import FORWARDED

_NEAR = 5
"""How far in front of its verb the money may stand that pays for what is done."""
_SAID = frozenset({"express", "demand", "stand_for", "undertake"})
"""Predicates by which «он», «она» in the past is a person («Она подчеркнула важность …»)."""
_BREAKS = frozenset({"что", "чтобы", "если", "когда", "хотя", "поскольку", "как"})


@dataclass(frozen=True, slots=True)
class Provision:
    """A predicate with its subject and the list behind it."""

    subject: Subject
    predicate: int
    contents: Contents


class ContentReader:
    """Finds predicates of content and reads their lists."""

    def __init__(
        self,
        lexicon: Lexicon,
        lists: Lists,
        future: Callable[[Tokens, int, int], tuple[Measure, ...]],
    ) -> None:
        self._lexicon = lexicon
        self._future = future
        self._lists = lists
        self._starts = Starts(lexicon, lists)

    def read(
        self,
        tokens: Tokens,
        sentences: list[int],
        is_document: Callable[[int], bool],
        is_title: Callable[[int], bool],
    ) -> Iterator[Provision]:
        """Provisions of the given sentences.

        Args:
            tokens: The token view.
            sentences: Indices of sentences that can tell of documents.
            is_document: Whether the token is the head of a mention of an instrument.
            is_title: Whether the token stands inside the title of one.
        """
        predicates = self._lexicon.predicates
        for sentence in sentences:
            start, end = tokens.sentences[sentence]
            for index in range(start, end):
                predicate = predicates.get(tokens.lemma[index])
                if predicate is None or tokens.pos[index] not in {"VERB", "AUX", "ADJ"}:
                    continue
                subject = self._subject(tokens, index, predicate, start, is_document, is_title)
                if subject is None:
                    continue
                inside = subject.kind == "relative" and (
                    tokens.lower[subject.index - 1] == "в" or tokens.lower[subject.index] == "где"
                )
                if (
                    predicate.carried
                    and subject.kind in {"parties", "implicit", "relative"}
                    and predicate.id != "reach"
                    and not inside  # «заявление, в котором подтвердили …»
                ):
                    continue
                if predicate.within and not self._starts.under(tokens, index, predicate, subject):
                    continue
                contents = self._contents(tokens, index, predicate, end)
                told = contents.topics or contents.measures or contents.unread
                if told or subject.kind in {"pronoun", "generic"}:
                    # What is taken up again without a subject matter can go on in what follows.
                    yield Provision(subject, index, contents)

    def _subject(
        self,
        tokens: Tokens,
        index: int,
        predicate: Predicate,
        start: int,
        is_document: Callable[[int], bool],
        is_title: Callable[[int], bool],
    ) -> Subject | None:
        feats = tokens.feats[index]
        if feats.verb_form == "Inf" and not self._modal_before(tokens, index, start):
            return None
        if feats.verb_form == "Conv" or (
            index > start and tokens.lower[index - 1] in {"не", "что"}
        ):
            # «Что касается туризма, …» leads over to it.
            return None
        if feats.verb_form == "Part" and feats.case:
            return self._attributed(tokens, index, start, is_document)
        passive = feats.voice == "Pass" or feats.verb_form == "Part"
        passive |= tokens.lower[index].endswith(("ся", "сь"))
        passive &= not predicate.parties
        place_in: Subject | None = None
        parties: Subject | None = None
        for place in range(index - 1, start - 1, -1):
            if is_title(place) and not is_document(place):
                continue
            lower, lemma = tokens.lower[place], tokens.lemma[place]
            if lower == ";" or (lower in _BREAKS and tokens.lower[place - 1] == ","):
                break
            if lemma == "который" or (lower == "где" and tokens.lower[place - 1] == ","):
                return Subject("relative", place)
            if tokens.pos[place] == "VERB" and self._is_finite(tokens, place):
                if lower in {"должен", "может"}:
                    continue
                if self._lexicon.predicates.get(lemma) is not None:
                    # «Документ охватывает A и предусматривает B»: the subject stands farther.
                    continue
                if place_in is not None:
                    return place_in
                if self._goes_on(tokens, place, index, parties=predicate.parties):
                    continue
                return None
            case = tokens.feats[place].case
            if lemma in self._lexicon.data.parties.lemmas and self._lists.coordination.denies(
                tokens, place
            ):
                # «Президенты договорились»: a capital misleads the tagger.
                case = "Nom"
            subject = self._starts.stands_for(tokens, place, is_document)
            if subject is not None:
                if predicate.parties and lower == "они" and case == "Nom":
                    # «Они договорились …»: who signed
                    return Subject("parties", place)
                edge = self._starts.front(tokens, place, start)
                before = tokens.lower[edge - 1] if edge > start else ""
                subjective = case == "Nom" or (case == "Acc" and not passive and place == start)
                active = not passive or predicate.preposition or predicate.case == "Dat"
                if subjective and active:
                    told = feats.tense == "Past" and predicate.id in _SAID
                    return None if told and subject.kind == "pronoun" else subject
                if case == "Ins" and passive and before not in {"с", "со", "между"}:
                    return subject
                inside = self._starts.inside(tokens, edge, place, predicate)
                if inside or self._starts.frames(tokens, edge, start):
                    place_in = subject
                    if passive or predicate.parties:
                        return place_in
            elif lemma in self._lexicon.data.drafts.lemmas and case == "Nom":
                return Subject("generic", place)
            elif case == "Nom" and tokens.pos[place] in NOUNS and not passive:
                if predicate.within:
                    # «Согласно соглашению, фонд будет финансировать …»: whoever acts under it
                    continue
                if predicate.parties and lemma in self._lexicon.data.parties.lemmas:
                    parties = Subject("parties", place)
                    continue
                if predicate.id == "aim" and lemma in self._lexicon.data.funds.lemmas:
                    return Subject("implicit", index)
                if not tokens.form[place].isupper():
                    # A subject of its own; apposed abbreviations are tagged so at times.
                    return None
        if place_in is not None:
            return place_in
        if predicate.id == "reach" and feats.verb_form == "Part":
            # «Достигнута договорённость о …»: by those who signed
            return Subject("parties", index)
        if predicate.parties:
            return parties
        return Subject("implicit", index) if passive else None

    def _goes_on(self, tokens: Tokens, verb: int, index: int, *, parties: bool) -> bool:
        """«стороны осудили A, подтвердили B и договорились о C»: verbs of one subject."""
        mine, theirs = tokens.feats[index], tokens.feats[verb]
        if not parties:
            # «Договор заключён на год и предусматривает …»: tenses differ at will.
            return tokens.lower[index - 1] == "и" and mine.number == theirs.number
        if tokens.lemma[verb] in self._lexicon.verbs:
            # «одобрили план и поручили …»: acts upon a document, not its words.
            return False
        return (mine.tense, mine.number) == (theirs.tense, theirs.number)

    def _attributed(
        self, tokens: Tokens, index: int, start: int, is_document: Callable[[int], bool]
    ) -> Subject | None:
        """«план, предусматривающий …»: the nearest instrument in front of the comma."""
        if index == start or tokens.lower[index - 1] not in {",", "также", "прежде"}:
            return None
        mine = tokens.feats[index]
        for place in range(index - 2, max(start, index - 40) - 1, -1):
            if is_document(place):
                feats = tokens.feats[place]
                same = mine.number == feats.number and (
                    mine.number == "Plur" or mine.gender == feats.gender
                )
                return Subject("mention", place) if same else None
            if tokens.pos[place] == "VERB" and self._is_finite(tokens, place):
                return None
        return None

    def told_by(self, tokens: Tokens, index: int, end: int) -> Contents:
        """What the predicate at `index` introduces, whatever its subject."""
        predicate = self._lexicon.predicates.get(tokens.lemma[index])
        if predicate is None or tokens.feats[index].verb_form != "Fin":
            return Contents()
        return self._contents(tokens, index, predicate, end)

    def _contents(self, tokens: Tokens, index: int, predicate: Predicate, end: int) -> Contents:
        start = self._starts.behind_fillers(tokens, index + 1, end)
        case: str = predicate.case
        rule = f"documents.content.{predicate.id}"
        provision = predicate.type == "provision"
        if tokens.lower[start : start + 2] == [",", "что"]:
            # «Соглашением предусмотрено, что стороны создадут …»
            told = provision or predicate.id == "talk"
            return Contents(measures=self._future(tokens, start + 2, end)) if told else Contents()
        if predicate.id == "attend" and start + 1 < end:
            # «уделено внимание вопросам …»
            start += tokens.lemma[start] == "внимание"
        if predicate.id == "aim":
            if FORWARDED & set(tokens.lemma[start + 1 : min(start + 3, end)]):
                # «направлен на подпись президенту», «на внутреннее согласование»
                return Contents()
            if self._is_funding(tokens, index):
                read = self._lists.read(tokens, start + 1, end, "Acc", provision=True, rule=rule)
                return read.as_measures() if tokens.lower[start] == "на" else Contents()
            if tokens.lemma[index] == "пойти":
                return Contents()
        such = self._starts.such_as(tokens, start, end) or self._starts.behind_colon(
            tokens, start, end
        )
        if such is not None:
            return self._lists.read(tokens, such, end, "Nom", provision=False, rule=rule)
        counted = self._starts.behind_count(tokens, start, end)
        if counted == end - 1:
            return self._bullets(tokens, index, True, rule) or Contents()
        if counted is not None:
            return self._lists.read(tokens, counted, end, "Nom", provision=True, rule=rule)
        if start < end and tokens.lower[start] == ":" and predicate.parties:
            # «стороны договорились:» and a list of what they will do
            if start + 1 == end:
                return self._bullets(tokens, index, provision, rule) or Contents()
            if self._lists.is_infinitive(tokens, start + 1, end):
                return self._lists.read(
                    tokens, start + 1, end, "Inf", provision=provision, rule=rule
                )
        if predicate.preposition is not None and start < end:
            if tokens.lower[start] in {predicate.preposition, f"{predicate.preposition}б"}:
                start += 1
            elif predicate.case == "Loc" and self._lists.is_infinitive(tokens, start, end):
                case = "Inf"
            else:
                return Contents()
        feats = tokens.feats[index]
        if (
            case == "Acc"
            and predicate.preposition is None
            and (
                (feats.verb_form == "Part" and not feats.case)
                or feats.voice == "Pass"
                or tokens.lower[index].endswith(("ся", "сь"))
            )
        ):
            case = "Nom"
        if predicate.within and tokens.feats[min(start, end - 1)].verb_form == "Inf":
            case = "Inf"
        if case == "Gen" and start < end and tokens.lower[start] == "от":
            # «потребовали от правительства открыть …»
            start, case = start + 1, "Inf"
        if case == "Inf" and start + 1 < end and tokens.lower[start] in {"к", "ко"}:
            # «призвали к прекращению огня», but «рекомендован к принятию»
            if tokens.lemma[start + 1] in FORWARDED:
                return Contents()
            start, case = start + 1, "Dat"
        if case == "Inf" and not self._lists.is_infinitive(tokens, start, end):
            # «рекомендовали правительствам открыть …»
            verb = next(
                (
                    place
                    for place in range(start, min(start + 5, end))
                    if tokens.feats[place].verb_form == "Inf"
                ),
                end,
            )
            start = verb
        if start + 3 < end and tokens.lower[start] in {"более", "свыше", "около", "порядка"}:
            start += 1
        if (
            start + 2 < end
            and tokens.form[start][0].isdigit()
            and tokens.lower[start + 2] in {"в", "по"}
        ):
            # «включает 45 мероприятий в сфере …»
            start, case = start + 1, "Gen"
        if case in {"Acc", "Nom"}:
            start = self._starts.behind_time(tokens, start, end)
        bare = start
        start, case, sphere, end = self._starts.carrier(tokens, start, end, case)
        if start >= end or (predicate.carried and start == bare):
            return Contents()
        if tokens.lower[start] == ":" or self._starts.next_is_list(tokens, start, end):
            listed = self._bullets(tokens, index, provision, rule)
            if listed is not None:
                return listed
            start += tokens.lower[start] == ":"
        if tokens.lower[start] == "," and start + 1 < end and tokens.lower[start + 1] in _BREAKS:
            return Contents()
        if not sphere and not self._starts.begins(tokens, start, case):
            return Contents()
        return self._lists.read(
            tokens, start, end, case, provision=provision, rule=rule, sphere=sphere
        )

    def _is_funding(self, tokens: Tokens, index: int) -> bool:
        """«Средства будут направлены на …», «Кредит пойдёт на …»: money is the subject."""
        start = tokens.sentences[tokens.sentence[index]][0]
        return any(
            tokens.lemma[place] in self._lexicon.data.funds.lemmas
            and tokens.feats[place].case == "Nom"
            for place in range(max(start, index - _NEAR), index)
        )

    def _bullets(self, tokens: Tokens, index: int, provision: bool, rule: str) -> Contents | None:
        """Items of the bulleted list behind the sentence of the predicate at `index`."""
        items = bullets(tokens, tokens.sentence[index])
        if not items:
            return None
        return self._lists.each(tokens, items, provision=provision, rule=f"{rule}.bullets")

    def _modal_before(self, tokens: Tokens, index: int, start: int) -> bool:
        """«который должен определить …»: an infinitive that says what a document will hold."""
        return any(
            tokens.lemma[place] in {"должный", "должен", "призвать", "быть"}
            for place in range(max(start, index - 3), index)
        )

    def _is_finite(self, tokens: Tokens, index: int) -> bool:
        feats = tokens.feats[index]
        return feats.verb_form == "Fin" or (feats.verb_form == "Part" and not feats.case)
