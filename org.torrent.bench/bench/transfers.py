"""A pair of fresh processes that transfer the payload several times: the first transfer is cold, the last one warm."""

import os
import shutil
from dataclasses import dataclass

from bench.measure import MemoryPeak, cpu_seconds

SEEDER_IP = "10.77.0.1"
LEECHER_IP = "10.77.0.2"
MIB = 1 << 20
GIB = 1 << 30


@dataclass
class Transfer:
    """One transfer; CPU seconds are per GiB of payload, memory in MiB since the start of its process."""

    megabytes_per_second: float
    seeder_cpu: float
    leecher_cpu: float
    seeder_anonymous: float = 0
    leecher_anonymous: float = 0
    seeder_resident: float = 0
    leecher_resident: float = 0


def run_pair(seeder_type, leecher_type, payload, directory, transfers, java_options):
    """The transfers of one pair."""
    home = os.path.join(directory, "run")
    seeder = leecher = None
    try:
        seeder = seeder_type(os.path.join(home, "seeder"), SEEDER_IP, java_options)
        leecher = leecher_type(os.path.join(home, "leecher"), LEECHER_IP, java_options)
        if not seeder.add(payload.torrent, payload.directory):
            raise RuntimeError(f"{seeder.name} does not find the payload complete")
        target = os.path.join(home, "get")
        return [_transfer(seeder, leecher, payload, target) for _ in range(transfers)]
    finally:
        for side in (leecher, seeder):
            if side is not None:
                side.close()
        shutil.rmtree(home, ignore_errors=True)


def _transfer(seeder, leecher, payload, target):
    os.makedirs(target)
    leecher.add(payload.torrent, target)
    payload.touch()
    peaks = [MemoryPeak(side.pid) for side in (seeder, leecher)]
    before = [cpu_seconds(side.pid) for side in (seeder, leecher)]
    start, end = leecher.fetch(seeder.address)
    cpu = [(cpu_seconds(side.pid) - was) * GIB / payload.size for side, was in zip((seeder, leecher), before)]
    for peak in peaks:
        peak.stop()
    leecher.remove()
    shutil.rmtree(target)
    return Transfer(
        payload.size / 1e6 / (end - start), *cpu,
        peaks[0].anonymous, peaks[1].anonymous, peaks[0].resident, peaks[1].resident)
