#!/usr/bin/env bash
# Measures transfers between this runtime and libtorrent, in a network namespace of its own; see README.md.
#   ./run.sh --help
# Needs root (for the namespace), python3-libtorrent and iproute2.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

/usr/bin/python3 -c 'import libtorrent' 2>/dev/null || {
    echo "bench: missing python3-libtorrent" >&2
    exit 1
}
"$here/../run/torrent" --version >/dev/null # builds the distribution if there is none

export PYTHONPATH="$here" PYTHONDONTWRITEBYTECODE=1
# shellcheck disable=SC2016
exec unshare -n bash -c '
    set -e
    ip link set lo up
    for i in $(seq 1 9); do ip addr add "10.77.0.$i/32" dev lo; done
    exec /usr/bin/python3 -m bench "$@"' bench "$@"
