#!/usr/bin/env bash
# How long create, seed and get take beside each kind of bundle in the deploy folder that hangs, and how soon SIGTERM ends a seed.
# The test of the container (HangingFolderTest), one kind after the other; minutes.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec mvn -B -q verify -pl org.torrent.itest -am -Dtest=HangingFolderTest -Dsurefire.failIfNoSpecifiedTests=false -Dhanging.each=true
