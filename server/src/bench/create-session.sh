#!/usr/bin/env bash
# Measures POST /api/video-call/session while RealtimeKit takes 50 ms to answer, on each JDK given, interleaved.
# Needs wrk and a built server. Usage: create-session.sh JAVA_HOME...   (default: the java on the path)
# Environment: CONNECTIONS (256), SECONDS_EACH (10), ROUNDS (3), DELAY (50 ms).
set -euo pipefail
cd "$(dirname "$0")"
jar=../../target/video-call-server.jar
[ -f "$jar" ] || { echo "build first: ./mvnw -q -DskipTests package" >&2; exit 1; }
command -v wrk > /dev/null || { echo "install wrk" >&2; exit 1; }
homes=("$@")
[ ${#homes[@]} -gt 0 ] || homes=("$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")")
work=$(mktemp -d)
pids=()
stop() { kill "${pids[@]}" 2> /dev/null || true; wait 2> /dev/null || true; rm -rf "$work"; }
trap stop EXIT

"${homes[0]}/bin/java" -Dsun.net.httpserver.maxIdleConnections=5000 StubRealtimeKit.java 9788 "${DELAY:-50}" &
pids+=($!)
port=9800
for home in "${homes[@]}"; do
  port=$((port + 1))
  VIDEO_CALL_PORT=$port VIDEO_CALL_DATA_DIR="$work/$port" VIDEO_CALL_TRUSTED_PROXIES=127.0.0.1 \
    CLOUDFLARE_ACCOUNT_ID=a CLOUDFLARE_REALTIME_APP_ID=b CLOUDFLARE_REALTIME_API_TOKEN=c \
    CLOUDFLARE_API_BASE_URL=http://127.0.0.1:9788/client/v4 \
    "$home/bin/java" -jar "$jar" > "$work/$port.log" 2>&1 &
  pids+=($!)
  until curl -fs -o /dev/null "http://127.0.0.1:$port/health"; do sleep 0.2; done
done

cpu() { awk '{print $14 + $15}' "/proc/$1/stat"; }
for round in $(seq "${ROUNDS:-3}"); do
  port=9800
  for i in "${!homes[@]}"; do
    port=$((port + 1))
    pid=${pids[$((i + 1))]}
    before=$(cpu "$pid")
    wrk -t2 -c"${CONNECTIONS:-256}" -d"${SECONDS_EACH:-10}" --latency -s create-session.lua \
      "http://127.0.0.1:$port" > "$work/out"
    spent=$(($(cpu "$pid") - before))
    awk -v name="$("${homes[$i]}/bin/java" -version 2>&1 | head -1)" -v ticks="$spent" -v round="$round" '
      /requests in/ { n = $1 } /Requests\/sec/ { rps = $2 } /99%/ { p99 = $2 } /Non-2xx/ { bad = $NF }
      END { printf "round %s  %-45s %8.0f req/s  p99 %8s  %6.0f us CPU/request  %d failed\n",
                   round, name, rps, p99, ticks * 10000 / n, bad + 0 }' "$work/out"
  done
done
