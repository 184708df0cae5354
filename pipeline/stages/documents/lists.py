"""Lists of subjects: a region of text cut into topics and measures."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.chunks import Chunk, cut_list
from pipeline.layers import Measure, Topic
from pipeline.spans import Span
from pipeline.stages.documents.list_items import Item, Levels, is_participial, skip_preposition
from pipeline.stages.documents.subjects import Subjects
from pipeline.stages.documents.verbal import trim


@dataclass(frozen=True, slots=True)
class Contents:
    """What a stretch of text says that a document holds.

    Attributes:
        topics: Subject matters.
        measures: Acts.
        unread: Items that no topic or measure could be made of.
    """

    topics: tuple[Topic, ...] = ()
    measures: tuple[Measure, ...] = ()
    unread: tuple[Span, ...] = ()

    def __add__(self, other: Contents) -> Contents:
        return Contents(
            self.topics + other.topics,
            self.measures + other.measures,
            self.unread + other.unread,
        )

    def as_measures(self) -> Contents:
        """The same, with what would be subject matters taken for acts."""
        acts = [Measure(topic.text, topic.span, topic.rule, topic.doubts) for topic in self.topics]
        found = sorted((*self.measures, *acts), key=lambda act: act.span.start)
        return Contents((), tuple(found), self.unread)


class Lists:
    """Reads lists in a given case."""

    def __init__(self, subjects: Subjects) -> None:
        self._subjects = subjects
        self.coordination = subjects.coordination
        self._levels = Levels(subjects)
        self.is_infinitive = self._levels.is_infinitive

    def read(
        self,
        tokens: Tokens,
        start: int,
        end: int,
        case: str,
        *,
        provision: bool,
        rule: str,
        sphere: bool = False,
        title: bool = False,
    ) -> Contents:
        """Topics and measures of the list in `[start, end)`.

        Args:
            tokens: The token view.
            start: First token of the list.
            end: One past the last token it may reach.
            case: Case of its heads; `Nom` and `Acc` are taken for each other.
            provision: Whether acts in it are measures.
            rule: Rule name for what is found.
            sphere: Whether the list stands behind «в области» itself.
            title: Whether it stands in a title, whose acts are its subject unless they set up
                a body.
        """
        items = self._items(tokens, start, end, case, sphere, provision)
        if items and not items[0].inner and not title:
            # «включает проведение форума, визиты и обмен опытом»: one act makes acts of them.
            first = items[0]
            provision |= self._subjects.is_measure(tokens, first.start, first.end, provision=False)
        among = provision and not title and self._mostly_acts(tokens, items)
        contents = Contents()
        for item in items:
            item.act = among and not item.inner
            item.direct = not item.inner and case in {"Nom", "Acc"}
            contents += self._content(tokens, item, provision, rule, title=title)
        return contents

    def each(
        self, tokens: Tokens, places: list[tuple[int, int]], *, provision: bool, rule: str
    ) -> Contents:
        """Contents of items that stand alone, each in a line of its own."""
        read = [
            self._items(
                tokens, start, end, _case(tokens, self._subjects, start, end), False, provision
            )
            for start, end in places
        ]
        among = provision and self._mostly_acts(tokens, [item for items in read for item in items])
        contents = Contents()
        for item in (item for items in read for item in items):
            item.act = among and not item.inner
            contents += self._content(tokens, item, provision, rule)
        return contents

    def _content(
        self, tokens: Tokens, item: Item, provision: bool, rule: str, *, title: bool = False
    ) -> Contents:
        start, end = trim(tokens, item.start, item.end)
        if start >= end:
            return Contents()
        if self.is_infinitive(tokens, start, end):
            return self._actions(tokens, start, end, rule, provision=provision)
        if any(
            tokens.form[place] == "—" and tokens.feats[place + 1].verb_form == "Inf"
            for place in range(start, end - 1)
        ):
            # «в 2027-м — открыть …»: a clause without its verb
            return Contents(unread=(tokens.span(start, end),))
        act = not item.inner and self._subjects.is_measure(tokens, start, end, provision=provision)
        act |= item.act and self._subjects.is_deed(tokens, start, end)
        if act and (not title or self._subjects.is_body(tokens, start, end)):
            measure = self._subjects.measure(
                tokens, start, end, f"{rule}.measure", direct=item.direct
            )
            return Contents(measures=(measure,)) if measure is not None else Contents()
        topic = self._subjects.topic(tokens, start, end, f"{rule}.topic", direct=item.direct)
        return Contents(topics=(topic,)) if topic is not None else Contents()

    def _mostly_acts(self, tokens: Tokens, items: list[Item]) -> bool:
        """«запуск базы, признание дипломов и открытие школы»: such company makes acts."""
        acts = sum(
            not item.inner
            and self._subjects.is_measure(tokens, item.start, item.end, provision=True)
            for item in items
        )
        return 0 < len(items) <= 2 * acts

    def _actions(
        self, tokens: Tokens, start: int, end: int, rule: str, *, provision: bool
    ) -> Contents:
        """Acts told by infinitives joined with «и»; cooperation to be developed is a topic."""
        cuts = [start]
        for index in range(start + 1, end - 1):
            if tokens.lower[index] == "и" and self.is_infinitive(tokens, index + 1, end):
                cuts.append(index + 1)
        contents = Contents()
        for number, begin in enumerate(cuts):
            stop = cuts[number + 1] - 1 if number + 1 < len(cuts) else end
            cut = self._subjects.cut(tokens, begin + 1, stop)
            if tokens.lower[cut.start - 1] == ":":
                # «развивать сотрудничество в следующих областях: туризм, спорт»
                contents += self.read(tokens, cut.start, stop, "Nom", provision=False, rule=rule)
                continue
            field = self._subjects.field_of(tokens, begin, stop)
            if field is not None:
                contents += self.read(tokens, field, stop, "Acc", provision=False, rule=rule)
                continue
            told = self._subjects.told_by_infinitive(
                tokens, begin, stop, f"{rule}.infinitive", provision=provision
            )
            if isinstance(told, Measure):
                contents += Contents(measures=(told,))
            elif told is not None:
                contents += Contents(topics=(told,))
            else:
                contents += Contents(unread=(tokens.span(begin, stop),))
        return contents

    def _items(
        self, tokens: Tokens, start: int, end: int, case: str, sphere: bool, provision: bool
    ) -> list[Item]:
        cut = cut_list(tokens, start, end)
        outer = {"Nom", "Acc"} if case in {"Nom", "Acc"} else {case}
        items: list[Item] = []
        inner = "Gen" if sphere else ""
        pending: int | None = None
        lists: list[list[Item]] = []
        for chunk in cut.items:
            begin = chunk.start if pending is None else pending
            if self._only_modifiers(tokens, begin, chunk.end):
                pending = begin
                continue
            pending = None
            if items and is_participial(tokens, begin):
                continue
            begin = skip_preposition(tokens, begin, chunk.end, items)
            before = items[-1] if items else None
            level = self._levels.of(
                tokens, begin, chunk.end, outer, inner, before, provision=provision
            )
            if level is None:
                if items and chunk.link != ";":
                    # A list of another case under the item before («создание механизма, а также
                    # фонда»).
                    items[-1].end = chunk.end
                continue
            for place, stop, own in self._nested(tokens, begin, chunk.end, outer, level):
                is_inner = own
                act = provision and self._subjects.is_measure(tokens, place, stop, provision=True)
                if not is_inner and not act:
                    # «консультации по вопросам …» to be held are an act, no frame.
                    framed = self._subjects.cut(tokens, place, stop)
                    inner = is_inner = framed.case
                    if framed.case:
                        place = framed.start
                        lists.append([])
                        if self._only_modifiers(tokens, place, stop):
                            # «в области железнодорожных, автомобильных … перевозок»
                            pending = place
                            continue
                else:
                    inner = is_inner
                item = Item(place, stop, is_inner, chunk.link)
                items.append(item)
                if not lists or (lists[-1] and lists[-1][-1].inner != is_inner):
                    lists.append([])
                lists[-1].append(item)
        return self._split_last(tokens, [run for run in lists if run], case, cut.open)

    def _split_last(
        self, tokens: Tokens, runs: list[list[Item]], case: str, is_open: bool
    ) -> list[Item]:
        result: list[Item] = []
        for run in runs:
            if self._share_complement(tokens, run):
                run = [Item(run[0].start, run[-1].end, run[-1].inner, run[0].link)]
                result.extend(run)
                continue
            result.extend(run[:-1])
            last = run[-1]
            begin, stop = trim(tokens, last.start, last.end)
            if begin >= stop:
                continue
            closed = len(run) > 1 and last.link in {"и", "а также", "и также"}
            closed |= is_open and bool(last.inner)
            head = self.coordination.head(tokens, begin, stop)
            own = self.coordination.case(tokens, head) if head is not None else ""
            fits = head is not None and self.coordination.could_be(tokens, head, case)
            wanted = last.inner or (case if fits else own or case)
            pieces = [(begin, stop)]
            if not closed or wanted != "Gen":
                pieces = self.coordination.split_last(
                    tokens, Chunk(begin, stop, last.link), wanted, alone=len(run) == 1
                )
            result.extend(Item(a, b, last.inner, last.link) for a, b in pieces)
        return result

    def _share_complement(self, tokens: Tokens, run: list[Item]) -> bool:
        """«улавливание, транспортировка и хранение углерода»: bare actions before the last one."""
        if len(run) < 2:
            return False
        begin, stop = trim(tokens, run[-1].start, run[-1].end)
        bare = [trim(tokens, item.start, item.end) for item in run[:-1]]
        if tokens.lower[begin + 1 : begin + 2] == ["и"]:
            # The last «и» stands inside the last stretch.
            bare.append((begin, begin + 1))
            begin += 2
        elif run[-1].link != "и":
            return False
        return begin + 1 < stop and all(
            end - start == 1 and self._subjects.needs_complement(tokens.lemma[start])
            for start, end in [*bare, (begin, begin + 1)]
        )

    def _nested(
        self, tokens: Tokens, start: int, end: int, outer: set[str], inner: str
    ) -> list[tuple[int, int, str]]:
        """An inner item that an «и» leads back out of («… в сфере туризма и создание …»)."""
        framed = inner or self._subjects.cut(tokens, start, end).case
        if framed and framed not in outer:
            for index in range(start + 1, end - 1):
                if tokens.lower[index] != "и":
                    continue
                head = self.coordination.head(tokens, index + 1, end)
                if (
                    head is not None
                    and tokens.feats[head].case in outer
                    and self._subjects.is_measure(tokens, index + 1, end, provision=True)
                ):
                    return [(start, index, inner), (index + 1, end, "")]
        return [(start, end, inner)]

    def _only_modifiers(self, tokens: Tokens, start: int, end: int) -> bool:
        return self.coordination.head(tokens, start, end) is None and all(
            tokens.pos[index] in {"ADJ", "DET", "NUM", "ADV"} or tokens.form[index] in '«»"-'
            for index in range(start, end)
        )


def _case(tokens: Tokens, subjects: Subjects, start: int, end: int) -> str:
    head = subjects.coordination.head(tokens, start, end)
    return (tokens.feats[head].case if head is not None else "") or "Nom"
