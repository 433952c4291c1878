"""Peer exchange (BEP 11): who knows one peer only finds the other one through it."""

import socket

from interop.case import Case, LIBTORRENT_IP, MIB
from interop.clients import magnet
from interop.processes import await_true

SECOND_LIBTORRENT_IP = "10.77.0.7"
SCRIPTED_IP = "10.77.0.8"
TRAP_IP = "10.77.0.9"
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

    def test_transmission_tells_us(self):
        data, torrent = self.payload(16 * MIB)
        middle = self.transmission(**{"speed-limit-down": 64, "speed-limit-down-enabled": True})
        middle.add(torrent, self.path("middle"))
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed"), [middle.address])
        await_true("both are connected", lambda: LIBTORRENT_IP in middle.peers())
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", middle.peer, timeout=180)
        self.assert_downloaded(got, data, self.path("got"), 180)
        self.assertNotEqual("100%", middle.percent(), "the middle has all of it: it may have come from there")

    def test_we_tell_transmission(self):
        data, torrent = self.payload(16 * MIB)
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed")).set_upload_limit(SLOW)
        leecher = self.transmission()
        leecher.add(torrent, self.path("got"))
        middle = self.ours().start(
            "get", torrent, "--dir", self.path("middle"), "--listen", "10.77.0.1:7001", "--peer", seeder.peer,
            "--peer", leecher.peer)
        self.running(middle)
        await_true("transmission knows the seeder", lambda: LIBTORRENT_IP in leecher.peers(), 90)

    def trap(self):
        """Where nobody may dial; whether somebody did."""
        server = socket.create_server((TRAP_IP, 0))
        server.setblocking(False)
        self.addCleanup(server.close)

        def dialled():
            try:
                server.accept()[0].close()
                return True
            except BlockingIOError:
                return False
        return server.getsockname(), dialled

    def test_an_open_torrent_and_a_scripted_peer(self):
        data, torrent = self.payload(16 * MIB)
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed")).set_upload_limit(SLOW)
        peer = self.scripted(torrent, SCRIPTED_IP)
        trap, dialled = self.trap()
        self.get(self.ours(), torrent, self.path("got"), "--peer", peer.peer, "--peer", seeder.peer)
        peer.await_handshake()
        self.assertEqual(2, peer.theirs("ut_pex"))
        await_true("it is told of the seeder", lambda: LIBTORRENT_IP in peer.told())
        peer.name(2, trap)
        await_true("who is named is dialled", dialled)

    def test_a_private_torrent_leaks_no_peer(self):
        data, torrent = self.payload(4 * MIB, private=True)
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed")).set_upload_limit(512 << 10)
        peer = self.scripted(torrent, SCRIPTED_IP)
        other = self.libtorrent(ip=SECOND_LIBTORRENT_IP)
        handle = other.get(torrent, self.path("other"))
        handle.set_download_limit(SLOW)
        trap, dialled = self.trap()
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", peer.peer, "--peer", other.peer,
                       "--peer", seeder.peer)
        peer.await_handshake()
        self.assertFalse(peer.theirs("ut_pex"), peer.handshakes)
        for number in (1, 2, 61):  # against the rules, by whatever id it may be
            peer.name(number, trap)
        self.assert_downloaded(got, data, self.path("got"))
        self.assertEqual(set(), peer.told())
        self.assertFalse(dialled(), "a peer that only a peer named was dialled")
        self.assertNotIn(LIBTORRENT_IP, [p.ip[0] for p in handle.get_peer_info()])

    def test_a_magnet_that_turns_out_to_be_private(self):
        data, torrent = self.payload(4 * MIB, private=True)
        seeder = self.libtorrent()  # it does not serve the metadata of private torrents
        seeder.seed(torrent, self.path("seed")).set_upload_limit(512 << 10)
        peer = self.scripted(torrent, SCRIPTED_IP)
        trap, dialled = self.trap()
        got = self.get(self.ours(), magnet(torrent), self.path("got"), "--peer", peer.peer, "--peer", seeder.peer)
        peer.await_handshake()
        self.assertEqual(2, peer.theirs("ut_pex"))
        peer.offer_metadata(torrent)
        await_true("the name is taken back", lambda: peer.theirs("ut_pex") == 0)
        heard = len(peer.messages)
        peer.name(2, trap)
        self.assert_downloaded(got, data, self.path("got"))
        self.assertFalse(dialled(), "a peer that only a peer named was dialled")
        self.assertEqual([], [body for kind, body in peer.messages[heard:] if kind == 20 and body[0] == 61])
