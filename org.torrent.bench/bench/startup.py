"""How long a user waits for `get`: from the start of the process to the connection, the first piece, and the end."""

import datetime
import json
import os
import shutil
import subprocess
import time

from bench.libtorrent_side import LibtorrentSide
from bench.payload import Payload
from bench.transfers import LEECHER_IP, SEEDER_IP

SIZE = 1 << 20
MARKS = ("peer_connect", "piece_finished", "torrent_finished")


def measure(side, directory, java_options):
    """Seconds to each of the marks, to the exit, and CPU seconds in all."""
    home = os.path.join(directory, "start")
    os.makedirs(home)
    payload = Payload(home, SIZE)
    seeder = LibtorrentSide(home, SEEDER_IP, "")
    try:
        seeder.add(payload.torrent, payload.directory)
        return _get(side.launcher, home, payload, seeder.address, java_options)
    finally:
        seeder.close()
        shutil.rmtree(home)


def _get(launcher, home, payload, peer, java_options):
    environment = dict(os.environ, TORRENT_HOME=os.path.join(home, "home"), TORRENT_JAVA_OPTS=java_options)
    before = os.times()
    start = time.time()
    output = subprocess.run(
        [launcher, "get", payload.torrent, "--dir", os.path.join(home, "get"), "--peer", peer,
         "--listen", f"{LEECHER_IP}:0", "--timeout", "60", "--json"],
        env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True, text=True).stdout
    end = time.time()
    after = os.times()
    alerts = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    marks = [next(_seconds(a["time"]) for a in alerts if a["what"] == mark) - start for mark in MARKS]
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return [*marks, end - start, cpu]


def _seconds(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
