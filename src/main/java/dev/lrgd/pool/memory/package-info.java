/**
 * Pools in the memory of this process: the embedded default, and what tests run on.
 *
 * <p>Nothing survives the process and nothing is shared with another one. Every pool is bounded
 * ({@link dev.lrgd.pool.memory.MemoryStoreConfig}) but for the fingerprints of erased users; what
 * does not fit is refused, never dropped in silence. Readers take no lock: they see the active
 * version through one reference.
 */
package dev.lrgd.pool.memory;
