"""Coding: clauses in, events, statements, positions, measures and ties out. Knows PLOVER and frames, no grammar."""

from dragoman.coding.coder import Coded, acts, code, signs, vocabulary
from dragoman.coding.topics import plays

__all__ = ["Coded", "acts", "code", "plays", "signs", "vocabulary"]
