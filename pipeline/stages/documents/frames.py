"""Cutting the frames around a subject («укрепление сотрудничества в области …»)."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.analysis.tokens import Tokens
from pipeline.grammar.agreement import NOUNS, is_abbreviation
from pipeline.grammar.coordination import Coordination
from pipeline.stages.documents.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Cut:
    """A phrase with its frames cut.

    Attributes:
        start: Where the subject begins; equal to the phrase's end if nothing is left.
        sphere: Whether «в области», «по вопросам» was cut, behind which a list may stand.
        emptied: Whether only a frame was there («сотрудничество между …»).
        case: Case of the list that may stand behind the frame; empty if none was cut.
    """

    start: int
    sphere: bool
    emptied: bool = False
    case: str = ""


class Frames:
    """Cuts frames off phrases."""

    def __init__(self, lexicon: Lexicon, coordination: Coordination) -> None:
        self._lexicon = lexicon
        self._coordination = coordination

    def cut(self, tokens: Tokens, start: int, end: int) -> Cut:
        """Cut the frames in front of the subject in `[start, end)`."""
        frames = self._lexicon.data.frames
        sphere, case = False, ""
        for _ in range(6):
            if (
                start + 1 < end
                and tokens.lower[start] in {"в", "во", "по"}
                and tokens.lemma[start + 1] in frames.sphere
            ):
                start += 1
            head = self._coordination.head(tokens, start, end)
            if head is None:
                break
            lemma, following = tokens.lemma[head], head + 1
            after = tokens.lower[following] if following < end else ""
            if lemma in frames.outer_genitive | frames.sphere and self._is_genitive(
                tokens, following, end
            ):
                start, sphere, case = following, True, "Gen"
            elif (lemma in frames.outer_by and after == "по") or (
                lemma in frames.outer_to and after in {"к", "ко"}
            ):
                start, case = following + 1, "Dat"
            elif lemma in frames.outer_about and after in {"о", "об"}:
                start, case = following + 1, "Loc"
            elif lemma in frames.outer_about and after == "по":
                # «о намерениях по укреплению сотрудничества»
                start, case = following + 1, "Dat"
            elif (lemma in frames.outer_about and after == "в") or (
                lemma in frames.strengthen and self._strengthens(tokens, following, end)
            ):
                start = following
            elif lemma in frames.plural_cooperation and tokens.feats[head].number == "Sing":
                return Cut(start, sphere, case=case)
            elif lemma in frames.fielded | frames.cooperation | self._lexicon.data.bodies.lemmas:
                only = lemma not in frames.cooperation
                inner = self._behind_cooperation(tokens, head, end, only_sphere=only)
                if inner is None:
                    plain = lemma in frames.empty and all(
                        tokens.lemma[place] in frames.relating for place in range(start, head)
                    )
                    goes_on = following < end and self._is_genitive(tokens, following, end)
                    goes_on &= not self._is_of_parties(tokens, following, end)
                    return Cut(start, sphere, plain and not goes_on, case)
                start, sphere, case = inner
            else:
                empty = head == start and following >= end and lemma in frames.empty
                return Cut(start, sphere, empty, case)
        return Cut(start, sphere, case=case)

    def _strengthens(self, tokens: Tokens, start: int, end: int) -> bool:
        head = self._coordination.head(tokens, start, end)
        return (
            head is not None
            and tokens.feats[head].case == "Gen"
            and tokens.lemma[head] in self._lexicon.data.frames.cooperation
            # «развитие связей», but «развитие связи»
            and not (
                tokens.lemma[head] in self._lexicon.data.frames.plural_cooperation
                and tokens.feats[head].number == "Sing"
            )
        )

    def _is_field(self, tokens: Tokens, index: int) -> bool:
        """«сотрудничество в лесном хозяйстве», «в строительстве»: no country, no occasion."""
        lemma = tokens.lemma[index]
        data = self._lexicon.data
        if self._lexicon.is_action(lemma):
            return True
        field = lemma in data.actions.fields or lemma.endswith(data.actions.abstract_endings)
        none = lemma in data.adverbial.nouns or lemma in data.bodies.lemmas
        return field and not none and tokens.form[index].islower()

    def _is_of_parties(self, tokens: Tokens, start: int, end: int) -> bool:
        """«сотрудничество министерств двух стран»: who cooperates, no subject."""
        head = self._coordination.head(tokens, start, end)
        data = self._lexicon.data
        return head is not None and (
            tokens.lemma[head] in data.parties.lemmas | data.bodies.lemmas
            or is_abbreviation(tokens.form[head])
            or tokens.form[head][:1].isupper()
        )

    def _is_genitive(self, tokens: Tokens, index: int, end: int) -> bool:
        if index >= end:
            return False
        head = self._coordination.head(tokens, index, end)
        return head is not None and "Gen" in {tokens.feats[head].case, tokens.feats[index].case}

    def _behind_cooperation(
        self, tokens: Tokens, head: int, end: int, *, only_sphere: bool
    ) -> tuple[int, bool, str] | None:
        """Where the field begins behind «сотрудничество … в области», «… по вопросам».

        Returns:
            Its first token, whether a sphere stands in front of it, and the case it stands in.
        """
        frames = self._lexicon.data.frames
        for index in range(head + 1, min(end, head + 40)):
            lower = tokens.lower[index]
            if lower in {";", ":"} or (lower == "," and tokens.lower[index - 1] != ")"):
                return None
            if lower == "при" and index == head + 1 and not only_sphere:
                # «взаимодействие при ликвидации последствий наводнений»
                return index + 1, False, "Loc"
            if lower not in {"в", "во", "по"}:
                continue
            place = index + 1
            while place < end and tokens.pos[place] in {"ADJ", "DET", "NUM"}:
                place += 1
            if place >= end:
                return None
            if tokens.lemma[place] in frames.sphere:
                following = place + 1
                while following < end and tokens.lower[following] in {",", "как", ":"}:
                    following += 1
                if following < end:
                    return following, True, "Gen"
                if place > index + 1 and tokens.lemma[index + 1] not in frames.unspecific:
                    # «сотрудничество в оборонной сфере»: an adjective tells the field.
                    return index + 1, False, "Loc"
                return None
            if (
                not only_sphere
                and index == head + 1
                and tokens.pos[place] in NOUNS
                and (lower == "по" or self._is_field(tokens, place))
            ):
                return index + 1, False, "Dat" if lower == "по" else "Loc"
        return None
