"""The kinds of pages, each a module with a `router`. Those with a word of their own in the address come before parties (`/KAZ`)."""

from dragoman.web.pages import articles, events, front, people, review

ROUTERS = (front.router, events.router, articles.router, review.router, people.router)

__all__ = ["ROUTERS"]
