"""Gold: annotated records as envelopes, and the lighter format they can be made from."""
