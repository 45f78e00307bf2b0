#!/usr/bin/env bash
# Sends recommendation requests to a deployed API at a bounded rate and prints the distribution of latencies.
#   URL=https://... POOL=... [REQUESTS=1000] [RATE=20] [TOKEN=...] infra/load-test.sh
set -euo pipefail

: "${URL:?the ApiUrl of the stack}" "${POOL:?a pool that has a version}"
command -v hey >/dev/null || { echo "install hey, an HTTP load generator" >&2; exit 1; }
rate=${RATE:-20}
headers=(-H "Content-Type: application/json")
[ -z "${TOKEN:-}" ] || headers+=(-H "Authorization: Bearer $TOKEN")

# hey's rate is a worker's and a whole number: as many workers, up to ten, as divide the rate.
workers=10
while [ $(( rate % workers )) -ne 0 ]; do workers=$(( workers - 1 )); done
hey -n "${REQUESTS:-1000}" -c "$workers" -q $(( rate / workers )) -m POST "${headers[@]}" -d '{"history":["emma","persuasion"],"limit":10}' \
  "${URL%/}/v1/pools/$POOL/recommendations"
