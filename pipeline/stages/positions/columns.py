"""Offices on a line of their own, above or below their holder's: signatures and rosters.

```
С уважением,                     Ерлан Сапарбеков
Министр транспорта Литвы         Министр транспорта
Йонас Вайткус                    Республика Казахстан
```
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.analysis.tokens import Tokens
from pipeline.frozen import dataclass
from pipeline.layers import CountryMention, TokenRange
from pipeline.stages.positions.board import Board, Concord, Link
from pipeline.stages.positions.lexicon import OfficeLexicon

_ENDS = frozenset({",", ";", "."})
_JOINTS = frozenset({",", "-", "–", "—", "и"})
_FARTHEST = 2
"""Most line breaks between two lines that belong together: one blank line."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line holds, if it holds nothing else.

    Attributes:
        tokens: Its words.
        name: The person's mention.
        phrases: Offices, joined by a comma, a dash or «и».
        state: The state that stands alone, or behind the offices and a comma.
    """

    tokens: TokenRange
    name: int | None = None
    phrases: tuple[int, ...] = ()
    state: CountryMention | None = None

    @property
    def is_state(self) -> bool:
        return self.state is not None and not self.phrases


class ColumnLinker:
    """Links names and offices that have a line each."""

    def __init__(
        self, lexicon: OfficeLexicon, honorifics: frozenset[str], concord: Concord
    ) -> None:
        self._no_part = lexicon.not_office | lexicon.ordinals
        self._honorifics = honorifics
        self._concord = concord

    def __call__(self, board: Board) -> None:
        """Link all of them; an office goes to one name, the line above before the one below."""
        lines: list[_Line] = []
        starts: list[int] = []
        for number, mention in enumerate(board.mentions):
            start, end = mention.tokens
            if not self._is_alone(board.tokens, start, end):
                if end in board.starting and _breaks(board.tokens, start):
                    self._on_one_line(board, number)
                continue
            if not lines:
                lines = [self._read(board, line) for line in _lines(board)]
                starts = [line.tokens[0] for line in lines]
            self._link(board, lines, bisect_right(starts, start) - 1, number)

    def _on_one_line(self, board: Board, number: int) -> None:
        """«Йонас Вайткус Министр транспорта»: a line of a name and an office, no mark between."""
        start = board.mentions[number].tokens[1]
        end = next(i for i in range(start + 1, len(board.tokens) + 1) if _breaks(board.tokens, i))
        if not board.tokens.form[start][0].isupper():
            return
        found = self._fields(board, start, end)
        if found is not None:
            self._give(board, number, *found)

    def _is_alone(self, tokens: Tokens, start: int, end: int) -> bool:
        """Whether a name has a line to itself, «г-н» and a comma aside."""
        while start and not _breaks(tokens, start) and self._is_honorific(tokens, start - 1):
            start -= 1
        if end < len(tokens) and not _breaks(tokens, end) and tokens.form[end] in _ENDS:
            end += 1
        return _breaks(tokens, start) > 0 and _breaks(tokens, end) > 0

    def _is_honorific(self, tokens: Tokens, index: int) -> bool:
        return bool({tokens.lemma[index], tokens.lower[index]} & self._honorifics)

    def _is_no_part(self, board: Board, index: int) -> bool:
        """«бывший»: a word before an office that is not in its phrase."""
        words = {board.tokens.lemma[index], board.tokens.lower[index]}
        return index not in board.starting and not words.isdisjoint(self._no_part)

    def _read(self, board: Board, line: TokenRange) -> _Line:
        tokens = board.tokens
        place, end = line
        if tokens.form[end - 1] in _ENDS:
            end -= 1
        while place < end and self._is_honorific(tokens, place) and place not in board.starting:
            place += 1
        name = board.name_starting.get(place)
        if name is not None:
            alone = board.mentions[name].tokens[1] == end
            return _Line(line, name=name if alone else None)
        phrases, state = self._fields(board, place, end) or ((), None)
        return _Line(line, phrases=phrases, state=state)

    def _fields(
        self, board: Board, place: int, end: int
    ) -> tuple[tuple[int, ...], CountryMention | None] | None:
        """The offices that fill `[place, end)`, and the state behind them; `None` if more does."""
        phrases: list[int] = []
        state = None
        while place < end:
            while place < end and self._is_no_part(board, place):
                place += 1
            phrase = board.starting.get(place)
            state = board.states.get(place)
            if phrase is not None:
                phrases.append(phrase)
                place = board.phrases[phrase].tokens[1]
            elif state is not None and state.tokens[1] == end:
                place = end
            else:
                return None
            if place < end:
                if board.tokens.form[place] not in _JOINTS:
                    return None
                place += 1
        return tuple(phrases), state

    def _link(self, board: Board, lines: Sequence[_Line], here: int, number: int) -> None:
        for step in (-1, 1):
            found, state = self._beside(board, lines, here, step)
            if found is None or (step < 0 and not self._is_signed(lines, here, found)):
                continue
            if self._give(board, number, lines[found].phrases, state):
                return

    def _give(
        self, board: Board, number: int, phrases: tuple[int, ...], state: CountryMention | None
    ) -> bool:
        """Link the offices to the name if all of them can be its holder's."""
        if not all(self._fits(board, phrase, number) for phrase in phrases):
            return False
        for phrase in phrases:
            own = state if not board.phrases[phrase].trailing else None
            board.link(Link(number, phrase, (0, 1), "positions.column", (), own))
        return True

    def _beside(
        self, board: Board, lines: Sequence[_Line], here: int, step: int
    ) -> tuple[int | None, CountryMention | None]:
        """The line of offices next to a name's, and the state between or behind them."""
        states: list[CountryMention] = []
        place = here + step
        while 0 <= place < len(lines):
            if _breaks(board.tokens, lines[max(place, place - step)].tokens[0]) > _FARTHEST:
                break
            line = lines[place]
            if line.is_state and not states and line.state is not None:
                states.append(line.state)
                place += step
                continue
            if not line.phrases:
                break
            if line.state is not None:
                states.append(line.state)
            elif step > 0 and place + 1 < len(lines):
                behind = lines[place + 1]
                near = _breaks(board.tokens, behind.tokens[0]) == 1
                if near and behind.is_state and behind.state is not None:
                    states.append(behind.state)
            return place, states[0] if states else None
        return None, None

    def _fits(self, board: Board, phrase: int, number: int) -> bool:
        head = board.tokens.feats[board.phrases[phrase].head]
        return (
            phrase not in board.used
            and head.number != "Plur"
            and head.case in {"Nom", ""}
            and self._concord.agrees(board, phrase, number)
        )

    @staticmethod
    def _is_signed(lines: Sequence[_Line], here: int, found: int) -> bool:
        """Whether the office above is not the one of a name above it, and this name's below."""
        named = found > 0 and lines[found - 1].name is not None
        below = here + 1 < len(lines) and bool(lines[here + 1].phrases)
        return not (named and below)


def _lines(board: Board) -> list[TokenRange]:
    """The text's lines, in order; what an office goes on over is one."""
    tokens = board.tokens
    inside = {i for phrase in board.phrases for i in range(phrase.tokens[0] + 1, phrase.tokens[1])}
    starts = [i for i in range(len(tokens)) if i not in inside and _breaks(tokens, i)]
    return list(zip(starts, [*starts[1:], len(tokens)], strict=True))


def _breaks(tokens: Tokens, index: int) -> int:
    """Line breaks before token `index`; one at either end of the text."""
    if index in {0, len(tokens)}:
        return 1
    return tokens.text.count("\n", tokens.end[index - 1], tokens.start[index])
