# shellcheck shell=bash
# Runs the built tests and ends on a line "N passed, N failed".

# run_tests [DOTNET_TEST_ARGUMENT...]
run_tests() {
    local results=$root/artifacts/test-results status=0 passed failed
    rm -rf "$results"
    step "Testing"
    # One project after the other: libtorch uses every core by itself.
    dotnet test "$root/LoraDsl.sln" -c "$configuration" --no-build --nologo --tl:off -m:1 \
        --results-directory "$results" --logger trx "$@" || status=$?

    passed=$(sum_of passed "$results")
    failed=$(sum_of failed "$results")
    if ((status != 0 && failed == 0)); then
        warn "A test run ended before it reported its result; the messages above say which. It counts as a failure."
        failed=1
    fi
    if ((passed + failed == 0)); then
        fail "No test ran${1:+ with the arguments $*}."
    fi
    printf '%d passed, %d failed\n' "$passed" "$failed"
    ((failed == 0)) || exit 1
}

# sum_of COUNTER FOLDER: over the result files of all test projects.
sum_of() {
    { find "$2" -name '*.trx' -exec grep -ho '<Counters [^>]*>' {} + 2>/dev/null || true; } |
        sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ sum += $1 } END { print sum + 0 }'
}
