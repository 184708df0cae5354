"""The keys of the release page, as its help and its buttons show them."""

from typing import Final

ACTIONS: Final = (
    ("accept", "A"),
    ("accept_row", "⇧A"),
    ("edit", "E"),
    ("find", "F"),
    ("evidence", "S"),
    ("reanchor", "R"),
    ("reject", "X"),
    ("new", "N"),
    ("add", "⇧N"),
    ("comment", "C"),
    ("history", "H"),
    ("undo", "U"),
    ("redo", "⇧U"),
    ("next", "G"),
    ("doubtful", "D"),
    ("done", "Ctrl+Enter"),
    ("help", "?"),
)
"""What has a button: the action's name and its key."""
MORE_KEYS: Final = (
    ("field", "J K"),
    ("item", "⇧J ⇧K"),
    ("leave", "Esc"),
    ("word", "← →"),
    ("grow", "Ctrl+⇧+← →"),
    ("grow_start", "Ctrl+Alt+⇧+← →"),
    ("reanchor_more", "⇧R"),
    ("drop", "Delete"),
    ("basis", "B"),
    ("document", "[ ]"),
)
"""What has none."""
