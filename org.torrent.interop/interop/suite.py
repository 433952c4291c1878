"""Runs the tests and ends with the line `N passed, N failed`; a test that can't run has failed."""

import sys
import time
import unittest

from interop import (
    test_command_line,
    test_dht,
    test_download,
    test_hooks,
    test_hostile,
    test_magnet,
    test_pex,
    test_resume,
    test_seed,
    test_shapes,
    test_tracker,
)

MODULES = (
    test_command_line,
    test_download,
    test_seed,
    test_magnet,
    test_pex,
    test_dht,
    test_hooks,
    test_shapes,
    test_tracker,
    test_resume,
    test_hostile,
)


class Result(unittest.TestResult):
    """One line per test, with its time."""

    def __init__(self):
        super().__init__()
        self.passed = 0
        self.started = 0.0

    def startTest(self, test):
        super().startTest(test)
        self.started = time.monotonic()
        print(f"{test.id():<90} ", end="", flush=True)

    def outcome(self, word):
        print(f"{word} {time.monotonic() - self.started:5.1f} s", flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1
        self.outcome("ok  ")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.outcome("FAIL")
        print(self.failures[-1][1], flush=True)

    def addError(self, test, err):
        super().addError(test, err)
        self.outcome("FAIL")
        print(self.errors[-1][1], flush=True)

    def addSkip(self, test, reason):
        self.addFailure(test, (AssertionError, AssertionError("skipped: " + reason), None))


def main(words):
    loader = unittest.defaultTestLoader
    suite = unittest.TestSuite()
    for module in MODULES:
        for case in loader.loadTestsFromModule(module):
            for test in case:
                if not words or any(word.lower() in test.id().lower() for word in words):
                    suite.addTest(test)
    result = Result()
    suite.run(result)
    failed = len(result.failures) + len(result.errors)
    print(f"\n{result.passed} passed, {failed} failed", flush=True)
    return 1 if failed or result.passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
