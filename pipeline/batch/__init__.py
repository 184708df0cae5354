"""Many releases: executors, the robust loop over an extractor, and the run's folder."""
