#!/usr/bin/env bash
# Prints what the packaged functions cost on this machine: size, start, first and warm recommendation, memory.
#
#   src/bench/functions.sh [HELLO_ZIP]
#
# Measures target/function.zip (./mvnw verify -Dnative), and target/jvm/function.zip beside it. HELLO_ZIP is the function.zip of a
# bare Quarkus Lambda built with the same toolchain, which the start is held against. Lambda's own figures are not measured here.
set -euo pipefail
cd "$(dirname "$0")/../.."

[ -f target/function.zip ] || { echo "target/function.zip is not there: build it with ./mvnw verify -Dnative" >&2; exit 1; }
./mvnw -q -B -ntp test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.lrgd.function.FunctionBench -Dexec.args="${1:-}"
