#!/usr/bin/env bash
# Prints what the packaged functions cost on this machine: size, start, first and warm recommendation, memory.
#
#   GRAALVM_HOME=... src/bench/functions.sh
#
# Measures target/function.zip (./mvnw verify -Dnative), and target/jvm/function.zip (./mvnw verify) beside it. The start is held against
# a bare Quarkus function (src/bench/hello), built here with the same toolchain. Lambda's own figures are not measured here.
set -euo pipefail
cd "$(dirname "$0")/../.."

[ -f target/function.zip ] || { echo "target/function.zip is not there: build it with ./mvnw verify -Dnative" >&2; exit 1; }

hello=src/bench/hello/target/function.zip
if [ ! -f "$hello" ]; then
  quarkus=$(sed -n 's:.*<quarkus.version>\(.*\)</quarkus.version>.*:\1:p' pom.xml)
  ./mvnw -q -B -ntp -f src/bench/hello/pom.xml package -Dquarkus.version="$quarkus" -Dquarkus.native.native-image-xmx=8g
fi
./mvnw -q -B -ntp test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=dev.lrgd.function.FunctionBench -Dexec.args="$hello"
