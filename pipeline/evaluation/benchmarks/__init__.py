"""Scores on public data sets that the user has: NEREL and factRuEval-2016."""
