/**
 * Outcomes in Redis: a stream a pool, read page by page by the second stage, and what was
 * recommended under keys with a time to live ({@link dev.lrgd.feedback.redis.LogKeys}).
 *
 * <p>Storing outcomes is one round trip and one step of the server for up to a thousand: whether an
 * event is known, what it answers, the entry of the stream. Reading a page of outcomes is one for
 * these and one for what they answer. Remembering a recommendation is one round trip, which brings
 * the pool's pointer along ({@link dev.lrgd.pool.redis}). A recommendation is found for its user's
 * erasure through a sorted set of the user's, an outcome by going through the stream; both know
 * users by a fingerprint.
 */
package dev.lrgd.feedback.redis;
