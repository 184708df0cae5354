"""Countries: every mention of a state, by name, abbreviation, adjective, demonym or capital.

Forms are looked up in a generated table, the longest first, so «Конго» inside «ДР Конго» and
«Кипр» inside «Турецкая Республика Северного Кипра» are no countries of their own (`view`). Then
the words around decide: senses that name no country are dropped (`senses`), a capital is a
government only where its context says so (`governments`), and forms that may mean something else
need support from the rest of the release (`stage`).
"""

from pipeline.stages.countries.stage import CountryStage

__all__ = ["CountryStage"]
