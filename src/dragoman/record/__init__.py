"""The kept record: stories, one act from many reports, contradictions, links."""
