#!/usr/bin/env bash
# Instructions per event, counted by cachegrind: the same on a busy machine as on an idle one. The difference of two lengths takes out
# what starting costs. usage: check.sh SWEEP_BINARY LIMIT
set -euo pipefail
sweep=$1 limit=$2

count() { # prints "instructions events" of so many runs
    local log events
    log=$(mktemp)
    events=$(valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null --log-file="$log" "$sweep" "$1")
    sed -n 's/.*I *refs: *//p' "$log" | tr -d ', ' | sed "s/\$/ $events/"
    rm -f "$log"
}

read -r few few_events < <(count 20)
read -r many many_events < <(count 120)
per_event=$(((many - few) / (many_events - few_events)))
echo "$per_event instructions an event (limit $limit)"
((per_event <= limit))
