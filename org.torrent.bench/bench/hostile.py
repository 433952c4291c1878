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
KINDS = ("none", "busy", "deaf", "deaf-flood", "interested-many", "extension-handshakes", "large-requests", "cancel-storm", "interested", "one-byte", "allowed-fast",
         "unasked-blocks", "unasked-blocks-magnet")


def measure(kind, directory, java_options):
    """(median seconds to an honest peer's first block, worst, MB/s of the other torrent, resident MiB, CPU seconds of
    runtime and attackers during the other torrent's transfer)."""
    home = os.path.join(directory, "hostile")
    attacked, other = Payload(os.path.join(home, "a"), ATTACKED), Payload(os.path.join(home, "b"), OTHER)
    seeder = leecher = attack = None
    try:
        seeder = OurSide(os.path.join(home, "home"), SEEDER_IP, java_options)
        seeder.add(attacked.torrent, attacked.directory)
        seeder.add(other.torrent, other.directory)
        info_hash = str(lt.torrent_info(attacked.torrent).info_hash())
        leecher = LibtorrentSide(None, LEECHER_IP, None)
        target = info_hash
        if kind == "unasked-blocks-magnet":
            target = "42" * 20
            seeder.child.say(f"torrent:add magnet:?xt=urn:btih:{target}&x.pe={DEAD_IP}:1 --dir {home}/m")
            seeder.child.await_line("added: ")
        peak = MemoryPeak(seeder.pid)
        if kind != "none":
            host, port = seeder.address.rsplit(":", 1)
            attack = Child([sys.executable, "-m", "bench.hostile_child", kind.replace("-magnet", ""), host, port, target])
            time.sleep(SETTLE_SECONDS)
        times = [_first_block(seeder.address, bytes.fromhex(info_hash)) for _ in range(PROBES)]
        leecher.add(other.torrent, os.path.join(home, "get"))
        pids = [seeder.pid] + ([attack.pid] if attack is not None else [])
        before = [cpu_seconds(pid) for pid in pids]
        start, end = leecher.fetch(seeder.address)
        costs = [cpu_seconds(pid) - cost for pid, cost in zip(pids, before)] + [0.0]
        peak.stop()
        return statistics.median(times), max(times), OTHER / 1e6 / (end - start), peak.resident, costs[0], costs[1]
    finally:
        for side in (attack, leecher, seeder):
            if side is not None:
                side.close()
        shutil.rmtree(home, ignore_errors=True)


def _first_block(address, info_hash):
    """A peer that behaves: seconds from its connect to its first block; infinite when there is none."""
    try:
        return _ask(address, info_hash)
    except OSError:
        return float("inf")


def _ask(address, info_hash):
    host, port = address.rsplit(":", 1)
    start = time.monotonic()
    with socket.create_connection((host, int(port)), LIMIT_SECONDS, source_address=(HONEST_IP, 0)) as line:
        line.settimeout(LIMIT_SECONDS)
        stream = line.makefile("rb")
        line.sendall(b"\x13BitTorrent protocol" + bytes([0, 0, 0, 0, 0, 0, 0, 4]) + info_hash + b"-LT2080-" + os.urandom(12))
        if len(stream.read(68)) < 68:
            return float("inf")
        line.sendall(struct.pack(">IB", 1, 15) + struct.pack(">IB", 1, 2))
        while True:
            head = stream.read(4)
            if len(head) < 4 or time.monotonic() - start > LIMIT_SECONDS:
                return float("inf")
            body = stream.read(struct.unpack(">I", head)[0])
            if body[:1] == b"\1":
                line.sendall(struct.pack(">IBIII", 13, 6, 7, 0, 16 << 10))
            if body[:1] == b"\7":
                return time.monotonic() - start


def table(directory, java_options, kinds):
    lines = ["| hostile peers | honest peer's first block, s (worst) | other torrent, MB/s | resident MiB "
             "| CPU s, runtime / attackers |", "|---|---|---|---|---|"]
    for kind in kinds:
        median, worst, rate, resident, ours, theirs = measure(kind, directory, java_options)
        lines.append(f"| {kind} | {median:.3f} ({worst:.3f}) | {rate:.0f} | {resident:.0f} | {ours:.2f} / {theirs:.2f} |")
        print(lines[-1], file=sys.stderr, flush=True)
    return "\n".join(lines)
