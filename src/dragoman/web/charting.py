"""The library that draws charts: Vega, Vega-Lite and their embedding, as vl-convert ships them."""

import threading
from functools import cache

_ONE = threading.Lock()
#: Puts what pages need where their scripts find it.
_SNIPPET = "window.vegaEmbed = vegaEmbed;"


def bundle() -> bytes:
    """The library as one script; made once a process, which takes some seconds."""
    with _ONE:
        return _made()


@cache
def _made() -> bytes:
    import vl_convert

    return str(vl_convert.javascript_bundle(snippet=_SNIPPET)).encode()
