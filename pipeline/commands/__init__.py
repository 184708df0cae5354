"""The commands, one module each, with a `register(app)` that adds it to the command line.

Modules import what is slow (spaCy, pydantic, rich's tables) when they run, not when they load.
"""
