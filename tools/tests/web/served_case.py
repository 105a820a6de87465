"""One server for all tests of a module, and what must hold after each of them: it serves, it has raised no alarm, and
nothing was written that the test did not mean to."""

import pathlib
import unittest

from asking import Person
from serving import Server


class ServedCase(unittest.TestCase):
    options = ["--sign-ins-per-minute", "100000", "--enrolments-per-minute", "100000"]

    @classmethod
    def setUpClass(cls):
        cls.server = Server(options=cls.options)
        cls.people = {}

    @classmethod
    def tearDownClass(cls):
        code = cls.server.stop()
        if code != 0:
            raise AssertionError(f"the server ended with {code}")

    def setUp(self):
        self.written = 0
        self.size = self.log_size()

    def tearDown(self):
        self.assertEqual(self.log_size() - self.size, self.written, "entries were written")
        self.assertNotIn("message=alarm", self.log())

    def person(self, name=None, program=False):
        """Somebody with a session of their own that lasts as long as the class."""
        key = (name, program)
        if key not in self.people:
            self.people[key] = Person(self.server, name, program)
        return self.people[key]

    def log_size(self):
        """Asked anew: the second line of the checkpoint."""
        answer = Person(self.server).get("/checkpoint")
        self.assertEqual(answer.status, 200)
        return int(answer.text.split("\n")[1])

    def log(self):
        return pathlib.Path(self.server.folder / "server.log").read_text()

    def memory(self):
        """Megabytes that the server holds now."""
        status = pathlib.Path(f"/proc/{self.server.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024

    def refused(self, answer, status, code):
        self.assertEqual((answer.status, answer.code), (status, code), answer)
        self.assertEqual(answer.headers.get("content-type"), "application/problem+json")
        problem = answer.json
        self.assertEqual(problem["type"], f"urn:mastro:refusal:{code}")
        self.assertEqual(problem["status"], status)
        self.assertTrue(problem["detail"])
