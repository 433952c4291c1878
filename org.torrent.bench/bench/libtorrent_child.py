"""libtorrent in a process of its own; lines of JSON in and out. Started by `libtorrent_side`."""

import json
import sys
import time

import libtorrent as lt

POLL_SECONDS = 0.005

COMMON = {
    "enable_dht": False, "enable_lsd": False, "enable_upnp": False, "enable_natpmp": False,
    "enable_incoming_utp": False, "enable_outgoing_utp": False,
    "allow_multiple_connections_per_ip": True, "in_enc_policy": 2, "out_enc_policy": 2, "alert_mask": 0,
}
FAST = {
    "aio_threads": 4, "hashing_threads": 2, "send_buffer_watermark": 8 << 20, "send_buffer_low_watermark": 1 << 20,
    "send_buffer_watermark_factor": 150, "max_out_request_queue": 2000, "max_allowed_in_request_queue": 4000,
    "max_queued_disk_bytes": 64 << 20,
}


class Peer:
    def __init__(self, ip):
        self.session = lt.session({**COMMON, **FAST, "listen_interfaces": f"{ip}:0", "outgoing_interfaces": ip})
        self.handle = None
        self.answer({"address": f"{ip}:{self.session.listen_port()}"})

    @staticmethod
    def answer(document):
        print(json.dumps(document), flush=True)

    def add(self, torrent, directory, download_limit):
        parameters = lt.add_torrent_params()
        parameters.ti = lt.torrent_info(torrent)
        parameters.save_path = directory
        parameters.download_limit = download_limit or -1
        parameters.flags &= ~lt.torrent_flags.auto_managed
        parameters.flags &= ~lt.torrent_flags.paused
        self.handle = self.session.add_torrent(parameters)
        while self.handle.status().state in (lt.torrent_status.checking_files, lt.torrent_status.checking_resume_data):
            time.sleep(POLL_SECONDS)
        self.answer({"seeding": self.handle.status().is_seeding})

    def connect(self, host, port):
        start = time.time()
        self.handle.connect_peer((host, port))
        while not self.handle.status().is_seeding:
            time.sleep(POLL_SECONDS)
        self.answer({"start": start, "end": time.time()})

    def remove(self):
        self.session.remove_torrent(self.handle)
        while self.session.get_torrents():
            time.sleep(POLL_SECONDS)
        self.answer({"removed": True})


peer = Peer(sys.argv[1])
for line in sys.stdin:
    command, *arguments = json.loads(line)
    getattr(peer, command)(*arguments)
