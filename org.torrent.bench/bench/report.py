"""The table: medians, and ratios to the anchor of the same run."""

from dataclasses import asdict
from statistics import median


def medians(transfers):
    """Field by field."""
    rows = [asdict(t) for t in transfers]
    return {name: median(row[name] for row in rows) for name in rows[0]}


def table(results, anchor):
    """Markdown; `results` maps (pair, "cold" or "warm") to its transfers, `anchor` is such a pair."""
    lines = [
        "| seeder -> leecher | | MB/s | least - most | of anchor | CPU s/GiB seed / leech | anonymous MiB | resident MiB |",
        "|---|---|---|---|---|---|---|---|",
    ]
    reference = {kind: medians(results[anchor, kind])["megabytes_per_second"] for kind in ("cold", "warm")}
    for (pair, kind), transfers in results.items():
        m = medians(transfers)
        rates = [t.megabytes_per_second for t in transfers]
        lines.append(
            f"| {pair} | {kind} | {m['megabytes_per_second']:.0f} | {min(rates):.0f} - {max(rates):.0f} "
            f"| {m['megabytes_per_second'] / reference[kind]:.2f} "
            f"| {m['seeder_cpu']:.2f} / {m['leecher_cpu']:.2f} "
            f"| {m['seeder_anonymous']:.0f} / {m['leecher_anonymous']:.0f} "
            f"| {m['seeder_resident']:.0f} / {m['leecher_resident']:.0f} |")
    return "\n".join(lines)


def startup_table(starts):
    """Medians of `startup.measure`, in seconds, by side."""
    lines = ["| start-up of get, 1 MiB | connected | first piece | durable | exit | CPU s |", "|---|---|---|---|---|---|"]
    for name, samples in starts.items():
        lines.append(f"| {name} | " + " | ".join(f"{median(column):.2f}" for column in zip(*samples)) + " |")
    return "\n".join(lines)
