/**
 * What the functions that call one endpoint share, in Redis: whether it is left alone, and what
 * each tenant has spent. Plain commands, each of them atomic by itself.
 */
package dev.lrgd.llm.redis;
