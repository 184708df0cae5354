"""Review: records corrected in the browser over an append-only log of decisions, and gold."""
