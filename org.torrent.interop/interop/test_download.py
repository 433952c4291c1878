"""We download from real clients."""

from interop.case import ARIA2_IP, MIB, TRANSMISSION_IP, Case


class Download(Case):
    def test_from_libtorrent(self):
        data, torrent = self.payload(64 * MIB)
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed"))
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(got, data, self.path("got"))

    def test_from_transmission(self):
        data, torrent = self.payload()
        seeder = self.transmission()
        seeder.add(torrent, self.path("seed"))
        seeder.await_complete()
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", seeder.peer, timeout=90)
        self.assert_downloaded(got, data, self.path("got"))

    def test_from_aria2(self):
        data, torrent = self.payload()
        seeder = self.aria2(torrent, self.path("seed"))
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(got, data, self.path("got"))

    def test_from_three_kinds_of_client_at_once(self):
        data, torrent = self.payload(48 * MIB)
        libtorrent = self.libtorrent()
        libtorrent.seed(torrent, self.path("seed")).set_upload_limit(6 * MIB)
        transmission = self.transmission()
        transmission.add(torrent, self.path("seed"))
        transmission.await_complete()
        self.aria2(torrent, self.path("seed"))
        got = self.get(
            self.ours(), torrent, self.path("got"), "--peer", libtorrent.peer,
            "--peer", f"{TRANSMISSION_IP}:51413", "--peer", f"{ARIA2_IP}:6951")
        self.assert_downloaded(got, data, self.path("got"))

    def test_without_the_fast_extension(self):
        data, torrent = self.payload()
        seeder = self.libtorrent()
        seeder.seed(torrent, self.path("seed"))
        ours = self.ours(java_options="-Dtorrent.fast=off")
        got = self.get(ours, torrent, self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(got, data, self.path("got"))

    def test_from_a_libtorrent_that_prefers_encryption(self):
        data, torrent = self.payload(4 * MIB)
        seeder = self.libtorrent(in_enc_policy=1, out_enc_policy=1)
        handle = seeder.seed(torrent, self.path("seed"))
        del handle
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(got, data, self.path("got"))
