#!/usr/bin/env bash
# fuzz_one.sh NAME LIMIT
#
# Runs build/fuzz's target NAME within LIMIT, an option of libFuzzer such as -runs=1000, from the committed inputs and
# those found earlier. One line at the end: what was run; the log's end where it stopped. Exit 1 then, or where it ran nothing.

set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
name=$1
limit=$2
found=build/fuzz/found/$name
log=build/fuzz/$name.log
mkdir -p "$found" build/fuzz/stopped

options=(-timeout=20 -rss_limit_mb=3072 -max_len=16384 -print_final_stats=1 -artifact_prefix="build/fuzz/stopped/$name-")
dictionary=tests/fuzz/$name.dict
if [[ -f $dictionary ]]; then
    options+=(-dict="$dictionary")
fi
# What costs most of AddressSanitizer's time here, and finds nothing that the rest does not.
export ASAN_OPTIONS=quarantine_size_mb=8:malloc_context_size=1:detect_stack_use_after_return=0:${ASAN_OPTIONS-}
code=0
"build/fuzz/tests/fuzz/fuzz_$name" "${options[@]}" "$limit" "$found" "tests/fuzz/corpus/$name" >"$log" 2>&1 || code=$?

stat() {
    sed -n "s/^stat::$1: *//p" "$log"
}

runs=$(stat number_of_executed_units)
if ((code != 0)) || ((${runs:-0} == 0)); then
    tail -n 40 "$log" >&2
    echo "fuzz_$name: stopped with $code; whole log: $log" >&2
    exit 1
fi
inputs=$(find "$found" "tests/fuzz/corpus/$name" -type f | wc -l)
echo "fuzz_$name: $runs inputs, $(stat average_exec_per_sec) a second, $inputs kept, $(stat peak_rss_mb) MiB"
