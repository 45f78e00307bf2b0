/**
 * Pools: named, shared sets of demonstrations with their catalogue, kept as immutable numbered
 * versions of which one is active.
 *
 * <p>The port through which pools are stored lives here; its implementations live in packages below
 * this one.
 */
package dev.lrgd.pool;
