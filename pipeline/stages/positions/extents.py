"""How far an office reaches past its genitives: persons, regions and places behind it."""

from __future__ import annotations

from pipeline.grammar.noun_phrase import Bounds, NounPhrases
from pipeline.stages.positions.context import Context
from pipeline.stages.positions.lexicon import OfficeLexicon


class Extents:
    """Extends office phrases; every method gives the new end, or the old one."""

    def __init__(self, lexicon: OfficeLexicon, phrases: NounPhrases) -> None:
        self._lexicon = lexicon
        self._phrases = phrases

    def of_person(self, context: Context, end: int, bounds: Bounds) -> int:
        """«пресс-секретарь Иванова X»: a surname in the genitive, and the holder's name behind.

        What the adviser advises on may stand between («советник Иванова по экономике X»).
        """
        boss = context.mention_at.get(end)
        if boss is None or boss.tokens[1] - end > 3:
            return end
        behind = boss.tokens[1]
        if behind not in context.mention_at and context.tokens.lower[behind] == "по":
            behind = self._phrases.tail(context.tokens, behind, bounds)
        holder = context.mention_at.get(behind)
        could = self._phrases.agreement.could_be(context.tokens, boss.tokens[1] - 1, "Gen")
        return behind if could and holder is not None and holder.key != boss.key else end

    def seated(self, context: Context, end: int, bounds: Bounds) -> int:
        """«глава фракции „Имя“ в Сейме X», «директор музея на острове X»: up to the name."""
        tokens = context.tokens
        place = end + 1
        if place >= bounds.limit or tokens.lower[end] not in {"в", "во", "на"}:
            return end
        if tokens.feats[place].case != "Loc":
            return end
        after = context.wholes.get(place, end)
        if after in context.country_at and after not in context.mention_at:
            after = context.wholes.get(after, after)  # «министр в правительстве Литвы X»
        if after not in context.mention_at:
            wider = Bounds(bounds.limit, bounds.wholes, bounds.stops, {"в", "во", "на"})
            after = self._phrases.prepositional(tokens, end, wider) or end
            if after in context.mention_at and self._is_owned(context, after):
                return end
        return after if after in context.mention_at else end

    def _is_owned(self, context: Context, place: int) -> bool:
        """«министр в кабинете Иванова»: a name that can say whose the noun before it is."""
        tokens = context.tokens
        region = tokens.lemma[place - 1] in self._lexicon.frames["region"]
        name = range(*context.mention_at[place].tokens)
        return (
            not region
            and tokens.pos[place - 1] != "PROPN"
            and all(self._phrases.agreement.could_be(tokens, i, "Gen") for i in name)
        )

    def named_region(self, context: Context, head: int, end: int, bounds: Bounds) -> int:
        """«судья округа Каунас X»: the name of a region in the nominative, then the holder's."""
        tokens = context.tokens
        region = end - 1
        if region == head or not (
            tokens.lemma[region] in self._lexicon.frames["region"]
            or tokens.lemma[region] == "республика"
        ):
            return end
        named = (
            end + 1 in context.mention_at
            and end + 1 < bounds.limit
            and tokens.pos[end] in {"NOUN", "PROPN", "X"}
            and tokens.form[end][0].isupper()
        )
        return end + 1 if named else end

    def destination(self, context: Context, end: int, bounds: Bounds) -> int:
        """«посол Казахстана в Турции», «представитель при ООН»: a place behind «в» or «на»."""
        tokens = context.tokens
        if end + 1 >= bounds.limit or tokens.lower[end] not in {"в", "во", "на", "при", "у"}:
            return end
        place = end + 1
        if not (
            place in context.country_at
            or place in context.wholes
            or any(p.tokens[0] == place for p in context.countries.places)
            or tokens.form[place][0].isupper()
        ):
            return end
        wider = Bounds(bounds.limit, bounds.wholes, bounds.stops, {"в", "во", "на", "при"})
        after = self._phrases.prepositional(tokens, end, wider)
        return (
            after
            if after is not None
            else (context.wholes.get(place, place + 1) if place not in bounds.stops else end)
        )
