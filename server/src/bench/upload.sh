#!/usr/bin/env bash
# Measures uploads of the largest file: one at a time against a copy of the same file with sync, then ten at once with
# what the process takes of memory. With R2_* in the environment the files go there, else to the disk.
# Needs curl, ffmpeg and a built server. Usage: upload.sh [JAVA_OPTION...]   (default: -Xmx64m)
# Environment: ROUNDS (5), TOGETHER (10), BYTES (104857600).
set -euo pipefail
cd "$(dirname "$0")"
jar=../../target/video-call-server.jar
[ -f "$jar" ] || { echo "build first: ./mvnw -q -DskipTests package" >&2; exit 1; }
options=("$@")
[ ${#options[@]} -gt 0 ] || options=(-Xmx64m)
bytes=${BYTES:-104857600}
work=$(mktemp -d)
pid=
stop() { [ -z "$pid" ] || { kill "$pid" && wait "$pid"; } 2> /dev/null || true; rm -rf "$work"; }
trap stop EXIT

ffmpeg -loglevel error -f lavfi -i testsrc=size=320x240:rate=10:duration=2 -pix_fmt yuv420p "$work/large.mp4"
padding=$((bytes - $(stat -c %s "$work/large.mp4")))
# One box that everyone skips.
printf "$(printf '\\x%02x\\x%02x\\x%02x\\x%02x' $((padding >> 24 & 255)) $((padding >> 16 & 255)) \
  $((padding >> 8 & 255)) $((padding & 255)))free" >> "$work/large.mp4"
head -c $((padding - 8)) /dev/urandom >> "$work/large.mp4"

port=9811
VIDEO_CALL_PORT=$port VIDEO_CALL_EMULATOR_PORT=0 VIDEO_CALL_DATA_DIR="$work/data" \
  java "${options[@]}" -jar "$jar" > "$work/log" 2>&1 &
pid=$!
until curl -fs -o /dev/null "http://127.0.0.1:$port/health"; do sleep 0.2; done
session=$(curl -fs -X POST "http://127.0.0.1:$port/api/video-call/session" | sed 's/.*"session_id":"\([^"]*\).*/\1/')
upload() {
  curl -fsS -o /dev/null -w '%{time_total}\n' -F "file=@$work/large.mp4" \
    "http://127.0.0.1:$port/api/video-call/session/$session/video-file"
}
upload > /dev/null

for round in $(seq "${ROUNDS:-5}"); do
  before=$(date +%s.%N)
  cp "$work/large.mp4" "$work/copy" && sync "$work/copy"
  after=$(date +%s.%N)
  rm "$work/copy"
  awk -v round="$round" -v from="$before" -v to="$after" -v took="$(upload)" \
    'BEGIN { printf "round %s  copy and sync %.2f s  upload %.2f s  ratio %.2f\n", round, to - from, took, took / (to - from) }'
done

uploads=()
for i in $(seq "${TOGETHER:-10}"); do
  upload > "$work/$i" &
  uploads+=($!)
done
heap=0
while kill -0 "${uploads[@]}" 2> /dev/null; do
  used=$(jstat -gc "$pid" | awk 'NR == 2 { printf "%d", ($3 + $4 + $6 + $8) / 1024 }')
  [ "$used" -gt "$heap" ] && heap=$used
  sleep 0.2
done
wait "${uploads[@]}"
echo "${#uploads[@]} at once: the slowest $(cat "$work"/[0-9]* | sort -n | tail -1) s," \
  "heap at most $heap MB, resident at most $(awk '/VmHWM/ { print int($2 / 1024) }' "/proc/$pid/status") MB (${options[*]})"
