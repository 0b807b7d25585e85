"""Articles: a `Page` becomes an `Article`. Knows the layout of news pages; nothing of whom or what the news is about."""

from dragoman.articles.extraction import extract

__all__ = ["extract"]
