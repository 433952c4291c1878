"""libtorrent 2 with the settings that make it fast."""

import json
import sys

from bench.child import Child


class LibtorrentSide:
    """One libtorrent session: the anchor."""

    name = "libtorrent"

    def __init__(self, _home, ip, _options):
        self.child = Child([sys.executable, "-m", "bench.libtorrent_child", ip])
        self.address = self._answer()["address"]

    @property
    def pid(self):
        return self.child.pid

    def add(self, torrent, directory, megabytes_per_second=0):
        """Adds and checks; a seeder must have everything. 0: as fast as it can."""
        return self._call("add", torrent, directory, int(megabytes_per_second * 1e6))["seeding"]

    def fetch(self, peer):
        """Downloads from there; start and end in seconds since 1970."""
        host, port = peer.rsplit(":", 1)
        times = self._call("connect", host, int(port))
        return times["start"], times["end"]

    def remove(self):
        self._call("remove")

    def close(self):
        self.child.close()

    def _call(self, *command):
        self.child.say(json.dumps(command))
        return self._answer()

    def _answer(self):
        return json.loads(self.child.await_line("{"))
