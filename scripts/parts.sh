# shellcheck shell=bash
# Sourced by scripts/test and scripts/test-long, which stand in the source root: runs named parts,
# times each, prints one table.

part_names=()
part_results=()
part_seconds=()
# One line for each skipped test; parts run in subshells, so it is a file.
skipped_log=$PWD/build/skipped-tests
mkdir -p build
: >"$skipped_log"

# part NAME COMMAND...: a part that fails is written down, and the next one still runs.
part() {
    local name=$1 start=$SECONDS result=passed
    shift
    printf '\n=== %s\n' "$name"
    # Not as a condition: bash would then ignore -e inside the part.
    set +e
    (
        set -e
        "$@"
    )
    # shellcheck disable=SC2181
    [[ $? -eq 0 ]] || result=FAILED
    set -e
    part_names+=("$name")
    part_results+=("$result")
    part_seconds+=($((SECONDS - start)))
}

# suite PRESET CTEST-ARGUMENTS...: runs tests and remembers what they skipped.
suite() {
    local preset=$1 result=0
    shift
    ctest --preset "$preset" --parallel 2 "$@" || result=$?
    grep '^\[  SKIPPED \] .* ms)$' "build/$preset/Testing/Temporary/LastTest.log" \
        >>"$skipped_log" || true
    return $result
}

# labelled PRESET LABEL TARGET...: builds the targets and the tests with the label, and runs these.
labelled() {
    local preset=$1 label=$2 programs
    shift 2
    cmake --preset "$preset" -DOLKACCT_TESTS=ON
    programs=$(ctest --preset "$preset" -N -L "^$label\$" |
        sed -n 's/^ *Test *#[0-9]*: \(test_[^ ]*\).*/\1/p')
    [[ -n $programs ]] || {
        echo "no test is labelled $label" >&2
        return 1
    }
    # shellcheck disable=SC2086  # one target a word
    cmake --build "build/$preset" --target "$@" $programs
    suite "$preset" -L "^$label\$"
}

# Prints the table and what was skipped; fails if a part failed.
finish() {
    local i failed=0
    if [[ -s $skipped_log ]]; then
        echo
        echo '****************************************************************************'
        echo "*  $(wc -l <"$skipped_log") TESTS WERE SKIPPED"
        echo '*  Most likely the collection of real hives was not found: set'
        echo '*  OLKACCT_SHARED to the folder that holds it. Nothing below speaks for:'
        sed 's/^\[  SKIPPED \] \(.*\) (.*/*    \1/' "$skipped_log" | sort -u
        echo '****************************************************************************'
    fi
    printf '\n%-44s %8s  %s\n' part seconds result
    for i in "${!part_names[@]}"; do
        printf '%-44s %8d  %s\n' "${part_names[i]}" "${part_seconds[i]}" "${part_results[i]}"
        [[ ${part_results[i]} == passed ]] || failed=1
    done
    printf '%-44s %8d\n' all "$SECONDS"
    return $failed
}
