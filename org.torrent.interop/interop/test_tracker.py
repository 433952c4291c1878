"""Peers found by a tracker (opentracker), over HTTP and UDP. Debian's build knows IPv4 only."""

from interop.case import MIB, OUR_SECOND_IP, SECOND_TRACKER_IP, TRACKER_IP, Case
from interop.clients import info_hash
from interop.processes import await_true

URL = f"http://{TRACKER_IP}:6969/announce"

# A tracker tells others the address an announce came from. When we listen on every address, as is the default, what it
# comes from is the machine's choice; when we listen on one, it comes from that one.
EVERYWHERE = "0.0.0.0"


class Tracker(Case):
    def test_we_find_a_libtorrent_seeder(self):
        data, torrent = self.payload(8 * MIB, tracker=URL)
        self.opentracker(info_hash(torrent))
        self.libtorrent().seed(torrent, self.path("seed"))
        got = self.get(self.ours(ip=EVERYWHERE), torrent, self.path("got"))
        self.assert_downloaded(got, data, self.path("got"))

    def test_libtorrent_finds_us(self):
        data, torrent = self.payload(8 * MIB, tracker=URL)
        self.opentracker(info_hash(torrent))
        self.seed(self.ours(ip=EVERYWHERE), torrent, self.path("seed"))
        handle = self.libtorrent().get(torrent, self.path("got"))
        await_true("libtorrent is complete", lambda: handle.status().is_seeding)
        self.assert_same(data, self.path("got", "payload.bin"))

    def test_libtorrent_finds_us_on_one_of_our_addresses(self):
        data, torrent = self.payload(8 * MIB, tracker=URL)
        self.opentracker(info_hash(torrent))
        self.seed(self.ours(ip=OUR_SECOND_IP), torrent, self.path("seed"))
        handle = self.libtorrent().get(torrent, self.path("got"))
        await_true("libtorrent is complete", lambda: handle.status().is_seeding)
        self.assert_same(data, self.path("got", "payload.bin"))

    def test_a_private_torrent(self):
        data, torrent = self.payload(8 * MIB, tracker=URL, private=True)
        self.opentracker(info_hash(torrent))
        self.libtorrent().seed(torrent, self.path("seed"))
        got = self.get(self.ours(ip=EVERYWHERE), torrent, self.path("got"))
        self.assert_downloaded(got, data, self.path("got"))

    # Each by a tracker of its own: libtorrent keeps a UDP tracker's connection id for the life of the process.

    def test_we_find_a_libtorrent_seeder_by_udp(self):
        data, torrent = self.payload(8 * MIB, tracker=f"udp://{TRACKER_IP}:6969/announce")
        self.opentracker(info_hash(torrent))
        handle = self.libtorrent().seed(torrent, self.path("seed"))
        await_true("libtorrent has announced itself", lambda: handle.trackers()[0]["verified"])
        got = self.get(self.ours(ip=EVERYWHERE), torrent, self.path("got"))
        self.assert_downloaded(got, data, self.path("got"))

    def test_libtorrent_finds_us_by_udp(self):
        data, torrent = self.payload(8 * MIB, tracker=f"udp://{SECOND_TRACKER_IP}:6969/announce")
        self.opentracker(info_hash(torrent), ip=SECOND_TRACKER_IP)
        self.seed(self.ours(ip=EVERYWHERE), torrent, self.path("seed"))
        handle = self.libtorrent().get(torrent, self.path("got"))
        await_true("libtorrent is complete", lambda: handle.status().is_seeding)
        self.assert_same(data, self.path("got", "payload.bin"))
