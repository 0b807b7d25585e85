"""What was fetched, as it came, in a WARC file: the format that web archives keep and `dragoman read` and `add` take."""

from datetime import datetime

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from dragoman.fetching.fetcher import Fetched

#: Headers that say how a body was sent: it is kept unpacked and whole.
_TRANSPORT = ("content-encoding", "transfer-encoding", "content-length", "connection")


def append(path: str, fetched: Fetched) -> None:
    """Appends an answer to the WARC file at `path`, which is made if there is none; compressed if its name ends in `.gz`.

    Each record is a gzip member of its own, so that what was written before stays readable. Raises `OSError`.
    """
    answer = fetched.answer
    head = [f"HTTP/1.1 {answer.status} {answer.reason}".rstrip()]
    head += [f"{name}: {value}" for name, value in answer.headers.items() if name not in _TRANSPORT]
    head += [f"content-length: {len(answer.body)}", "", ""]
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.headers["WARC-Target-URI"] = fetched.url
    record.headers["WARC-Date"] = datetime.fromisoformat(fetched.at).strftime("%Y-%m-%dT%H:%M:%SZ")
    record.is_http = True
    record.set_bytes_content("\r\n".join(head).encode("latin-1", "replace") + answer.body)
    with open(path, "ab") as file:
        if not path.endswith(".gz"):
            record.write(file, checksum_data=True)
            return
        with GzipWriter(file) as packed:
            record.write(packed, checksum_data=True)
