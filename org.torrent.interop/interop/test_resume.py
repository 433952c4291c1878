"""kill -9 halfway: the second run keeps what was verified and fetches only the rest."""

import os

from interop.case import MIB, Case
from interop.processes import await_true

SIZE = 96 * MIB


class Resume(Case):
    def test_after_kill_9(self):
        data, torrent = self.payload(SIZE)
        seeder = self.libtorrent(upload_rate_limit=16 * MIB)
        handle = seeder.seed(torrent, self.path("seed"))
        ours = self.ours()
        first = self.get(ours, torrent, self.path("got"), "--peer", seeder.peer)
        await_true("half of it is sent", lambda: handle.status().total_payload_upload > SIZE // 2)
        first.kill()
        sent = handle.status().total_payload_upload
        seeder.session.apply_settings({"upload_rate_limit": 0})
        second = self.get(ours, torrent, self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(second, data, self.path("got"))
        again = handle.status().total_payload_upload - sent
        # What was verified is kept, durable or not; lost are only pieces in progress and what was in flight.
        self.assertLess(again, SIZE - sent + 8 * MIB, f"{again} bytes after the kill, {sent} before it")

    def test_after_completion_nothing_is_fetched(self):
        data, torrent = self.payload(16 * MIB)
        seeder = self.libtorrent()
        handle = seeder.seed(torrent, self.path("seed"))
        ours = self.ours()
        self.assert_downloaded(
            self.get(ours, torrent, self.path("got"), "--peer", seeder.peer), data, self.path("got"))
        sent = handle.status().total_payload_upload
        self.assert_downloaded(
            self.get(ours, torrent, self.path("got"), "--peer", seeder.peer), data, self.path("got"))
        self.assertEqual(sent, handle.status().total_payload_upload)

    def test_data_without_any_record_is_checked(self):
        data, torrent = self.payload(16 * MIB)
        os.makedirs(self.path("got"))
        with open(data, "rb") as source, open(self.path("got", "payload.bin"), "wb") as copy:
            copy.write(source.read(10 * MIB))
        seeder = self.libtorrent()
        handle = seeder.seed(torrent, self.path("seed"))
        got = self.get(self.ours(), torrent, self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(got, data, self.path("got"))
        self.assertLessEqual(handle.status().total_payload_upload, 6 * MIB + (1 << 18))
