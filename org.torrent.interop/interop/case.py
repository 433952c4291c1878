"""What every test has: a directory, clients that are closed at the end, and the usual assertions."""

import os
import shutil
import tempfile
import unittest

from interop import payload
from interop.clients import Aria2, Libtorrent, Opentracker, Ours, Transmission, info_hash, make_torrent
from interop.scripted import Scripted

OUR_IP = "10.77.0.1"
LIBTORRENT_IP = "10.77.0.2"
TRANSMISSION_IP = "10.77.0.3"
ARIA2_IP = "10.77.0.4"
TRACKER_IP = "10.77.0.5"
OUR_SECOND_IP = "10.77.0.6"
SECOND_TRACKER_IP = "10.77.0.7"
MIB = 1 << 20


class Case(unittest.TestCase):
    """One test in a directory of its own."""

    def setUp(self):
        self.folder = tempfile.mkdtemp(prefix="interop-")
        os.chmod(self.folder, 0o755)  # opentracker reads its whitelist as nobody
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def ours(self, name="ours", ip=OUR_IP, java_options=""):
        return Ours(self.path(name + "-home"), ip, java_options)

    def libtorrent(self, ip=LIBTORRENT_IP, **settings):
        return self.closing(Libtorrent(ip, **settings))

    def transmission(self, **settings):
        return self.closing(Transmission(self.path("transmission"), TRANSMISSION_IP, **settings))

    def scripted(self, torrent, ip):
        return self.closing(Scripted(ip, info_hash(torrent)))

    def aria2(self, source, directory):
        return self.closing(Aria2(ARIA2_IP, source, directory))

    def opentracker(self, *info_hashes, ip=TRACKER_IP):
        return self.closing(Opentracker(self.path("tracker"), ip, *info_hashes))

    def closing(self, client):
        self.addCleanup(client.close)
        return client

    def running(self, process):
        self.addCleanup(process.kill)
        return process

    def get(self, ours, *arguments, **options):
        return self.running(ours.get(*arguments, **options))

    def seed(self, ours, *arguments, **options):
        process, address = ours.seed(*arguments, **options)
        self.running(process)
        return process, address

    def payload(self, size=24 * MIB, name="payload.bin", piece_bytes=256 << 10, **options):
        """A single-file payload and its .torrent."""
        data = payload.make_file(self.path("seed", name), size)
        return data, make_torrent(data, self.path("made.torrent"), piece_bytes, **options)

    def assert_downloaded(self, process, data, directory, timeout=90):
        """The process ends with 0 and the data is there, the same."""
        status = process.await_exit(timeout)
        self.assertEqual(0, status, process.describe())
        self.assert_same(data, os.path.join(directory, os.path.basename(data)))

    def assert_same(self, data, copy):
        self.assertEqual(payload.digest(data), payload.digest(copy), f"{copy} differs from {data}")
