/**
 * Adaptation: what turns everything that was PUT into the next version of a pool.
 *
 * <p>One run reads the pool's contents at one moment, fits the item space, chooses the
 * demonstrations, publishes both as one version and leaves a report. A run that fails or loses its
 * turn changes nothing; one scheduled time is served once.
 */
package dev.lrgd.adapt;
