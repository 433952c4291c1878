"""Real clients download from us."""

from interop.case import MIB, Case
from interop.processes import await_true


class Seed(Case):
    def test_to_libtorrent(self):
        data, torrent = self.payload(64 * MIB)
        process, address = self.seed(self.ours(), torrent, self.path("seed"))
        leecher = self.libtorrent()
        handle = leecher.get(torrent, self.path("got"), [address])
        await_true("libtorrent is complete", lambda: handle.status().is_seeding)
        self.assert_same(data, self.path("got", "payload.bin"))
        self.assertEqual(0, process.terminate(), process.describe())

    def test_to_transmission(self):
        data, torrent = self.payload()
        leecher = self.transmission()
        leecher.add(torrent, self.path("got"))
        self.seed(self.ours(), torrent, self.path("seed"), "--peer", leecher.peer)
        leecher.await_complete()
        self.assert_same(data, self.path("got", "payload.bin"))

    def test_to_aria2(self):
        data, torrent = self.payload()
        leecher = self.aria2(torrent, self.path("got"))
        self.seed(self.ours(), torrent, self.path("seed"), "--peer", leecher.peer)
        leecher.await_complete()
        self.assert_same(data, self.path("got", "payload.bin"))

    def test_to_ten_leechers_at_once(self):
        data, torrent = self.payload(32 * MIB)
        _, address = self.seed(self.ours(), torrent, self.path("seed"))
        handles = []
        for number in range(10):
            leecher = self.libtorrent(ip=f"10.77.0.{11 + number}", unchoke_slots_limit=0)
            handles.append(leecher.get(torrent, self.path(f"got{number}"), [address]))
        await_true(
            lambda: f"ten leechers are complete: {[round(h.status().progress, 2) for h in handles]}",
            lambda: all(handle.status().is_seeding for handle in handles), 90)
        for number in range(10):
            self.assert_same(data, self.path(f"got{number}", "payload.bin"))

    def test_to_libtorrent_without_the_fast_extension(self):
        data, torrent = self.payload()
        ours = self.ours(java_options="-Dtorrent.fast=off")
        _, address = self.seed(ours, torrent, self.path("seed"))
        handle = self.libtorrent().get(torrent, self.path("got"), [address])
        await_true("libtorrent is complete", lambda: handle.status().is_seeding)
        self.assert_same(data, self.path("got", "payload.bin"))

    def test_between_two_of_ours(self):
        data, torrent = self.payload(64 * MIB)
        _, (host, port) = self.seed(self.ours("first"), torrent, self.path("seed"))
        got = self.get(
            self.ours("second", ip="10.77.0.6"), torrent, self.path("got"), "--peer", f"{host}:{port}")
        self.assert_downloaded(got, data, self.path("got"))
