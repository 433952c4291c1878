"""Transfers between this runtime and libtorrent, measured in one interleaved run."""
