"""Connections that are slow, endless, half-closed, many or no HTTP: each is cut off, and whoever else comes is served."""

import os
import resource
import selectors
import socket
import time
import unittest

from asking import Person, plain_socket, read_all
from served_case import ServedCase

PATIENCE = 2
MEGABYTE = 1 << 20


class HostileConnections(ServedCase):
    options = ServedCase.options + ["--patience", str(PATIENCE)]

    def setUp(self):
        super().setUp()
        self.begun = self.memory()

    def tearDown(self):
        super().tearDown()
        self.assertLess(self.memory() - self.begun, 64, "megabytes were kept")

    def served(self, within=1.0):
        """Somebody else is answered, and soon."""
        begun = time.monotonic()
        self.assertEqual(Person(self.server).get("/api/v1/head", timeout=10).status, 200)
        self.assertLess(time.monotonic() - begun, within)

    def exchange(self, *parts, pause=0.0, timeout=10):
        """Sends parts as they stand, and gives everything that is answered until the other side closes."""
        with plain_socket(self.server.port, timeout) as connection:
            for part in parts:
                try:
                    connection.sendall(part)
                except ConnectionError:
                    break
                time.sleep(pause)
            return read_all(connection)

    def head(self, method, path, *more, version="1.1"):
        lines = [f"{method} {path} HTTP/{version}", f"Host: 127.0.0.1:{self.server.port}", *more, "", ""]
        return "\r\n".join(lines).encode()

    def connections(self):
        """How many connections the server holds open."""
        place = f"/proc/{self.server.process.pid}/fd"
        open_ones = 0
        for name in os.listdir(place):
            try:
                open_ones += os.readlink(f"{place}/{name}").startswith("socket:")
            except OSError:
                pass
        return open_ones

    def status(self, answer):
        return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else None

    def pour(self, head, piece, most):
        """Sends pieces after a head until the server has had enough; gives what it answered, and how much was sent."""
        sent = 0
        with plain_socket(self.server.port, 10) as connection:
            connection.sendall(head)
            connection.setblocking(False)
            answer, watch = b"", selectors.DefaultSelector()
            watch.register(connection, selectors.EVENT_READ | selectors.EVENT_WRITE)
            deadline = time.monotonic() + 20
            try:
                while sent < most and time.monotonic() < deadline:
                    for _, ready in watch.select(1):
                        if ready & selectors.EVENT_READ:
                            read = connection.recv(65_536)
                            answer += read
                            if not read or self.status(answer):
                                return answer, sent
                        elif ready & selectors.EVENT_WRITE:
                            sent += connection.send(piece)
            except ConnectionError:
                pass
            return answer, sent

    def test_a_statement_of_a_hundred_megabytes_is_refused_at_once(self):
        tito = self.person("tito")
        cookie = f"Cookie: mastro_session={tito.token}"
        kind = "Content-Type: multipart/form-data; boundary=x"
        announced = self.head("POST", "/bank/statements/new", cookie, kind, f"Content-Length: {100 * MEGABYTE}")
        answer, sent = self.pour(announced, b"x" * 65_536, 100 * MEGABYTE)
        self.assertEqual(self.status(answer), 413, answer[:200])
        self.assertLess(sent, 8 * MEGABYTE)
        endless = self.head("POST", "/bank/statements/new", cookie, kind, "Transfer-Encoding: chunked")
        answer, sent = self.pour(endless, b"10000\r\n" + b"x" * 65_536 + b"\r\n", 200 * MEGABYTE)
        self.assertIn(self.status(answer), [413, None])
        self.assertLess(sent, 60 * MEGABYTE)
        self.served()

    def test_a_body_without_an_end_is_cut_off(self):
        for path, most in [("/api/v1/challenges", 8), ("/api/v1/drafts", 24), ("/sign-out", 8), ("/nothing", 8)]:
            with self.subTest(path=path):
                head = self.head("POST", path, "Content-Type: application/json", "Transfer-Encoding: chunked")
                answer, sent = self.pour(head, b"10000\r\n" + b" " * 65_536 + b"\r\n", 200 * MEGABYTE)
                self.assertIn(self.status(answer), [401, 403, 404, 413, 303, 405, None])
                self.assertLess(sent, most * MEGABYTE)
        self.served()

    def test_who_sends_a_byte_at_a_time_is_cut_off_while_others_are_served(self):
        head = self.head("POST", "/api/v1/challenges", "Content-Type: application/json", "Content-Length: 900")
        slow = [(plain_socket(self.server.port), part) for part in [head[:40], head, b""] * 40]
        for connection, part in slow:
            connection.sendall(part)
        begun, open_ones = time.monotonic(), [connection for connection, _ in slow]
        while open_ones and time.monotonic() - begun < 4 * PATIENCE:
            self.served()
            for connection in list(open_ones):
                try:
                    connection.sendall(b"x")
                except ConnectionError:
                    open_ones.remove(connection)
            time.sleep(0.25)
        for connection, _ in slow:
            connection.close()
        self.assertEqual(len(open_ones), 0, "connections stayed open")

    def test_who_does_not_read_is_cut_off(self):
        # More than both machines keep on the way.
        ask = self.head("GET", "/api/v1/openapi.yaml") * 400
        before = self.connections()
        deaf = [plain_socket(self.server.port) for _ in range(10)]
        for connection in deaf:
            connection.sendall(ask)
        self.served(within=5)
        deadline = time.monotonic() + 15
        while self.connections() > before + 2 and time.monotonic() < deadline:
            time.sleep(0.2)
        self.assertLessEqual(self.connections(), before + 2, "connections stayed open")
        for connection in deaf:
            connection.close()

    def test_half_closed_connections(self):
        with plain_socket(self.server.port, 10) as connection:
            connection.sendall(self.head("GET", "/api/v1/head"))
            connection.shutdown(socket.SHUT_WR)
            self.assertEqual(self.status(read_all(connection)), 200)
        begun = time.monotonic()
        for part in [b"", b"GET /api/v1", self.head("POST", "/api/v1/challenges", "Content-Length: 10") + b"{"]:
            with plain_socket(self.server.port, 10) as connection:
                connection.sendall(part)
                connection.shutdown(socket.SHUT_WR)
                self.assertIn(self.status(read_all(connection)), [None, 400, 415])
        self.assertLess(time.monotonic() - begun, 3 * PATIENCE)
        form = self.head("POST", "/bodies", f"Cookie: mastro_session={self.person('anna').token}", "Content-Length: 100",
                         "Content-Type: application/x-www-form-urlencoded")
        for part in [b"GET /", self.head("POST", "/api/v1/drafts", "Content-Length: 100") + b"{", form + b"a"] * 30:
            connection = plain_socket(self.server.port)
            connection.sendall(part)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.close()
        self.served()

    def test_thousands_that_say_nothing_keep_nobody_out(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        many = min(3_000, hard - 200)
        idle = []
        try:
            for number in range(many):
                idle.append(plain_socket(self.server.port))
                if number % 500 == 0:
                    self.served()
            self.served()
            anna = Person(self.server, "anna")
            self.assertEqual(anna.get("/office").status, 200)
            time.sleep(1.5 * PATIENCE)
            self.served()
        finally:
            for connection in idle:
                connection.close()

    def test_requests_that_are_no_good_http(self):
        host = f"Connection: close\r\nHost: 127.0.0.1:{self.server.port}"
        rows = {
            "no HTTP at all": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc" + b"\0" * 60, [None, 400]),
            "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [None, 400, 505]),
            "a version of its own": (f"GET / HTTP/7.3\r\n{host}\r\n\r\n".encode(), [None, 400, 505]),
            "no host": (b"GET /api/v1/head HTTP/1.1\r\nConnection: close\r\n\r\n", [400, 421]),
            "two hosts": (f"GET /api/v1/head HTTP/1.1\r\n{host}\r\nHost: elsewhere\r\n\r\n".encode(), [400, 421]),
            "another host": (b"GET /api/v1/head HTTP/1.1\r\nHost: elsewhere\r\n\r\n", [421]),
            "an address with a host": (b"GET http://elsewhere/ HTTP/1.1\r\nHost: elsewhere\r\n\r\n", [400, 421]),
            "a space in the path": (f"GET /a b HTTP/1.1\r\n{host}\r\n\r\n".encode(), [None, 400, 404]),
            "a NUL in a header": (f"GET / HTTP/1.1\r\n{host}\r\nX: a\0b\r\n\r\n".encode(), [None, 400]),
            "a folded header": (f"GET / HTTP/1.1\r\n{host}\r\nX: a\r\n b\r\n\r\n".encode(), [200, 400]),
            "two lengths": (f"POST /sign-out HTTP/1.1\r\n{host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab".encode(),
                            [None, 400]),
            "a negative length": (f"POST /sign-out HTTP/1.1\r\n{host}\r\nContent-Length: -1\r\n\r\n".encode(), [None, 400]),
            "length and chunks": (
                f"POST /sign-out HTTP/1.1\r\n{host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
                .encode(), [None, 400]),
            "a chunk that is none": (
                f"POST /bodies HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n".encode(), [None, 303, 400]),
        }
        for name, (request, expected) in rows.items():
            with self.subTest(request=name):
                self.assertIn(self.status(self.exchange(request)), expected)
        self.served()

    def test_long_addresses_and_headers(self):
        for size, path in [(8_000, "/"), (30_000, "/"), (200_000, "/"), (2_000_000, "/api/v1/")]:
            answer = self.exchange(self.head("GET", path + "x" * size, "Connection: close"))
            self.assertIn(self.status(answer), [404, 400, 414, 431, None], size)
        for more in [["X-Long: " + "x" * 200_000], [f"X-{number}: 1" for number in range(5_000)],
                     ["Cookie: " + "; ".join(f"a{number}=1" for number in range(20_000))]]:
            answer = self.exchange(self.head("GET", "/", "Connection: close", *more))
            self.assertIn(self.status(answer), [400, 431, None])
        self.served()

    def test_methods_and_older_http(self):
        anybody = Person(self.server)
        self.assertEqual(anybody.ask("HEAD", "/").body, b"")
        self.assertEqual(anybody.ask("HEAD", "/").status, 200)
        self.assertEqual(anybody.ask("HEAD", "/api/v1/head").status, 200)
        for path in ["/", "/api/v1/head", "/sign-in", "/checkpoint"]:
            answer = anybody.ask("OPTIONS", path)
            self.assertEqual((answer.status, answer.headers["allow"]), (204, "GET, HEAD, OPTIONS"))
            for method in ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]:
                answer = anybody.ask(method, path, headers={"Accept": "application/json"})
                self.refused(answer, 405, "request.method")
                self.assertTrue(answer.headers["allow"])
        self.assertEqual(anybody.ask("BREW", "/").status, 400)
        self.assertIn(anybody.ask("CONNECT", "elsewhere:443").status, [400, 405, 421])
        old = self.exchange(self.head("GET", "/api/v1/head", version="1.0"))
        self.assertEqual(self.status(old), 200)
        head = self.head("GET", "/api/v1/head")
        last = self.head("GET", "/checkpoint", "Connection: close")
        answer = self.exchange(head * 20 + last)
        self.assertEqual(answer.count(b"HTTP/1.1 200 "), 21)
        self.served()

    def test_one_listener_alone_takes_no_place_from_the_others(self):
        ugo, anna = self.person("ugo", program=True), self.person("anna", program=True)

        def listen(person):
            connection = plain_socket(self.server.port, 5)
            connection.sendall(self.head("GET", "/api/v1/events", f"Authorization: Bearer {person.token}"))
            return connection, self.status(connection.recv(300))

        listeners = [listen(ugo) for _ in range(40)]
        self.assertEqual([status for _, status in listeners].count(200), 32)
        self.assertEqual([status for _, status in listeners].count(503), 8)
        other, status = listen(anna)
        self.assertEqual(status, 200)
        for connection in [other] + [connection for connection, _ in listeners]:
            connection.close()
        time.sleep(0.3)
        again, status = listen(ugo)
        self.assertEqual(status, 200, "listeners who have left are still counted")
        again.close()


class FewConnections(ServedCase):
    """As many slow requests as connections are allowed: whoever comes then is served all the same."""

    options = ServedCase.options + ["--patience", "20", "--connections", "64"]

    def test_slow_requests_make_room_for_quick_ones(self):
        head = (f"POST /api/v1/challenges HTTP/1.1\r\nHost: 127.0.0.1:{self.server.port}\r\n"
                "Content-Type: application/json\r\nContent-Length: 900\r\n\r\n").encode()
        slow = []
        for _ in range(120):
            slow.append(plain_socket(self.server.port))
            slow[-1].sendall(head + b"{" * 100)
        for _ in range(20):
            begun = time.monotonic()
            self.assertEqual(Person(self.server).get("/api/v1/head", timeout=10).status, 200)
            self.assertLess(time.monotonic() - begun, 1)
        for connection in slow:
            connection.close()


if __name__ == "__main__":
    unittest.main()
