"""Piece sizes, file names and sizes, address families, torrents that we made."""

import os

from interop import payload
from interop.case import MIB, Case
from interop.clients import make_torrent
from interop.processes import await_true

NAMES = {
    "naïve/Ünïcödé.txt": 70_000,
    "日本語/ファイル.bin": 3 * MIB + 1,
    "one byte": 1,
    "пример/empty": 0,
    "z/ends on a piece": 1 << 18,
    "z/tail": 12_345,
}


class Shapes(Case):
    def both_ways(self, data, torrent, name):
        """libtorrent -> ours -> libtorrent."""
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed"))
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(got, data, self.path("got"))
        _, address = self.seed(self.ours("second"), torrent, self.path("got"))
        leecher = self.libtorrent(ip="10.77.0.11")
        handle = leecher.get(torrent, self.path("back"), [address])
        await_true("libtorrent is complete", lambda: handle.status().is_seeding)
        self.assert_same(data, self.path("back", name))

    def test_pieces_of_16_kib(self):
        data, torrent = self.payload(8 * MIB + 1, piece_bytes=16 << 10)
        self.both_ways(data, torrent, "payload.bin")

    def test_pieces_of_1_mib(self):
        data, torrent = self.payload(20 * MIB - 1, piece_bytes=MIB)
        self.both_ways(data, torrent, "payload.bin")

    def test_pieces_of_4_mib(self):
        data, torrent = self.payload(34 * MIB + 16_385, piece_bytes=4 * MIB)
        self.both_ways(data, torrent, "payload.bin")

    def test_a_file_of_one_byte(self):
        data, torrent = self.payload(1, piece_bytes=16 << 10)
        self.both_ways(data, torrent, "payload.bin")

    def test_many_files_with_non_ascii_names(self):
        tree = payload.make_tree(self.path("seed", "übung 名"), NAMES)
        torrent = make_torrent(tree, self.path("made.torrent"), 64 << 10)
        self.both_ways(tree, torrent, "übung 名")

    def test_ipv6(self):
        data, torrent = self.payload(8 * MIB)
        seeder = self.libtorrent(ip="fd77::2")
        seeder.seed(torrent, self.path("seed"))
        got = self.get(self.ours(ip="fd77::1"), torrent, self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(got, data, self.path("got"))
        _, address = self.seed(self.ours("second", ip="::1"), torrent, self.path("got"))
        handle = self.libtorrent(ip="::1").get(torrent, self.path("back"), [address])
        await_true("libtorrent is complete", lambda: handle.status().is_seeding)
        self.assert_same(data, self.path("back", "payload.bin"))

    def test_a_torrent_that_we_made(self):
        tree = payload.make_tree(self.path("seed", "übung 名"), NAMES)
        torrent = self.ours().create(tree, self.path("ours.torrent"), "--piece-size", 32 << 10)
        self.assertEqual(0o644 & os.stat(torrent).st_mode, 0o644)
        self.both_ways(tree, torrent, "übung 名")
