"""This runtime, driven over its console's standard input as a user's script would."""

import datetime
import json
import os
import time

from bench.child import Child

LAUNCHER = os.path.normpath(os.path.join(os.path.dirname(__file__), "../../run/torrent"))
POLL_SECONDS = 0.3


class OurSide:
    """One runtime with a state directory of its own."""

    name = "ours"
    launcher = LAUNCHER

    def __init__(self, home, ip, java_options):
        environment = dict(os.environ, TORRENT_HOME=home, TORRENT_JAVA_OPTS=java_options)
        self.child = Child([self.launcher, "--listen", f"{ip}:0"], env=environment)
        self.address = self.child.await_line("listening on ").split()[-1]

    @property
    def pid(self):
        return self.child.pid  # the launcher script execs java

    def add(self, torrent, directory):
        """Adds and checks; a seeder must have everything."""
        self.child.say(f"torrent:add {torrent} --dir {directory}")
        self.child.await_line("added: ")
        return self._await_state("downloading", "seeding") == "seeding"

    def fetch(self, peer):
        """Downloads from there; start (the command) and end (our alert) in seconds since 1970."""
        number = self._torrent()["number"]
        start = time.time()
        self.child.say(f"torrent:connect {number} {peer}")
        self._await_state("seeding")
        return start, next(_seconds(a["time"]) for a in reversed(self._ask("alerts", "alerts"))
                           if a["what"] == "state_changed" and a["details"]["state"] == "seeding")

    def remove(self):
        self.child.say(f"torrent:remove {self._torrent()['number']}")
        self.child.await_line("removed: ")

    def close(self):
        self.child.close()

    def _torrent(self):
        return self._ask("list", "torrents")[-1]  # the newest

    def _await_state(self, *wanted):
        while True:
            torrent = self._torrent()
            if torrent["state"] in wanted:
                return torrent["state"]
            if torrent["state"] == "error":
                raise RuntimeError(f"our side failed: {torrent['reason']}")
            time.sleep(POLL_SECONDS)

    def _ask(self, command, what):
        self.child.say(f"torrent:{command} --json")
        return json.loads(self.child.await_line('{"' + what))[what]


class OtherSide(OurSide):
    """Another build of this runtime: what a change is compared with."""

    name = "other"
    launcher = os.environ.get("BENCH_OTHER", LAUNCHER)


def _seconds(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
