/**
 * Adaptation: what turns everything that was PUT, and outcomes, into the next version of a pool.
 *
 * <p>{@link dev.lrgd.adapt.Adaptation} reads the pool's contents at one moment, fits the item space
 * and has {@link dev.lrgd.adapt.SecondStage} move, refresh and judge the demonstrations; it
 * publishes what is good as one version and leaves a report in any case. A run that fails or loses
 * its turn changes nothing; one scheduled time is served once.
 *
 * <p>{@link dev.lrgd.adapt.AdaptationRound} gives several pools their turns, for the adapt function
 * and for the schedule of a server. A run reads so many outcomes at most, page by page, and the
 * version it commits says up to where; the next one goes on from there.
 */
package dev.lrgd.adapt;
