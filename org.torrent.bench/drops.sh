#!/usr/bin/env bash
# Hostile drops and redeploys over a running transfer, in the container's tests (DropsTest), as many as one wants.
#   drops.sh --drops 10000        bad jars written over good ones, each followed by a good one
#   drops.sh --redeploys 100000   good ones only
#   --seed N                      another order; --asked N: plugins that a peer asks (24), fewer for honest times on few cores
# Prints the figures; fails when a good version stops answering, a refusal is not said, a peer is lost or something is left.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
hostile=300 redeploys='' seed=1 asked=24
while [ $# -gt 0 ]; do
    case $1 in
        --drops) hostile=$2 ;;
        --redeploys) hostile=0 redeploys=$2 ;;
        --seed) seed=$2 ;;
        --asked) asked=$2 ;;
        *)
            sed -n '2,6s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
            exit 2
            ;;
    esac
    shift 2
done
exec mvn -B -q verify -pl org.torrent.itest -am -Dtest=DropsTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Ddrops.report=true -Ddrops.hostile="$hostile" -Ddrops.redeploys="${redeploys:-$hostile}" -Ddrops.seed="$seed" \
    -Ddrops.asked="$asked"
