#!/usr/bin/env bash
# Fuzzes one target (or each in turn: all) with Jazzer; see README.md.
#   ./run.sh TARGET|all [--seconds N]
# What it learns is kept in .cifuzz-corpus/TARGET, an input that fails in target/found.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here"

usage() {
    echo "usage: run.sh TARGET|all [--seconds N] [--seeds DIR] [--java JAVA]; targets:" >&2
    ls corpus >&2
    exit 2
}

[ $# -gt 0 ] || usage
target=$1
shift
seconds=60
seeds=
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
while [ $# -gt 1 ]; do
    case $1 in
        --seconds) seconds=$2 ;;
        --seeds) seeds=$2 ;;
        --java) java=$2 ;;
        *) usage ;;
    esac
    shift 2
done
[ $# -eq 0 ] || usage

[ -f target/class-path ] || mvn -B -q -f .. -pl org.torrent.fuzz -am process-test-classes

fuzz() {
    local target=$1 seeds=$2 learned=$3
    mkdir -p "$learned" target/found
    echo "== $target"
    local run=("$java" -Xmx1g -XX:+UseSerialGC -Djdk.net.hosts.file=src/test/resources/hosts -Dfuzz.target="$target"
        -cp "target/test-classes:$(cat target/class-path)")
    "${run[@]}" -Dfuzz.hooked=true com.code_intelligence.jazzer.Jazzer \
        --target_class=org.torrent.fuzz.JazzerEntry \
        --instrumentation_includes='org.torrent.**' \
        --instrumentation_excludes='org.torrent.fuzz.**:org.torrent.testkit.**' \
        --reproducer_path=target/found \
        -max_total_time="$seconds" -max_len=16384 -timeout=20 -rss_limit_mb=0 -print_final_stats=1 \
        -artifact_prefix="target/found/$target-" "$learned" "$seeds" &&
        "${run[@]}" org.torrent.fuzz.Replay "$learned"
}

case $target in
    all)
        status=0
        for folder in corpus/*/; do
            target=$(basename "$folder")
            fuzz "$target" "$folder" ".cifuzz-corpus/$target" || status=1
        done
        exit $status
        ;;
    together) fuzz together "${seeds:?"together needs --seeds"}" "$seeds" ;;
    *)
        [ -d "corpus/$target" ] || usage
        fuzz "$target" "${seeds:-corpus/$target}" ".cifuzz-corpus/$target"
        ;;
esac
