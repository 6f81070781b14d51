#!/usr/bin/env bash
# Measures what the client adds to a call by OkHttp and Jackson alone.
# Usage: overhead.sh [ROUNDS [CALLS]]
set -euo pipefail
cd "$(dirname "$0")/../.."
path=$(mktemp)
trap 'rm -f "$path"' EXIT
../mvnw -q -f ../pom.xml -pl api-spec,client-sdk -Dspotless.check.skip test-compile dependency:build-classpath -DincludeScope=runtime -Dmdep.outputFile="$path" > /dev/null
java -cp "target/classes:$(cat "$path")" src/bench/Overhead.java "$@"
