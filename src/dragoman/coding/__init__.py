"""Coding: clauses in, events, statements, positions, measures and ties out. Knows PLOVER and frames, no grammar."""

from dragoman.coding.coder import Coded, code, signs, vocabulary

__all__ = ["Coded", "code", "signs", "vocabulary"]
