/**
 * What the functions that call one endpoint share, in Redis: whether it is left alone, and what
 * each tenant has spent. Every step is atomic by itself; {@code lrgd.store.redis.timeout} bounds
 * it. Keys: {@code lrgd:{llm}:breaker} and {@code lrgd:{llm}:breaker:trial}, the same for all
 * tenants, and {@code lrgd:{tenant}:llm:day}.
 */
package dev.lrgd.llm.redis;
