"""Magnet links (BEP 9), both ways."""

from interop.case import MIB, Case
from interop.clients import magnet
from interop.processes import await_true


class Magnet(Case):
    def test_from_libtorrent(self):
        data, torrent = self.payload(piece_bytes=16 << 10)  # 1,536 pieces: metadata of two blocks
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed"))
        got = self.get(self.ours(), magnet(torrent), self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(got, data, self.path("got"))

    def test_from_libtorrent_by_an_address_in_the_link(self):
        data, torrent = self.payload(4 * MIB)
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed"))
        got = self.get(self.ours(), magnet(torrent, seeder.peer), self.path("got"))
        self.assert_downloaded(got, data, self.path("got"))

    def test_from_transmission(self):
        data, torrent = self.payload(4 * MIB)
        seeder = self.transmission()
        seeder.add(torrent, self.path("seed"))
        seeder.await_complete()
        got = self.get(self.ours(), magnet(torrent), self.path("got"), "--peer", seeder.peer, timeout=90)
        self.assert_downloaded(got, data, self.path("got"))

    def test_from_aria2(self):
        data, torrent = self.payload(4 * MIB)
        seeder = self.aria2(torrent, self.path("seed"))
        got = self.get(self.ours(), magnet(torrent), self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(got, data, self.path("got"))

    def test_to_libtorrent(self):
        data, torrent = self.payload(piece_bytes=16 << 10)
        _, address = self.seed(self.ours(), torrent, self.path("seed"))
        handle = self.libtorrent().get(magnet(torrent), self.path("got"), [address])
        await_true("libtorrent is complete", lambda: handle.status().is_seeding)
        self.assert_same(data, self.path("got", "payload.bin"))

    def test_to_transmission(self):
        data, torrent = self.payload(4 * MIB)
        leecher = self.transmission()
        leecher.add(magnet(torrent), self.path("got"))
        self.seed(self.ours(), torrent, self.path("seed"), "--peer", leecher.peer)
        leecher.await_complete()
        self.assert_same(data, self.path("got", "payload.bin"))

    def test_to_aria2(self):
        data, torrent = self.payload(4 * MIB)
        leecher = self.aria2(magnet(torrent), self.path("got"))
        self.seed(self.ours(), torrent, self.path("seed"), "--peer", leecher.peer)
        leecher.await_complete()
        self.assert_same(data, self.path("got", "payload.bin"))

    def test_between_two_of_ours(self):
        data, torrent = self.payload(4 * MIB)
        _, (host, port) = self.seed(self.ours("first"), torrent, self.path("seed"))
        got = self.get(
            self.ours("second", ip="10.77.0.6"), magnet(torrent), self.path("got"), "--peer", f"{host}:{port}")
        self.assert_downloaded(got, data, self.path("got"))
