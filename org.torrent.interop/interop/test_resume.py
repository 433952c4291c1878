"""kill -9 halfway: the second run keeps what was verified and fetches only the rest."""

import os

from interop.case import MIB, Case
from interop.processes import await_true

SIZE = 96 * MIB
PIECE = 256 << 10


class Resume(Case):
    def test_after_kill_9(self):
        data, torrent = self.payload(SIZE)
        seeder = self.libtorrent()
        handle = seeder.seed(torrent, self.path("seed"))
        handle.set_upload_limit(16 * MIB)  # the session's own limit spares peers on the local network
        ours = self.ours()
        first = self.get(ours, torrent, self.path("got"), "--peer", seeder.peer, "--json")
        await_true("half of it is sent", lambda: handle.status().total_payload_upload > SIZE // 2)
        first.kill()
        first.reader.join(10)
        verified = sum("piece_finished" in line for line in first.lines) * PIECE
        sent = handle.status().total_payload_upload
        self.assertGreater(verified, SIZE // 8, f"only {verified} bytes were verified of {sent} sent")
        handle.set_upload_limit(0)
        second = self.get(ours, torrent, self.path("got"), "--peer", seeder.peer)
        self.assert_downloaded(second, data, self.path("got"))
        again = handle.status().total_payload_upload - sent
        # Everything that was verified is kept, durable or not; lost is only what was not verified yet.
        self.assertLessEqual(again, SIZE - verified, f"{sent} sent and {verified} verified before the kill")

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
