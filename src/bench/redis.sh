#!/usr/bin/env bash
# Prints what pools and outcomes in Redis cost on this machine: bytes and cold load of a pool of real data, an adaptation with many new
# outcomes, reads while versions change, feedback, and what is left after kills.
#
#   src/bench/redis.sh DATA [OUTCOMES [READS [KILLS_OF_THE_JOB [KILLS_OF_REDIS]]]]
#
# DATA is a folder as `convert` writes it. Redis is the server of the tests, on loopback. Feedback is held against redis-benchmark where
# that is on the path, and against a bare XADD by the same client in any case. HEAP (2g) bounds the adaptation.
set -euo pipefail
data=$(cd "${1:?a folder of data}" && pwd)
cd "$(dirname "$0")/../.."

java_main() {
  ./mvnw -q -B -ntp exec:exec -Dexec.executable=java -Dexec.classpathScope=test -Dexec.args="-Xmx$1 -cp %classpath ${*:2}"
}

./mvnw -q -B -ntp test-compile
java_main "${HEAP:-2g}" dev.lrgd.adapt.SecondStageBench "$data" "${2:-100000}" 2>/dev/null
java_main 1g dev.lrgd.pool.redis.StoreBench "${3:-1000000}" 50000 2>/dev/null
./mvnw -B -ntp surefire:test -Dtest='KilledJobTest,KilledRedisTest' -Dkills.job="${4:-200}" -Dkills.redis="${5:-50}" | grep -E '^kills:|Tests run.*Killed'
