"""Child processes: their output kept, their ends awaited, only ever ended by their own id."""

import subprocess
import threading
import time


class Process:
    """A child whose combined output is read by a thread of its own."""

    def __init__(self, arguments, **options):
        self.arguments = [str(a) for a in arguments]
        self.lines = []
        self.changed = threading.Condition()
        self.child = subprocess.Popen(
            self.arguments,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            **options,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for raw in self.child.stdout:
            with self.changed:
                self.lines.append(raw.decode("utf-8", "replace").rstrip("\r\n"))
                self.changed.notify_all()
        with self.changed:
            self.changed.notify_all()

    def await_line(self, wanted, timeout=30):
        """The first line that contains the text; fails when the child ends or time is over before."""
        end = time.monotonic() + timeout
        with self.changed:
            while True:
                for line in self.lines:
                    if wanted in line:
                        return line
                left = end - time.monotonic()
                if left <= 0 or (self.child.poll() is not None and not self.reader.is_alive()):
                    raise AssertionError(f"no line with {wanted!r} from {self.describe()}")
                self.changed.wait(min(left, 0.5))

    def await_exit(self, timeout=60):
        """The exit status."""
        try:
            status = self.child.wait(timeout)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running after {timeout} s: {self.describe()}") from None
        self.reader.join(10)
        return status

    def terminate(self, timeout=20):
        """SIGTERM; the exit status."""
        if self.child.poll() is None:
            self.child.terminate()
        try:
            return self.await_exit(timeout)
        except AssertionError:
            self.kill()
            raise

    def kill(self):
        """SIGKILL, the hard way out."""
        if self.child.poll() is None:
            self.child.kill()
        self.child.wait()

    def describe(self):
        tail = "\n    ".join(self.lines[-15:])
        return f"{' '.join(self.arguments)}\n    {tail}"


def await_true(what, condition, timeout=60):
    """Polls a condition of another program, which has no event to wait for."""
    end = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"not within {timeout} s: {what() if callable(what) else what}")
        time.sleep(0.05)
