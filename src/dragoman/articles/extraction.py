"""A page to its article."""

from dragoman.articles.assemble import assemble
from dragoman.articles.markup import read_html
from dragoman.articles.text import read_text
from dragoman.model.article import Article
from dragoman.model.page import Page


def extract(page: Page) -> Article:
    """The article of `page`: title, captions and body without the furniture around them, where it comes from and when.

    Never raises: a page without an article gives one with empty `text`. Offsets of parts are explained at `Part`.
    """
    match page.kind:
        case "text":
            return assemble(page, read_text(page.text, page.url))
        case "html":
            return assemble(page, read_html(page))
