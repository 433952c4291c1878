"""Peer exchange (BEP 11): who knows one peer only finds the other one through it."""

from interop.case import Case, LIBTORRENT_IP, MIB
from interop.processes import await_true

SECOND_LIBTORRENT_IP = "10.77.0.7"
SLOW = 64 << 10


class Pex(Case):
    def test_libtorrent_tells_us(self):
        data, torrent = self.payload(16 * MIB)
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed"))
        middle = self.libtorrent(ip=SECOND_LIBTORRENT_IP)
        handle = middle.get(torrent, self.path("middle"), [seeder.address])
        handle.set_download_limit(SLOW)
        await_true("both are connected", lambda: handle.status().num_peers == 1)
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", middle.peer)
        self.assert_downloaded(got, data, self.path("got"))
        self.assertFalse(handle.status().is_seeding, "the middle has all of it: it may have come from there")

    def test_we_tell_libtorrent(self):
        data, torrent = self.payload(16 * MIB)
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed")).set_upload_limit(SLOW)
        middle = self.ours().start(
            "get", torrent, "--dir", self.path("middle"), "--listen", "10.77.0.1:7001", "--peer", seeder.peer)
        self.running(middle)
        middle.await_line("listening on ")
        leecher = self.libtorrent(ip=SECOND_LIBTORRENT_IP)
        handle = leecher.get(torrent, self.path("got"), [("10.77.0.1", 7001)])
        await_true("libtorrent knows the seeder",
                   lambda: LIBTORRENT_IP in [peer.ip[0] for peer in handle.get_peer_info()], 90)
