"""The kinds of pages, each a module with a `router`. Those with a word of their own in the address come before parties (`/KAZ`)."""

from dragoman.web.pages import api, events, feeds, front, lists

ROUTERS = (front.router, api.router, lists.router, events.router, feeds.router)

__all__ = ["ROUTERS"]
