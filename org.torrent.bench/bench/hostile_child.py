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


class TinyRequests(Hostile):
    """15: requests of one byte: each is a read and a block of the pool, and counts next to nothing."""

    count = 20
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def first(self):
        return HAVE_NONE + INTERESTED

    def again(self):
        return b"".join(request(piece, offset, 1) for piece in range(125) for offset in range(16))


class DeafTiny(Deaf):
    """16: the same by peers that read nothing."""

    count = 100
    pause = 0

    def again(self):
        return b"".join(request(piece, offset, 1) for piece in range(125) for offset in range(16))


class TinyBlocks(Hostile):
    """17: blocks of one byte that nobody asked for: each takes a whole block of the pool until its loop has seen it."""

    count = 100
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def first(self):
        return HAVE_NONE

    def again(self):
        return message(7, struct.pack(">II", 0, 0) + b"x") * 10_000


class Fickle(Hostile):
    """18: interested, and not, and again: never long enough to have wasted a slot."""

    count = 190
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]
    pause = 0.2
    wants = False

    def first(self):
        return HAVE_NONE

    def again(self):
        self.wants = not self.wants
        return INTERESTED if self.wants else message(3)


class Crumbs(Hostile):
    """19: keep-alives, as many as there is room for."""

    count = 190
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def again(self):
        return bytes(1 << 18)


class Churn(Hostile):
    """20: connects, says what an honest peer says, and is gone; again at once."""

    count = 100
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    async def run(self, host, port):
        while True:
            try:
                local = (self.addresses[self.number % len(self.addresses)], 0)
                reader, writer = await asyncio.open_connection(host, port, local_addr=local)
                peer_id = b"-XX0001-" + random.randbytes(12)
                writer.write(b"\x13BitTorrent protocol" + RESERVED + self.info_hash + peer_id + HAVE_NONE + INTERESTED)
                writer.write(message(20, b"\0d1:md11:ut_metadatai3e6:ut_pexi1eee"))
                await asyncio.wait_for(reader.read(100), 0.5)
                writer.transport.abort()
            except (OSError, asyncio.TimeoutError):
                await asyncio.sleep(0.01)


class Halves(Hostile):
    """21: a message of 1 MB of which the last byte never comes."""

    count = 190
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def first(self):
        return message(20, b"\1" + bytes(1_000_000))[:-1]


class FatMessages(Hostile):
    """22: extended messages of 1 MB that are nothing, for each extension in turn."""

    count = 20
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]
    ids = itertools.cycle(range(1, 12))

    def again(self):
        return message(20, bytes([next(self.ids)]) + b"d1:a" + b"l" * 500_000 + b"e" * 500_000)


class Withdrawn(Hostile):
    """23: has everything but a piece, and has that one, and has it not (BEP 54)."""

    count = 100
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def first(self):
        return message(5, b"\xff" * 31 + b"\xfe")

    def again(self):
        gone = message(20, b"\7" + struct.pack(">I", 7))
        return (gone + message(4, struct.pack(">I", 7))) * 5_000


class MetadataLeeches(Hostile):
    """24: the metadata, again and again, by peers that are never served a block."""

    count = 190
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def first(self):
        return message(20, b"\0d1:md11:ut_metadatai3eee")

    def again(self):
        return message(20, b"\1d8:msg_typei0e5:piecei0ee") * 500


class Bitfields(Hostile):
    """25: what it has, all of it, again and again."""

    count = 100
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def again(self):
        return message(5, b"\xaa" * 32) * 2_000


class ByteByByte(Hostile):
    """26: keep-alives whose bytes come one by one: a packet, a read and a turn for each."""

    count = 50
    addresses = [f"10.77.0.{i}" for i in range(3, 8)]

    def again(self):
        return b"\0"


KINDS = {
    "extension-handshakes": ExtensionHandshakes, "large-requests": LargeRequests, "cancel-storm": CancelStorm,
    "interested": Interested, "interested-many": InterestedMany, "deaf": Deaf, "deaf-flood": DeafFlood,
    "busy": Busy, "one-byte": OneByte, "allowed-fast": AllowedFast, "unasked-blocks": UnaskedBlocks,
    "tiny-requests": TinyRequests, "deaf-tiny": DeafTiny, "tiny-blocks": TinyBlocks, "fickle": Fickle, "crumbs": Crumbs,
    "churn": Churn, "halves": Halves, "fat-messages": FatMessages, "withdrawn": Withdrawn,
    "metadata-leeches": MetadataLeeches, "bitfields": Bitfields, "byte-by-byte": ByteByByte,
}


async def main(kind, host, port, info_hash):
    peers = [KINDS[kind](number, info_hash) for number in range(KINDS[kind].count)]
    tasks = [asyncio.ensure_future(peer.run(host, port)) for peer in peers]
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    for task in tasks:
        task.cancel()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3]), bytes.fromhex(sys.argv[4])))
