"""Connections over TLS: to a number that was looked up, under the name that was asked for."""

import datetime
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from site_here import PAGE, Site, fetcher

from dragoman.fetching import Unfetched, wire

x509 = pytest.importorskip("cryptography.x509", reason="a certificate has to be made")


@pytest.fixture
def secure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A site under the name news.example, with a certificate that is trusted for the test."""
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "news.example")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("news.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    pem = tmp_path / "site.pem"
    pem.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(pem)
    trusted = ssl.create_default_context(cafile=str(pem))
    monkeypatch.setattr(wire, "_trust", lambda: trusted)
    with Site() as server:
        server.socket = served.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield server
        server.shutdown()


def test_the_certificate_is_that_of_the_name_not_of_the_number(secure: Site) -> None:
    secure.things |= {"/robots.txt": b"", "/a": PAGE}
    port = secure.server_address[1]
    robot = fetcher(resolver=lambda host, port: ["127.0.0.1"])
    assert robot.fetch(f"https://news.example:{port}/a").answer.body == PAGE
    assert secure.asked[-1][1]["host"] == f"news.example:{port}"


def test_a_certificate_for_another_name_does_not_hold(secure: Site) -> None:
    port = secure.server_address[1]
    address = wire.Address(scheme="https", host="other.example", port=port, target="/a")
    with pytest.raises(Unfetched, match="its certificate does not hold"):
        wire.ask(address, ["127.0.0.1"], {}, wire.Bounds(wait=2, total=4))
    assert secure.asked == []


def test_an_authority_nobody_trusts_does_not_hold(secure: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    address = wire.Address(scheme="https", host="news.example", port=secure.server_address[1], target="/a")
    with pytest.raises(Unfetched, match="its certificate does not hold"):
        wire.ask(address, ["127.0.0.1"], {}, wire.Bounds(wait=2, total=4))


