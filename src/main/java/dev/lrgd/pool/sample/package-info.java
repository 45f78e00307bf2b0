/**
 * The pool of the embedded default: a few hundred real books and readers who never lived.
 *
 * <p>The books ({@code sample/items.jsonl}) were written down for this project from general
 * knowledge: title, author (as brand), genre (as category), year of first publication, and the
 * series where there is one. All of them appeared before 1929. The readers are synthetic: {@link
 * dev.lrgd.pool.sample.SampleReaders} makes them up from a seed, and wherever the pool is shown it
 * has to say so. The pool is there to see the service work; its figures are no evidence of quality.
 */
package dev.lrgd.pool.sample;
