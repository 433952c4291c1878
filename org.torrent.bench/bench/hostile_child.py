"""Hostile peers of one kind, many of them, until the input ends. Started by `hostile`."""

import asyncio
import itertools
import random
import struct
import sys

RESERVED = bytes([0, 0, 0, 0, 0, 0x10, 0, 0x04])  # BEP 10 and BEP 6
BLOCK = 16 << 10


def message(kind, payload=b""):
    return struct.pack(">IB", len(payload) + 1, kind) + payload


def request(piece, offset, length, kind=6):
    return message(kind, struct.pack(">III", piece, offset, length))


INTERESTED = message(2)
HAVE_NONE = message(15)


class Hostile:
    """One connection; each kind says what it sends after the handshake."""

    count = 1  # connections
    addresses = ["10.77.0.3"]
    handshake = True
    pause = 0  # seconds between what is sent again

    def __init__(self, number, info_hash):
        self.number = number
        self.info_hash = info_hash

    def first(self):
        return b""

    def again(self):
        """What is sent over and over, as fast as it is taken; None: nothing."""
        return None

    async def run(self, host, port):
        while True:
            try:
                await self.connection(host, port)
            except (OSError, asyncio.IncompleteReadError):
                pass
            await asyncio.sleep(1)

    async def connection(self, host, port):
        local = (self.addresses[self.number % len(self.addresses)], 0)
        reader, writer = await asyncio.open_connection(host, port, local_addr=local)
        reading = asyncio.ensure_future(self.discard(reader))
        try:
            if self.handshake:
                peer_id = b"-XX0001-" + random.randbytes(12)
                writer.write(b"\x13BitTorrent protocol" + RESERVED + self.info_hash + peer_id)
            writer.write(self.first())
            again = self.again()
            while again is not None and not reading.done():
                writer.write(again)
                await writer.drain()
                await asyncio.sleep(self.pause)
            await reading
        finally:
            reading.cancel()
            writer.close()

    @staticmethod
    async def discard(reader):
        while await reader.read(1 << 20):
            pass


class ExtensionHandshakes(Hostile):
    """8: large extension handshakes, again and again."""

    count = 700
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def again(self):
        entries = b"".join(b"%d:key%05dl%se" % (8, i, b"i1e" * 200) for i in range(100))
        body = b"d" + entries + b"1:mde1:v6:trickye"
        return message(20, b"\0" + body)


class LargeRequests(Hostile):
    """9: requests of just over 16 KiB; fewer peers than there are slots."""

    count = 10
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def first(self):
        return HAVE_NONE + INTERESTED

    def again(self):
        return b"".join(request(piece, 0, BLOCK + 1) for piece in range(100))


class CancelStorm(Hostile):
    """10: thousands of requests and cancels."""

    count = 10

    def first(self):
        return HAVE_NONE + INTERESTED

    def again(self):
        spans = [(piece, offset * BLOCK, BLOCK) for piece in range(125) for offset in range(16)]
        return b"".join(request(*span) for span in spans) + b"".join(request(*span, kind=8) for span in reversed(spans))


class Interested(Hostile):
    """11: peers of one address that only say `interested`."""

    count = 2000

    def first(self):
        return HAVE_NONE + INTERESTED


class InterestedMany(Interested):
    """11: the same from several addresses, which together may take every place and slot."""

    addresses = [f"10.77.0.{i}" for i in range(3, 8)]


class Deaf(Hostile):
    """Peers that ask for all they may and read nothing; what was asked while choked is rejected, so they ask again."""

    pause = 1

    count = 190
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def first(self):
        return HAVE_NONE + INTERESTED

    def again(self):
        return b"".join(request(piece, offset * BLOCK, BLOCK) for piece in range(125) for offset in range(16))

    @staticmethod
    async def discard(reader):
        await asyncio.Event().wait()  # what arrives stays in the socket


class DeafFlood(Deaf):
    """The same without a pause: as fast as it is read."""

    pause = 0


class Busy(Hostile):
    """No attack at all: keeps the attackers' core busy, to compare the other torrent's rate with."""

    count = 1

    async def run(self, host, port):
        while True:
            sum(range(20_000))
            await asyncio.sleep(0)


class OneByte(Hostile):
    """12: a byte after the connect, then silence."""

    count = 1000
    handshake = False

    def first(self):
        return b"\x13"


class AllowedFast(Hostile):
    """13: allowed-fast pieces (BEP 6), without end, by choked peers."""

    count = 100
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def first(self):
        return HAVE_NONE

    def again(self):
        return b"".join(request(piece, 0, BLOCK) for piece in range(256))


class UnaskedBlocks(Hostile):
    """14: blocks that nobody asked for."""

    count = 20
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]
    pieces = itertools.cycle(range(256))

    def first(self):
        return message(14)

    def again(self):
        return b"".join(message(7, struct.pack(">II", next(self.pieces), 0) + bytes(BLOCK)) for _ in range(8))


KINDS = {
    "extension-handshakes": ExtensionHandshakes, "large-requests": LargeRequests, "cancel-storm": CancelStorm,
    "interested": Interested, "interested-many": InterestedMany, "deaf": Deaf, "deaf-flood": DeafFlood,
    "busy": Busy, "one-byte": OneByte, "allowed-fast": AllowedFast, "unasked-blocks": UnaskedBlocks,
}


async def main(kind, host, port, info_hash):
    peers = [KINDS[kind](number, info_hash) for number in range(KINDS[kind].count)]
    tasks = [asyncio.ensure_future(peer.run(host, port)) for peer in peers]
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), bytes.fromhex(sys.argv[4])))
