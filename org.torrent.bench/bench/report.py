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


def startup_table(samples):
    """Medians of `startup.measure`, in seconds."""
    connect, piece, finished, exit_, cpu = (median(column) for column in zip(*samples))
    return (
        "| start-up of get | connected | first piece | durable | exit | CPU s |\n|---|---|---|---|---|---|\n"
        f"| 1 MiB | {connect:.2f} s | {piece:.2f} s | {finished:.2f} s | {exit_:.2f} s | {cpu:.2f} |")
