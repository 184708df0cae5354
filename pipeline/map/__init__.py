"""The map of a run: who met whom, when, about what; one page that needs nothing else."""
