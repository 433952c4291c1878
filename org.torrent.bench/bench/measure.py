"""What a process cost: CPU time and memory from /proc."""

import os
import threading

TICKS = os.sysconf("SC_CLK_TCK")
SAMPLE_SECONDS = 0.05


def cpu_seconds(pid):
    """User and system time of a process so far, all its threads."""
    with open(f"/proc/{pid}/stat", encoding="ascii", errors="replace") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


class MemoryPeak(threading.Thread):
    """Samples resident memory until stopped: all of it, and the anonymous part (without mapped files), in MiB."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid = pid
        self.resident = 0.0
        self.anonymous = 0.0
        self.ended = threading.Event()
        self.start()

    def run(self):
        while not self.ended.wait(SAMPLE_SECONDS):
            self.sample()

    def sample(self):
        try:
            with open(f"/proc/{self.pid}/status", encoding="ascii", errors="replace") as file:
                values = dict(line.split(":", 1) for line in file if ":" in line)
        except OSError:
            return
        if "VmRSS" not in values:
            return  # it has ended
        self.resident = max(self.resident, int(values["VmRSS"].split()[0]) / 1024)
        self.anonymous = max(self.anonymous, int(values["RssAnon"].split()[0]) / 1024)

    def stop(self):
        self.ended.set()
        self.join()
