"""What hostile peers cost others: an honest peer's first block, the process's memory, another torrent's speed."""

import os
import shutil
import socket
import statistics
import struct
import sys
import time

import libtorrent as lt

from bench.child import Child
from bench.libtorrent_side import LibtorrentSide
from bench.measure import MemoryPeak, cpu_seconds
from bench.our_side import OurSide
from bench.payload import Payload

ATTACKED, OTHER = 64 << 20, 256 << 20
SEEDER_IP, HONEST_IP, LEECHER_IP, DEAD_IP = "10.77.0.1", "10.77.0.8", "10.77.0.2", "10.77.0.9"
PROBES = 5
SETTLE_SECONDS = 3
LIMIT_SECONDS = 15
BASELINES = ("none", "busy")
KINDS = BASELINES + ("deaf", "deaf-flood", "interested-many", "extension-handshakes", "large-requests", "cancel-storm", "interested", "one-byte", "allowed-fast",
                     "unasked-blocks", "unasked-blocks-magnet", "tiny-requests", "deaf-tiny", "tiny-blocks", "fickle", "crumbs", "churn",
                     "halves", "fat-messages", "withdrawn", "metadata-leeches", "bitfields", "byte-by-byte")


class Transfer:
    """The other torrent once: seconds, CPU seconds of the runtime and of the attackers meanwhile."""

    def __init__(self, seconds, ours, theirs):
        self.seconds = seconds
        self.ours = ours
        self.theirs = theirs

    @property
    def rate(self):
        return OTHER / 1e6 / self.seconds


class Repeat:
    """A fresh runtime that seeds two torrents, and libtorrent that fetches one of them again and again: as first of all to
    warm up, then beside nobody, beside a busy core, and beside the hostile peers, in an order that changes."""

    def __init__(self, kind, number, payloads, directory, options):
        self.kind = kind
        self.number = number
        self.attacked, self.other = payloads
        self.directory = directory
        self.options = options
        self.times = []
        self.resident = 0.0
        self.transfers = {}

    def run(self):
        self.seeder = self.leecher = None
        home = os.path.join(self.directory, "home")
        try:
            self.seeder = OurSide(home, SEEDER_IP, self.options.java_options)
            self.seeder.add(self.attacked.torrent, self.attacked.directory)
            self.seeder.add(self.other.torrent, self.other.directory)
            self.leecher = LibtorrentSide(None, LEECHER_IP, None)
            self._fetch(None)
            order = list(dict.fromkeys(BASELINES + (self.kind,)))
            turn = self.number % len(order)
            for kind in order[turn:] + order[:turn]:
                self._beside(kind)
        finally:
            for side in (self.leecher, self.seeder):
                if side is not None:
                    side.close()
            shutil.rmtree(home, ignore_errors=True)
        return self

    def _beside(self, kind):
        info_hash = str(lt.torrent_info(self.attacked.torrent).info_hash())
        target = info_hash
        if kind == "unasked-blocks-magnet":
            target = "42" * 20
            self.seeder.child.say(f"torrent:add magnet:?xt=urn:btih:{target}&x.pe={DEAD_IP}:1 --dir {self.directory}/m")
            self.seeder.child.await_line("added: ")
        peak = MemoryPeak(self.seeder.pid)
        attack = self._attack(kind, target)
        try:
            time.sleep(SETTLE_SECONDS)
            if kind == self.kind:
                self.times += [_first_block(self.seeder.address, bytes.fromhex(info_hash)) for _ in range(PROBES)]
            self.transfers[kind] = self._fetch(attack)
        finally:
            peak.stop()
            if attack is not None:
                attack.close()
        if kind == self.kind:
            self.resident = peak.resident

    def _attack(self, kind, target):
        if kind == "none":
            return None
        host, port = self.seeder.address.rsplit(":", 1)
        name = kind.replace("-magnet", "")
        attack = Child([sys.executable, "-m", "bench.hostile_child", name, host, port, target])
        os.sched_setaffinity(attack.pid, {max(os.sched_getaffinity(0))})
        return attack

    def _fetch(self, attack):
        directory = os.path.join(self.directory, "get")
        self.leecher.add(self.other.torrent, directory, self.options.other_rate)
        pids = [self.seeder.pid] + ([attack.pid] if attack is not None else [])
        before = [cpu_seconds(pid) for pid in pids]
        start, end = self.leecher.fetch(self.seeder.address)
        costs = [cpu_seconds(pid) - cost for pid, cost in zip(pids, before)] + [0.0]
        self.leecher.remove()
        shutil.rmtree(directory)
        return Transfer(end - start, costs[0], costs[1])

    def ratio(self):
        """The other torrent's rate by what it is beside nobody who takes as much of a core as these peers did."""
        none, busy, beside = (self.transfers[kind] for kind in BASELINES + (self.kind,))
        share = min(1.0, beside.theirs / beside.seconds)
        return (none.seconds + share * (busy.seconds - none.seconds)) / beside.seconds


def _first_block(address, info_hash):
    """A peer that behaves: seconds from its connect to its first block; infinite when there is none."""
    try:
        return _ask(address, info_hash)
    except OSError as problem:
        print(f"an honest peer got no block: {problem}", file=sys.stderr, flush=True)
        return float("inf")


def _ask(address, info_hash):
    host, port = address.rsplit(":", 1)
    start = time.monotonic()
    with socket.create_connection((host, int(port)), LIMIT_SECONDS, source_address=(HONEST_IP, 0)) as line:
        line.settimeout(LIMIT_SECONDS)
        stream = line.makefile("rb")
        line.sendall(b"\x13BitTorrent protocol" + bytes([0, 0, 0, 0, 0, 0, 0, 4]) + info_hash + b"-LT2080-" + os.urandom(12))
        if len(stream.read(68)) < 68:
            raise OSError("closed before the handshake")
        line.sendall(struct.pack(">IB", 1, 15) + struct.pack(">IB", 1, 2))
        while True:
            head = stream.read(4)
            if len(head) < 4:
                raise OSError("closed after the handshake")
            if time.monotonic() - start > LIMIT_SECONDS:
                raise OSError(f"none within {LIMIT_SECONDS} s")
            body = stream.read(struct.unpack(">I", head)[0])
            if body[:1] == b"\1":
                line.sendall(struct.pack(">IBIII", 13, 6, 7, 0, 16 << 10))
            if body[:1] == b"\7":
                return time.monotonic() - start


def table(directory, options, kinds):
    payloads = Payload(os.path.join(directory, "a"), ATTACKED), Payload(os.path.join(directory, "b"), OTHER)
    lines = ["| hostile peers | honest peer's first block, s (worst) | other torrent, MB/s: alone, busy core, hostile "
             "| of the same without (least - most) | resident MiB | CPU s, runtime / attackers |", "|---|---|---|---|---|---|"]
    for kind in kinds:
        repeats = [Repeat(kind, number, payloads, directory, options).run() for number in range(options.repeats)]
        lines.append(_row(kind, repeats))
        print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join(lines)


def _row(kind, repeats):
    times = [seconds for repeat in repeats for seconds in repeat.times]
    ratios = [repeat.ratio() for repeat in repeats]
    beside = [repeat.transfers[kind] for repeat in repeats]
    rates = ", ".join(f"{statistics.median(repeat.transfers[k].rate for repeat in repeats):.0f}" for k in BASELINES + (kind,))
    ours, theirs = (statistics.median(getattr(t, whose) for t in beside) for whose in ("ours", "theirs"))
    return (f"| {kind} | {statistics.median(times):.3f} ({max(times):.3f}) | {rates} "
            f"| {statistics.median(ratios):.3f} ({min(ratios):.3f} - {max(ratios):.3f}) "
            f"| {max(repeat.resident for repeat in repeats):.0f} | {ours:.2f} / {theirs:.2f} |")
