"""This runtime against real BitTorrent clients, by its command line only."""
