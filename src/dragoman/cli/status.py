"""Exit statuses, as documented."""

OK = 0
SOME_FAILED = 1
USAGE = 2
NOTHING_READ = 3
INTERRUPTED = 130


def of_batch(read: int, failed: int) -> int:
    """The status after a batch of which `read` inputs could be read and `failed` could not."""
    if not failed:
        return OK
    return SOME_FAILED if read else NOTHING_READ
