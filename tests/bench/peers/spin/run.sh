#!/bin/sh
# Generates, compiles and runs the configurations of replication.pml, one after the other, and prints a table.
# Usage: run.sh [quick]     quick leaves out two crashes. Needs spin, gcc and up to 8 GB of memory. Exit 1 if an answer is not the expected one.
# "possible": an assertion fails, an acknowledged record lost or (the broken models) logs that disagree below both high watermarks.
# Works in a directory of its own that is removed afterwards; set KEEP to a directory to have the trails.
set -eu
model=$(cd "$(dirname "$0")" && pwd)/replication.pml
work=${KEEP:-$(mktemp -d)}
mkdir -p "$work"
[ -n "${KEEP:-}" ] || trap 'rm -rf "$work"' EXIT
cd "$work"
seconds=${SECONDS_LIMIT:-300}
megabytes=${MEGABYTES_LIMIT:-8000}
failed=0

# build <spin options> <gcc options>: every order (-DNOREDUCE), states stored exactly
build() {
    cp "$model" replication.pml
    # shellcheck disable=SC2086
    spin -a $1 replication.pml | grep -v "'timeout' in d_step" || true
    # shellcheck disable=SC2086
    gcc -O3 -DSAFETY -DNOREDUCE -DMEMLIM="$megabytes" $2 -o pan pan.c
    rm -f replication.pml.trail
}

# row <name> <expected answer>: reads pan's report
row() {
    answer=undecided
    if grep -q 'block in d_step\|max search depth' report; then answer=undecided      # a queue or the stack of the search was too small
    elif grep -q 'assertion violated' report; then answer=possible
    elif grep -q 'Search not completed' report; then answer=undecided                 # memory
    elif grep -q 'errors: 0' report; then answer=impossible
    elif grep -q '^Depth=' report; then answer=undecided                              # time: the last progress line counts
    fi
    awk -v name="$1" -v answer="$answer" '
        /^Depth=/ { gsub(/=/, "= "); depth = $2; states = $4; transitions = $6; memory = $8; time = $10 }
        / states, stored/ { states = $1 }
        / transitions \(/ { transitions = $1 }
        /State-vector [0-9]/ { for (i = 1; i <= NF; i++) if ($i == "reached") depth = $(i + 1) + 0 }
        /total actual memory/ { memory = $1 }
        /elapsed time/ { time = $4 }
        END { printf "%-40s %11d %12d %6d %8.2f %8d %9d  %s\n", name, states, transitions, depth, time, memory, (time > 0 ? states / time : 0), answer }
    ' report
    [ "$answer" = "$2" ] || { failed=1; echo "    expected: $2"; }
}

# ask <name> <expected> <settings> [pan options] [gcc options]
ask() {
    build "$3" "${5:-}"
    # shellcheck disable=SC2086
    timeout "$seconds" ./pan -m100000 -w25 ${4:-} > report 2>&1 || true
    row "$1" "$2"
}

acks1="-DACKS=1 -DMIN_ISR=1 -DRECORDS=2"
all="-DACKS=2 -DMIN_ISR=2 -DRECORDS=2"
printf '%-40s %11s %12s %6s %8s %8s %9s  %s\n' configuration states transitions depth seconds MB states/s 'guarantee broken'
ask "acks=1, 1 crash, first answer" possible "$acks1 -DCRASHES=1"
ask "acks=1, 1 crash, all states" possible "$acks1 -DCRASHES=1" -c0
ask "acks=all, 1 crash" impossible "$all -DCRASHES=1"
ask "acks=all, 1 crash, newer metadata only" impossible "$all -DCRASHES=1 -DNEWER_ONLY=1"
if [ "${1:-}" != quick ]; then
    # Plain storage does not hold these; COLLAPSE with an index for each queue is exact too, and five times smaller.
    one="-DACKS=2 -DMIN_ISR=2 -DRECORDS=1 -DCRASHES=2"
    ask "acks=all, 2 crashes, 1 record" possible "$one -DONLY_AT_REST" "" "-DCOLLAPSE -DSEPQS"
    [ -z "${KEEP:-}" ] || cp replication.pml.trail two-crashes.trail
    ask "the same, newer metadata only" impossible "$one -DNEWER_ONLY=1" "" "-DCOLLAPSE -DSEPQS"
fi
ask "broken: HW ignores the ISR, 1 crash" possible "$all -DCRASHES=1 -DBUG=1"
ask "broken: elected outside the ISR, 2 crashes" possible "-DACKS=2 -DMIN_ISR=2 -DRECORDS=1 -DCRASHES=2 -DBUG=2" "" "-DCOLLAPSE -DSEPQS"

echo
echo "The shortest run that loses a record with acks=1 (the start counts as one step of SPIN's):"
build "$acks1 -DCRASHES=1" -DREACH
timeout "$seconds" ./pan -i -m200 -w24 > report 2>&1 || true
# shellcheck disable=SC2086
spin -t $acks1 -DCRASHES=1 replication.pml 2> /dev/null | grep -E '^ *(broker|the (producer|controller)) |trail ends' | sed 's/^ *//'
exit $failed
