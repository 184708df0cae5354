"""Records in the formats of neighbouring tools, one module a format."""
