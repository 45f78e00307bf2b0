#!/usr/bin/env bash
# Prints what the LLM ranker does under scripted faults of a fake endpoint on loopback, on this machine: broken answers, late
# answers, goodput at three times the endpoint's capacity, and the time of a request whose endpoint takes none.
#
#   src/bench/llm.sh [REQUESTS]
set -euo pipefail
cd "$(dirname "$0")/../.."

./mvnw -B -ntp test -Dtest=LlmFaultsTest -Dllm.requests="${1:-400}" -Dllm.warm-up=200 -Dllm.seconds=10 -Dllm.overhead=2000 |
  grep -E '^(faults|goodput|an LLM request)| ms late: |Tests run.*LlmFaultsTest'
