/**
 * The rankers that the evaluation compares: simple baselines, and the service's own.
 *
 * <p>The baselines are here to be beaten, and to check the harness: their figures on public lists
 * are known. The service's rankers run the very code that answers requests.
 */
package dev.lrgd.evaluate.rank;
