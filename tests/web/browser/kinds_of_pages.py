"""What the browser opens: every kind of page."""

#: Kinds of pages, and the address of one of each.
PAGES = {
    "front": "/", "state": "/KAZ", "pair": "/KAZ/RUS", "event": "/events/{event}", "article": "/articles/{article}", "article_with_files": "/articles/{version}",
    "changes": "/articles/{version}/changes", "people": "/people", "person": "/people/{speaker}", "quotes": "/quotes", "search": "/search?q=카자흐스탄",
    "search_events": "/search?q=카자흐스탄&kind=events", "search_quotes": "/search?q=카자흐스탄&kind=quotes", "events": "/events", "positions": "/positions",
    "articles": "/articles", "sources": "/sources", "definitions": "/definitions", "find": "/find?q=카자흐스탄 러시아", "interface": "/api", "review": "/review",
    "embed": "/embed/KAZ/RUS", "problem": "/events/nothing",
}  # fmt: skip
#: The article that is the later version of a page.
VERSION = "f" * 20
