#!/usr/bin/env bash
# Runs the interop suite: this runtime against real clients, in a network namespace of its own.
#   ./run.sh                  everything
#   ./run.sh Magnet Resume    the test classes whose names contain one of these words
# Needs root (for the namespace) and the Debian packages that .ci/run installs.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

missing=()
for tool in unshare ip javac transmission-daemon transmission-remote aria2c opentracker; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
/usr/bin/python3 -c 'import libtorrent' 2>/dev/null || missing+=(python3-libtorrent)
if ((${#missing[@]})); then
    echo "interop: missing ${missing[*]}: install the packages listed in .ci/run" >&2
    exit 1
fi

"$here/../run/torrent" --version >/dev/null # builds the distribution if there is none

export PYTHONPATH="$here" PYTHONDONTWRITEBYTECODE=1
# shellcheck disable=SC2016
exec unshare -n bash -c '
    set -e
    ip link set lo up
    for i in $(seq 1 30); do
        ip addr add "10.77.0.$i/32" dev lo
        ip -6 addr add "fd77::$i/128" dev lo nodad
    done
    exec /usr/bin/python3 -m interop.suite "$@"' interop "$@"
