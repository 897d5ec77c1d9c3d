#!/usr/bin/env bash
# report.sh BUILD_DIR
#
# Line and branch coverage of contracts/, reference/ and tests/conformance/ from a build with PLUMBLINE_COVERAGE whose
# tests have run: the figures of each folder on screen, the lines as HTML under BUILD_DIR/coverage.

set -euo pipefail

if (($# != 1)) || [[ ! -d $1 ]]; then
    echo "usage: coverage/report.sh BUILD_DIR" >&2
    exit 2
fi
build=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source=$PWD
out=$build/coverage
mkdir -p "$out"

# Debian's geninfo defines some of its functions twice and says so each time.
lcov_quietly() {
    lcov --quiet --rc lcov_branch_coverage=1 "$@" 2> >(grep --invert-match '^Subroutine .* redefined at .*/geninfo' >&2)
}

measured=(contracts reference tests/conformance)
includes=()
for part in "${measured[@]}"; do
    includes+=(--include "$source/$part/*")
done

# A branch that only an exception takes is not a decision of the source.
capture() {
    lcov_quietly --capture --directory "$build" --base-directory "$source" --no-external "${includes[@]}" \
        --rc geninfo_no_exception_branch=1 "$@"
}

# Code that no test links counts as not covered: the first capture knows it from the compiler.
capture --initial --output-file "$out/compiled.info"
capture --output-file "$out/run.info"
lcov_quietly --add-tracefile "$out/compiled.info" --add-tracefile "$out/run.info" --output-file "$out/total.info"

figure() {
    # figure FILE: "lines 91.2 % (410 of 450), branches 80.1 % (201 of 251)"
    awk -F '[:,]' '
        /^LF:/ { lines += $2 } /^LH:/ { lines_hit += $2 }
        /^BRF:/ { branches += $2 } /^BRH:/ { branches_hit += $2 }
        function share(hit, all) { return all ? sprintf("%5.1f %% (%d of %d)", 100 * hit / all, hit, all) : "none" }
        END { printf "lines %s, branches %s\n", share(lines_hit, lines), share(branches_hit, branches) }' "$1"
}

if [[ ! -s $out/total.info ]]; then
    echo "coverage: nothing of contracts/, reference/ or tests/conformance/ was measured" >&2
    exit 1
fi
genhtml --quiet --branch-coverage --prefix "$source" --title Plumbline --output-directory "$out/html" "$out/total.info"

for part in "${measured[@]}"; do
    lcov_quietly --extract "$out/total.info" "$source/$part/*" --output-file "$out/${part//\//-}.info"
    printf '%-18s %s\n' "$part" "$(figure "$out/${part//\//-}.info")"
done
printf '%-18s %s\n' total "$(figure "$out/total.info")"
# What was reached before is not given up: folder, lines, branches, in percent.
code=0
while read -r part lines branches; do
    awk -v part="$part" -v lines="$lines" -v branches="$branches" -F '[:,]' '
        /^LF:/ { all += $2 } /^LH:/ { hit += $2 } /^BRF:/ { ways += $2 } /^BRH:/ { taken += $2 }
        function low(what, is, least) { printf "%s: %.1f %% of %s, below %s %%\n", part, is, what, least; failed = 1 }
        END {
            if (100 * hit < lines * all) low("lines", 100 * hit / all, lines)
            if (100 * taken < branches * ways) low("branches", 100 * taken / ways, branches)
            exit failed
        }' "$out/${part//\//-}.info" || code=1
done < <(grep --invert-match '^#' coverage/gates.txt)
echo "as HTML: ${out#"$source"/}/html/index.html"
exit "$code"
