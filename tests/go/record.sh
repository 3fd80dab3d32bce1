#!/usr/bin/env bash
# Records what real Go does with the programs of this folder: standard output, the message on standard error (not the
# stacks behind it) and the exit code. Usage: record.sh [program.go ...], with the wanted `go` on PATH.
cd "$(dirname "$0")" || exit 1
[ $# -gt 0 ] || set -- */*.go
for program in "$@"; do
    expected=${program%.go}.out
    binary=$(mktemp) errors=$(mktemp)
    go build -o "$binary" "$program" || continue
    "$binary" </dev/null >"$expected" 2>"$errors"
    code=$?
    message=$(sed -e '/^$/,$d' -e '/^\[signal/d' -e '/^runtime: sp=/d' "$errors")
    [ -z "$message" ] || printf -- '--- stderr\n%s\n' "$message" >>"$expected"
    [ $code = 0 ] || printf -- '--- exit %s\n' $code >>"$expected"
    rm -f "$binary" "$errors"
done
