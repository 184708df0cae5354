"""Texts for tools that cannot hold a carriage return, with offsets left as they are."""

from __future__ import annotations


def without_returns(text: str) -> str:
    r"""The text with `\r\n` as a space and a newline, and a lone `\r` as a newline.

    Tools that read files or show HTML turn both into one newline and count the rest short. This
    keeps every code point at its place, so offsets hold in both texts.
    """
    return text.replace("\r\n", " \n").replace("\r", "\n")
