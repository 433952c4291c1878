"""The file that is transferred, its .torrent, and room for the copies."""

import os
import shutil

import libtorrent as lt

PIECE_BYTES = 256 << 10
CHUNK_BYTES = 1 << 20


class Payload:
    """Random bytes below a directory, read once so that no transfer pays for the first touch."""

    def __init__(self, directory, size, piece_bytes=PIECE_BYTES):
        os.makedirs(directory, exist_ok=True)
        if shutil.disk_usage(directory).free < 3 * size:
            raise SystemExit(f"bench: {directory} has no room for three times {size >> 20} MiB: see --size, --dir")
        self.size = size
        self.directory = os.path.join(directory, "seed")
        self.torrent = os.path.join(directory, "payload.torrent")
        os.makedirs(self.directory)
        path = os.path.join(self.directory, "payload.bin")
        with open(path, "wb") as file:
            for at in range(0, size, CHUNK_BYTES):
                file.write(os.urandom(min(CHUNK_BYTES, size - at)))
        self._describe(path, piece_bytes)

    def _describe(self, path, piece_bytes):
        storage = lt.file_storage()
        lt.add_files(storage, path)
        creator = lt.create_torrent(storage, piece_bytes, flags=lt.create_torrent.v1_only)
        lt.set_piece_hashes(creator, self.directory)
        with open(self.torrent, "wb") as file:
            file.write(lt.bencode(creator.generate()))

    def touch(self):
        with open(os.path.join(self.directory, "payload.bin"), "rb", buffering=0) as file:
            while file.read(CHUNK_BYTES):
                pass
