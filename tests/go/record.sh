#!/usr/bin/env bash
# Records what real Go does with the programs of this folder: standard output, the message on standard error (not the
# stacks behind it) and the exit code; for the programs of `errors`, which are all wrong, what the compiler says of them.
# Usage: record.sh [program.go ...], with the wanted `go` on PATH.
cd "$(dirname "$0")" || exit 1
[ $# -gt 0 ] || set -- [!l]*/*.go # all but limits, which are not Go's
for program in "$@"; do
    expected=${program%.go}.out
    if [ "$(dirname "$program")" = errors ]; then
        folder=$(mktemp -d)
        cp "$program" "$folder/main.go"
        (cd "$folder" && go build -o prog main.go 2>&1) | sed -e '/^# /d' -e 's|\./main\.go|main.go|g' >"$expected"
        rm -rf "$folder"
        continue
    fi
    binary=$(mktemp) errors=$(mktemp)
    go build -o "$binary" "$program" || continue
    "$binary" </dev/null >"$expected" 2>"$errors"
    code=$?
    message=$(sed -e '/^$/,$d' -e '/^\[signal/d' -e '/^runtime: sp=/d' "$errors")
    [ -z "$message" ] || printf -- '--- stderr\n%s\n' "$message" >>"$expected"
    [ $code = 0 ] || printf -- '--- exit %s\n' $code >>"$expected"
    rm -f "$binary" "$errors"
done
