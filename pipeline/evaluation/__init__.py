"""How good the records are: alignment with gold, scores, reports and benchmarks."""
