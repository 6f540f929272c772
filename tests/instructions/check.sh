#!/usr/bin/env bash
# Instructions per event or state, counted by cachegrind: the same on a busy machine as on an idle one. The difference of two lengths takes
# out what starting costs. usage: check.sh SWEEP_BINARY event|state FEW MANY LIMIT
set -euo pipefail
sweep=$1 what=$2 limit=$5

count() { # prints "instructions events" of a sweep of that length
    local log events
    log=$(mktemp)
    events=$(valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null --log-file="$log" "$sweep" "$what" "$1")
    sed -n 's/.*I *refs: *//p' "$log" | tr -d ', ' | sed "s/\$/ $events/"
    rm -f "$log"
}

read -r few few_done < <(count "$3")
read -r many many_done < <(count "$4")
each=$(((many - few) / (many_done - few_done)))
echo "$each instructions of each $what (limit $limit)"
((each > 0 && each <= limit))
