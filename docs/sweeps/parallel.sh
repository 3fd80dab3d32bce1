#!/bin/sh
# A sweep in shards by GNU parallel: SHARDS=8 parallel.sh SCENARIO --vary KEY=A..B:STEP … > result.csv
# With SSHLOGINS=host1,host2 (see parallel's --sshlogin) the shards go to other machines that have tidepool.
set -eu
# A shard without runs plays nothing, but says what is wrong with the words.
tidepool sweep "$@" --shard 100001/100001
shards=${SHARDS:-$(nproc)}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# parallel hands a line to a shell, so the words are quoted for one; {} is the number of the shard.
words=$(parallel --shellquote ::: "$@" | tr '\n' ' ')
# Each shard's output becomes a file here, on whatever machine it was made; --files names them.
seq "$shards" | parallel --halt soon,fail=1 ${SSHLOGINS:+--sshlogin "$SSHLOGINS"} --tmpdir "$folder" --files \
    "tidepool sweep $words --shard {}/$shards" > "$folder/files"
xargs tidepool merge < "$folder/files"
