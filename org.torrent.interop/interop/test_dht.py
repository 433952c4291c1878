"""The distributed hash table (BEP 5): no tracker, nobody named, other nodes are libtorrent's."""

import re
import subprocess
import threading
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


class Console:
    """Our console, one command a line."""

    def __init__(self, ours, *arguments):
        self.lines = []
        self.child = subprocess.Popen(
            [ours.launcher, *map(str, arguments)], env=ours.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        threading.Thread(target=lambda: self.lines.extend(map(str.strip, iter(self.child.stdout.readline, ""))),
                         daemon=True).start()

    def ask(self, command, wanted, seconds=60):
        """Types the command now and then until a line of that form is the answer; its first group."""
        known = len(self.lines)
        last = [0.0]

        def look():
            if time.monotonic() - last[0] > AGAIN_SECONDS:
                last[0] = time.monotonic()
                self.child.stdin.write(command + "\n")
                self.child.stdin.flush()
            return any(re.search(wanted, line) for line in self.lines[known:])
        await_true(lambda: f"{command}: {self.lines[-10:]}", look, seconds)
        return next(match[1] for match in (re.search(wanted, line) for line in self.lines[known:]) if match)

    def close(self):
        self.child.kill()
        self.child.wait()


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

    def alert(self, client, kind, seconds=60):
        """The next alert of that kind that libtorrent posts."""
        found = []

        def look():
            found.extend(a for a in client.session.pop_alerts() if isinstance(a, kind))
            return found
        await_true(kind.__name__, look, seconds)
        return found[0]

    def test_items_of_ours_and_of_libtorrents(self):
        router = self.node(ROUTER_IP)
        other = self.node(None, router)
        with open(self.path("secret"), "w", encoding="ascii") as file:
            file.write("5a" * 32 + "\n")
        console = self.closing(Console(self.ours(), "--listen", "10.77.0.1:0", *self.dht(router)))
        target = console.ask("torrent:dht put Hello", r"^([0-9a-f]{40}) is with [1-9]")
        other.session.dht_get_immutable_item(lt.sha1_hash(bytes.fromhex(target)))
        self.assertEqual(b"Hello", self.alert(other, lt.dht_immutable_item_alert).item["value"])
        theirs = other.session.dht_put_immutable_item("World")
        console.ask(f"torrent:dht get {theirs}", "^(World)$")
        key = console.ask(f"torrent:dht put News --salt s --secret {self.path('secret')}",
                          r"^([0-9a-f]{64}) is with [1-9]")
        other.session.dht_get_mutable_item(bytes.fromhex(key), b"s")
        found = self.alert(other, lt.dht_mutable_item_alert)
        self.assertEqual(b"News", found.item["value"])
