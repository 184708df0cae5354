"""The extraction stages: pure, typed steps from a text's tokens to layers of findings."""
