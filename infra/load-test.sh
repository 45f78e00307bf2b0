#!/usr/bin/env bash
# Sends recommendation requests to a deployed API at a bounded rate and prints the distribution of latencies.
#   URL=https://... POOL=... [REQUESTS=1000] [RATE=20] [TOKEN=...] infra/load-test.sh
set -euo pipefail

: "${URL:?the ApiUrl of the stack}" "${POOL:?a pool that has a version}"
command -v hey >/dev/null || { echo "install hey, an HTTP load generator" >&2; exit 1; }
workers=10
headers=(-H "Content-Type: application/json")
[ -z "${TOKEN:-}" ] || headers+=(-H "Authorization: Bearer $TOKEN")

# hey's rate is per worker.
per_worker=$(( ${RATE:-20} > workers ? ${RATE:-20} / workers : 1 ))
hey -n "${REQUESTS:-1000}" -c "$workers" -q "$per_worker" -m POST "${headers[@]}" -d '{"history":["emma","persuasion"],"limit":10}' \
  "${URL%/}/v1/pools/$POOL/recommendations"
