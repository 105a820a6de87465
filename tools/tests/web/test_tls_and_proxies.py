"""The server by TLS, and behind a proxy: what browsers are told, and whose address counts."""

import pathlib
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
import unittest

from asking import Person, context_trusting
from serving import Demonstration, Server, free_port


class TLSServer(Server):
    """`mastro serve` with a certificate of its own."""

    def __init__(self, folder, certificate, key):
        self.certificate = certificate
        port = free_port()
        self.context = context_trusting(certificate)
        self.secure = f"https://localhost:{port}"
        super().__init__(folder, port, ["--certificate", certificate, "--key", key, "--origin", self.secure,
                                        "--sign-ins-per-minute", "1000", "--patience", "2"])

    def is_ready(self):
        return Person(self, tls=self.context, address=("localhost", self.port)).get("/health/ready").status == 200


def make_certificate(folder, name="localhost"):
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name},IP:127.0.0.1", "-keyout", key, "-out",
         certificate], check=True, capture_output=True)
    return certificate, key


@unittest.skipUnless(shutil.which("openssl"), "openssl is not installed: TLS goes untried")
class TLS(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = Demonstration.copy()
        cls.server = TLSServer(folder, *make_certificate(folder))

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()

    def person(self, name=None, **more):
        return Person(self.server, name, address=("localhost", self.server.port), tls=self.server.context, **more)

    def test_the_cookie_and_the_address_are_for_tls_alone(self):
        anna = self.person("anna")
        self.assertIn("; Secure", anna.cookie_line)
        self.assertIn("HttpOnly", anna.cookie_line)
        answer = anna.get("/office")
        self.assertEqual(answer.status, 200)
        self.assertEqual(answer.headers["strict-transport-security"], "max-age=31536000")
        self.assertEqual(anna.get("/api/v1/me").json["name"], "anna")

    def test_old_versions_are_refused(self):
        for version in [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]:
            context = context_trusting(self.server.certificate, version)
            with socket.create_connection(("127.0.0.1", self.server.port), 10) as plain:
                with context.wrap_socket(plain, server_hostname="localhost") as connection:
                    self.assertEqual(connection.version(), version.name.replace("_", "."))
        done = subprocess.run(
            ["openssl", "s_client", "-connect", f"127.0.0.1:{self.server.port}", "-tls1_1", "-cipher",
             "DEFAULT:@SECLEVEL=0"], input=b"", capture_output=True)
        self.assertIn(b"Cipher is (NONE)", done.stdout)

    def test_curl_agrees(self):
        if shutil.which("curl") is None:
            self.skipTest("curl is not installed")
        done = subprocess.run(
            ["curl", "--silent", "--show-error", "--cacert", self.server.certificate, "--tlsv1.2",
             f"{self.server.secure}/checkpoint"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(len(done.stdout.split("\n")[2]), 44)
        plain = subprocess.run(["curl", "--silent", f"http://127.0.0.1:{self.server.port}/"], capture_output=True)
        self.assertNotEqual(plain.returncode, 0)

    def test_who_connects_and_says_nothing_keeps_nobody_out(self):
        silent = [socket.create_connection(("127.0.0.1", self.server.port), 10) for _ in range(200)]
        self.assertEqual(self.person().get("/api/v1/head").status, 200)
        for connection in silent[100:]:
            connection.sendall(b"\x16\x03\x01\x00\x05hello")
            connection.close()
        self.assertEqual(self.person().get("/api/v1/head").status, 200)
        for connection in silent[:100]:
            self.assertEqual(connection.recv(10), b"", "a connection stayed open")
            connection.close()
        log = pathlib.Path(self.server.folder / "server.log").read_text()
        self.assertNotIn("message=alarm", log)


class Proxy:
    """Passes every request on, and says for whom; where `honest`, after what it was told, as nginx does."""

    def __init__(self, port, address):
        self.target, self.address = port, address
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection, socket.create_connection(("127.0.0.1", self.target)) as onward:
                request = b""
                while b"\r\n\r\n" not in request:
                    request += connection.recv(65_536)
                head, body = request.split(b"\r\n\r\n", 1)
                length = next((int(line.split(b":")[1]) for line in head.split(b"\r\n")
                               if line.lower().startswith(b"content-length")), 0)
                while len(body) < length:
                    body += connection.recv(65_536)
                more = f"\r\nX-Forwarded-For: {self.address}\r\nConnection: close\r\n\r\n".encode()
                onward.sendall(head + more + body)
                while answer := onward.recv(65_536):
                    connection.sendall(answer)

    def stop(self):
        self.socket.close()


class BehindAProxy(unittest.TestCase):
    """The limit on signing in counts people, not proxies, and believes only the proxy that it was told of."""

    SIGN_INS = 2

    def serve(self, *options):
        server = Server(options=["--sign-ins-per-minute", str(self.SIGN_INS), "--origin", "https://fondo.example",
                                 *options])
        self.addCleanup(server.stop)
        return server

    def challenge(self, server, port=None, told=None):
        headers = {"Host": "fondo.example"}
        if told:
            headers["X-Forwarded-For"] = told
        person = Person(server, address=("127.0.0.1", port or server.port))
        return person.ask("POST", "/api/v1/challenges", {"publicKey": "A" * 43 + "="}, headers=headers).status

    def test_each_person_has_their_own_limit_behind_a_trusted_proxy(self):
        server = self.serve("--trusted-proxy", "127.0.0.1")
        one, other = Proxy(server.port, "192.0.2.1"), Proxy(server.port, "192.0.2.2")
        self.addCleanup(one.stop)
        self.addCleanup(other.stop)
        most = 2 * self.SIGN_INS
        self.assertNotIn(429, [self.challenge(server, one.port) for _ in range(most)])
        self.assertEqual(self.challenge(server, one.port), 429)
        # What somebody writes before the proxy does is not believed.
        self.assertEqual(self.challenge(server, one.port, told="198.51.100.7"), 429)
        self.assertNotEqual(self.challenge(server, other.port), 429)

    def test_nobody_else_is_believed(self):
        server = self.serve()
        most = 2 * self.SIGN_INS
        answers = [self.challenge(server, told=f"192.0.2.{number}") for number in range(most + 1)]
        self.assertEqual(answers[-1], 429)

    def test_the_address_of_the_proxy_is_the_one_that_is_signed_in_to(self):
        server = self.serve()
        anna = Person(server, "anna", headers={"Host": "fondo.example"})
        self.assertIn("; Secure", anna.cookie_line)
        self.assertEqual(anna.get("/office", headers={"Host": f"127.0.0.1:{server.port}"}).status, 421)
        self.assertEqual(anna.get("/office").headers["strict-transport-security"], "max-age=31536000")
        # Health is asked for by the machine itself.
        self.assertEqual(Person(server).get("/health/ready").status, 200)


if __name__ == "__main__":
    unittest.main()
