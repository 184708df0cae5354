"""Offices joined to a name by a verb: «X стал министром», «на пост министра назначен X»."""

from __future__ import annotations

from collections.abc import Collection

from pipeline.analysis.tokens import Tokens
from pipeline.stages.positions.board import Board, Concord, Link
from pipeline.stages.positions.brackets import opening_of
from pipeline.stages.positions.context import Phrase
from pipeline.stages.positions.lexicon import OfficeLexicon
from pipeline.stages.positions.posts import PostLinker, post_before

_AND_THEN = frozenset({",", "-", "–", "—", "и", "а", "затем", "потом", "позже", "также", "далее"})
_SENTENCE_ENDS = frozenset({".", ";", "!", "?"})
_REACH = 8
_NEAR = 4
DUTIES = "duties_only"
INSTEAD = frozenset({"вместо", "взамен"})
"""Prepositions before the name of who held an office until then."""
_FAR = 16
_APPOINTING = frozenset({"назначение", "избрание", "утверждение"})
_NO_POSTS = frozenset({"envoy_deputy", "member", "staff", "speaker_role"})
"""Heads that a verb makes no office of («остаётся кандидатом», «стал участником»)."""


class VerbLinker:
    """Links by verbs of becoming, appointing and holding."""

    def __init__(self, lexicon: OfficeLexicon, concord: Concord) -> None:
        self._lexicon = lexicon
        self._concord = concord
        self._posts = PostLinker(lexicon, concord)

    def __call__(self, board: Board, phrase: int) -> None:
        """«X стал министром», «министром назначен X», «на пост министра назначен X»."""
        tokens = board.tokens
        office = board.phrases[phrase]
        first, last = tokens.sentences[tokens.sentence[office.head]]
        start, end = office.tokens
        case = tokens.feats[office.head].case
        post = post_before(self._lexicon, tokens, start, first)
        if office.entry is None or office.entry.id in _NO_POSTS:
            return
        if post is None and case != "Ins" and not (office.acting or _never_changes(tokens, office)):
            return
        if post is not None and self._posts.beside(board, phrase, post, first):
            return
        if post is not None and tokens.lemma[post] in self._lexicon.duties:
            self._performed(board, phrase, post, first, last)
            return
        verb = None
        if post is None or tokens.lemma[post] not in self._lexicon.capacities:
            verbs = self._lexicon.linking
            place = start if post is None else post
            chain = self.chained(board, phrase)
            behind = board.phrases[chain[-1]].tokens[1] if chain else end
            verb = self._verb_near(tokens, verbs, place, behind, first, last)
        if verb is None:
            if post is not None:
                self._posts(board, phrase, post, first, last)
            else:
                self._appointed(board, phrase, first)
            return
        if self._is_unreal(tokens, verb, first) or self._is_agent(tokens, verb, post):
            return
        occupation = office.entry.kind == "occupation"
        # «стал чемпионом» tells a success, «работал тренером» an occupation
        successful = occupation and tokens.lemma[verb] not in self._lexicon.working
        if self._lexicon.linking[tokens.lemma[verb]] == "become" and (
            post is not None or successful
        ):
            return
        number = self._name_of_verb(board, verb, start, end, first, last)
        if number is not None:
            board.link(Link(number, phrase, (0, 1), "positions.linking_verb", ()))
            for following in self.chained(board, phrase):
                board.link(Link(number, following, (0, 1), "positions.linking_verb", ()))
        elif not occupation and not self._appoints(tokens, verb):
            board.pending.append((phrase, verb))
            board.pending += [(following, verb) for following in self.chained(board, phrase)]

    def _is_unreal(self, tokens: Tokens, verb: int, first: int) -> bool:
        """«не стал министром», «хочет стать министром», «мог бы стать министром»."""
        if verb > first and tokens.lower[verb - 1] == "не":
            return True
        return tokens.feats[verb].verb_form == "Inf" and not self._lexicon.wishes.isdisjoint(
            tokens.lemma[max(first, verb - _NEAR) : verb] + tokens.lemma[verb + 1 : verb + 2]
        )

    def _is_agent(self, tokens: Tokens, verb: int, post: int | None) -> bool:
        """«был принят министром»: the office of the one who received, and nobody's new one."""
        taken = self._lexicon.linking[tokens.lemma[verb]] == "take_post"
        return post is None and taken and tokens.feats[verb].voice == "Pass"

    def _performed(self, board: Board, phrase: int, post: int, first: int, last: int) -> None:
        """«X исполнял обязанности министра», «обязанности министра будет исполнять X»."""
        tokens = board.tokens
        start, end = board.phrases[phrase].tokens
        verb = self._verb_near(tokens, self._lexicon.performing, post, end, first, last)
        if verb is None or self._is_unreal(tokens, verb, first):
            return
        number = self._name_of_verb(board, verb, start, end, first, last)
        if number is not None:
            board.link(Link(number, phrase, (0, 1), "positions.duties", (DUTIES,)))
        else:
            board.pending.append((phrase, verb))

    def _appointed(self, board: Board, phrase: int, first: int) -> None:
        """«назначил советника X главой отдела»: the name right before, a verb further ahead."""
        tokens = board.tokens
        end = board.phrases[phrase].tokens[0]
        while end > first and tokens.lemma[end - 1] in self._lexicon.not_office:
            end -= 1
        number = board.name_ending.get(end)
        if number is None or tokens.feats[board.mentions[number].tokens[0]].case == "Nom":
            return
        for index in range(board.mentions[number].tokens[0] - 1, max(first, end - _FAR) - 1, -1):
            lemma = tokens.lemma[index]
            if lemma in _APPOINTING or self._lexicon.linking.get(lemma) == "appoint":
                board.link(Link(number, phrase, (0, 1), "positions.linking_verb", ()))
                return
            if tokens.form[index] in {",", ":", ";"} or tokens.pos[index] == "VERB":
                return

    def _appoints(self, tokens: Tokens, verb: int) -> bool:
        """Whether the verb's subject gives the office to another («назначил», «избрал»)."""
        feats = tokens.feats[verb]
        return (
            self._lexicon.linking.get(tokens.lemma[verb]) == "appoint"
            and feats.voice != "Pass"
            and feats.verb_form in {"Fin", "Inf", "Conv"}
            and not tokens.lower[verb].endswith(("ся", "сь"))
            and feats.number != "Plur"
        )

    def chained(self, board: Board, phrase: int) -> list[int]:
        """«был министром юстиции, а затем и министром финансов»: further offices of the verb."""
        tokens = board.tokens
        found: list[int] = []
        current = phrase
        while True:
            place = board.phrases[current].tokens[1]
            while place < len(tokens) and tokens.lower[place] in _AND_THEN:
                place += 1
            following = board.starting.get(place)
            if (
                following is None
                or following in board.used
                or place == (board.phrases[current].tokens[1])
                or not (
                    self._concord.same_case(
                        tokens, board.phrases[phrase].head, board.phrases[following].head
                    )
                    or _never_changes(tokens, board.phrases[following])
                )
            ):
                return found
            found.append(following)
            current = following

    def _verb_near(
        self,
        tokens: Tokens,
        verbs: Collection[str],
        start: int,
        end: int,
        first: int,
        last: int,
    ) -> int | None:
        for index in range(start - 1, max(first, start - 6) - 1, -1):
            if tokens.lemma[index] in verbs:
                return index
            if tokens.form[index] in {",", ":"} or tokens.pos[index] == "VERB":
                break
        for index in range(end, min(last, end + _REACH)):
            if tokens.lemma[index] in verbs:
                # «министром вместо X стал Y»; nearer is what «министра X, что был» is about
                return index if index < end + 4 or self._opens(tokens, start, first) else None
            if tokens.form[index] in {",", ":"} or (
                tokens.pos[index] == "VERB" and tokens.feats[index].verb_form != "Part"
            ):
                break
        return None

    def _opens(self, tokens: Tokens, start: int, first: int) -> bool:
        """Whether the office begins the sentence, words that are no part of it left out."""
        return all(tokens.lemma[i] in self._lexicon.not_office for i in range(first, start))

    def _name_of_verb(
        self, board: Board, verb: int, start: int, end: int, first: int, last: int
    ) -> int | None:
        """The one name in the clause that is in the nominative (or the verb's object)."""
        tokens = board.tokens
        for index in range(verb + 1, start):
            # «назначил X министром»: the object stands between
            if index in board.name_starting:
                return board.name_starting[index]
        if verb > end and end in board.name_starting:
            # «пост министра X занимал с 2001 года»
            number = board.name_starting[end]
            if tokens.feats[end].case == "Nom":
                return number
        left = min(start, verb)
        right = max(end, verb + 1)
        place = right
        limit = min(last, right + _REACH)
        while place < limit:
            index = place
            place = index + 1
            if index in board.starting:  # «министром стал директор музея X»
                place = board.phrases[board.starting[index]].tokens[1]
                limit = min(last, place + _REACH)
                continue
            if index in board.name_starting:
                number = board.name_starting[index]
                instead = not INSTEAD.isdisjoint(tokens.lower[max(end, index - _NEAR) : index])
                if self._may_hold(board, number, verb) and not instead:
                    return number
                continue
            if tokens.form[index] in _SENTENCE_ENDS or tokens.form[index] in {",", ":"}:
                break
        if self._appoints(tokens, verb):
            return None
        if tokens.feats[verb].verb_form == "Part" and tokens.feats[verb].case:
            return self._described(board, verb, first)
        for index in range(left, max(first, left - _REACH), -1):
            if index in board.name_ending:
                number = board.name_ending[index]
                return number if self._could_be(board, number, "Nom") else None
            if tokens.form[index - 1] in _SENTENCE_ENDS or tokens.form[index - 1] in {":", "«"}:
                break
        return self._sole_subject(board, verb, first)

    def _described(self, board: Board, verb: int, first: int) -> int | None:
        """«X, являющийся …», «X, с 2010 года занимавший пост …»: the name before the comma."""
        tokens = board.tokens
        for index in range(verb - 1, max(first, verb - _REACH), -1):
            if tokens.form[index] == ",":
                opening = (
                    opening_of(tokens, index - 1, first) if self._closes(tokens, index) else None
                )
                return board.name_ending.get(index if opening is None else opening)
            if tokens.pos[index] in {"VERB", "PUNCT", "PRON"}:
                return None
        return None

    @staticmethod
    def _closes(tokens: Tokens, index: int) -> bool:
        return index > 0 and tokens.form[index - 1] == ")"

    def _sole_subject(self, board: Board, verb: int, first: int) -> int | None:
        """The one person named before the verb in its sentence: «X работал …, а в 2010 году был …».

        In the nominative, and with no other subject of the verb's gender possible: nobody else is
        named, and no pronoun or «который» stands between.
        """
        tokens = board.tokens
        named = [number for start, number in board.name_starting.items() if first <= start < verb]
        if not named or len({board.mentions[number].key for number in named}) != 1:
            return None
        subjects = [n for n in named if tokens.feats[board.mentions[n].tokens[0]].case == "Nom"]
        if not subjects or tokens.feats[verb].verb_form != "Fin":
            return None
        number = subjects[-1]
        start, end = board.mentions[number].tokens
        between = tokens.form[end:verb]
        if ":" in between or between.count("«") != between.count("»"):
            return None
        if any(tokens.pos[i] == "PRON" for i in range(end, verb)):
            return None
        gender = tokens.feats[verb].gender
        known = self._concord.is_known(tokens, range(start, end))
        agreed = not gender or not known or gender == tokens.feats[start].gender
        return number if agreed else None

    def _may_hold(self, board: Board, number: int, verb: int) -> bool:
        """Whether a name behind the verb can be its subject, or the object of appointing.

        A name in the genitive only completes another noun («станет советник X Y»).
        """
        if self._appoints(board.tokens, verb):
            return self._could_be(board, number, "Acc")
        # «Депутаты избрали председателем X»
        elected = self._lexicon.linking.get(board.tokens.lemma[verb]) == "appoint"
        several = elected and board.tokens.feats[verb].number == "Plur"
        case = board.tokens.feats[board.mentions[number].tokens[0]].case
        return self._could_be(board, number, "Nom") or (several and case == "Acc")

    def _could_be(self, board: Board, number: int, case: str) -> bool:
        tokens = board.tokens
        name = board.mentions[number].tokens[0]
        return tokens.feats[name].case in {case, ""} or (
            tokens.feats[name].case == "" or self._concord.agreement.could_be(tokens, name, case)
        )


def _never_changes(tokens: Tokens, office: Phrase) -> bool:
    """«назначен замдиректора»: a short form that ends in a genitive and has but one case."""
    lower = tokens.lower[office.head]
    short = lower.startswith("зам") and lower[-1] in "аыя" and not lower.endswith("ница")
    return short and lower == tokens.lemma[office.head]
