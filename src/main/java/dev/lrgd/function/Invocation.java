package dev.lrgd.function;

import java.time.Instant;

/**
 * What an event says about its request besides the request: travels with the headers of the virtual
 * connection as an object, so that no client can claim any of it.
 */
record Invocation(String requestId, String tenant, Instant deadline) {}
