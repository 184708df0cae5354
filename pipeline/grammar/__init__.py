"""Russian grammar shared by the stages: inflection, noun phrases, coordination, phrase look-up."""
