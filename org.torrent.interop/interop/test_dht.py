"""The distributed hash table (BEP 5): no tracker, nobody named, other nodes are libtorrent's."""

import time

import libtorrent as lt

from interop.case import Case, MIB, OUR_SECOND_IP
from interop.clients import magnet
from interop.processes import await_true

ROUTER_IP = "10.77.0.11"
AGAIN_SECONDS = 2
NODE = {
    "enable_dht": True,
    "dht_bootstrap_nodes": "",
    "dht_restrict_routing_ips": False,
    "dht_restrict_search_ips": False,
    "dht_prefer_verified_node_ids": False,
    "dht_ignore_dark_internet": False,
    "alert_mask": lt.alert.category_t.dht_notification,
}


class Dht(Case):
    def node(self, ip, *others):
        """A libtorrent with a node that knows these."""
        client = self.libtorrent(ip, **NODE) if ip else self.libtorrent(**NODE)
        for other in others:
            client.session.add_dht_node(other.address)
        return client

    def announcing(self, handle, condition):
        """Has libtorrent announce and search now and then until the condition holds."""
        last = [0.0]

        def look():
            if time.monotonic() - last[0] > AGAIN_SECONDS:
                last[0] = time.monotonic()
                handle.force_dht_announce()
            return condition()
        return look

    def dht(self, router):
        return "--dht", "on", "--dht-bootstrap", router.peer

    def test_a_magnet_from_libtorrent(self):
        data, torrent = self.payload(4 * MIB)
        router = self.node(ROUTER_IP)
        seeder = self.node(None, router)
        handle = seeder.seed(torrent, self.path("seed"))
        got = self.get(self.ours(), magnet(torrent), self.path("got"), *self.dht(router), timeout=120)
        await_true("we are complete",
                   self.announcing(handle, lambda: got.child.poll() is not None), 120)
        self.assert_downloaded(got, data, self.path("got"))

    def test_a_magnet_to_libtorrent(self):
        data, torrent = self.payload(4 * MIB)
        router = self.node(ROUTER_IP)
        self.seed(self.ours(), torrent, self.path("seed"), *self.dht(router))
        leecher = self.node(None, router)
        handle = leecher.get(magnet(torrent), self.path("got"))
        await_true("libtorrent is complete", self.announcing(handle, lambda: handle.status().is_seeding), 120)
        self.assert_same(data, self.path("got", "payload.bin"))

    def test_a_private_torrent_is_not_announced(self):
        _, torrent = self.payload(1 * MIB, private=True)
        hidden_link = magnet(torrent)
        router = self.node(ROUTER_IP)
        self.seed(self.ours(), torrent, self.path("seed"), *self.dht(router))
        leecher = self.node(None, router)
        hidden = leecher.get(hidden_link, self.path("hidden"))
        _, open_torrent = self.payload(1 * MIB)  # the same data, and not private
        self.seed(self.ours("second", ip=OUR_SECOND_IP), open_torrent, self.path("seed"), *self.dht(router))
        handle = leecher.get(magnet(open_torrent), self.path("got"))
        await_true("the open one is found", self.announcing(handle, lambda: handle.status().is_seeding), 120)
        hidden.force_dht_announce()
        self.assertEqual([], hidden.get_peer_info())
