"""Peers that lie, and jobs that can't succeed."""

import shutil

from interop import payload
from interop.case import MIB, Case


class Hostile(Case):
    def corrupt_seeder(self, torrent, every, ip="10.77.0.12"):
        shutil.copytree(self.path("seed"), self.path("bad"))
        payload.corrupt(self.path("bad", "payload.bin"), every)
        seeder = self.libtorrent(ip=ip)
        seeder.seed(torrent, self.path("bad"), unchecked=True)
        return seeder

    def test_a_corrupt_seeder_beside_a_good_one(self):
        data, torrent = self.payload(32 * MIB)
        bad = self.corrupt_seeder(torrent, every=MIB)
        good = self.libtorrent()
        good.seed(torrent, self.path("seed")).set_upload_limit(12 * MIB)
        got = self.get(
            self.ours(), torrent, self.path("got"), "--peer", bad.peer, "--peer", good.peer)
        self.assert_downloaded(got, data, self.path("got"))

    def test_only_a_corrupt_seeder_is_never_believed(self):
        _, torrent = self.payload(4 * MIB)
        bad = self.corrupt_seeder(torrent, every=64 << 10)
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", bad.peer, timeout=10)
        self.assertEqual(3, got.await_exit(40), got.describe())
        self.assertIn("0.0 % complete", got.lines[-1])

    def test_nobody_is_there(self):
        _, torrent = self.payload(MIB)
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", "10.77.0.29:1", timeout=4)
        self.assertEqual(3, got.await_exit(30), got.describe())
