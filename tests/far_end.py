"""A real HTTPS server on this machine that answers as a chat service would, with an authority of its own."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from msgspec import Struct


class Came(Struct, kw_only=True):
    """One request as it came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: Any


class FarEnd:
    """`answers` are given one after the other, the last one again and again: (status, body, headers)."""

    def __init__(self, port: int, certificate: Path) -> None:
        self.port = port
        self.certificate = certificate
        self.came: list[Came] = []
        self.answers: list[tuple[int, bytes, dict[str, str]]] = []
        self.hold = threading.Event()  # set: answers at once
        self.hold.set()

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def will(self, *answers: tuple[int, bytes]) -> None:
        self.answers = [(status, body, {}) for status, body in answers]

    def answer(self) -> tuple[int, bytes, dict[str, str]]:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0] if self.answers else (200, b"ok", {})


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # a client that does not trust us, or went away


@contextmanager
def far_end(folder: Path) -> Iterator[FarEnd]:
    """The server, until the block ends. Who wants to trust it sets SSL_CERT_FILE to `certificate`."""
    certificate, key = _certificate(folder)

    class Handler(BaseHTTPRequestHandler):
        def _take(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            came = Came(method=self.command, path=self.path, headers=dict(self.headers), body=json.loads(body or b"{}"))
            server.came.append(came)
            server.hold.wait(30)
            status, text, headers = server.answer()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)

        do_POST = _take  # noqa: N815 - the library's names
        do_PUT = _take  # noqa: N815 - as above
        do_GET = _take  # noqa: N815 - as above

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - as above
            pass

    http = _Quiet(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    http.socket = context.wrap_socket(http.socket, server_side=True)
    server = FarEnd(http.server_address[1], certificate)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.hold.set()
        http.shutdown()
        http.server_close()
        thread.join()


def _certificate(folder: Path) -> tuple[Path, Path]:
    """For localhost, signed by itself; made once in a folder."""
    certificate, private = folder / "far-end.pem", folder / "far-end.key"
    if certificate.exists():
        return certificate, private
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Far end of the tests")])
    names: list[x509.GeneralName] = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, private
