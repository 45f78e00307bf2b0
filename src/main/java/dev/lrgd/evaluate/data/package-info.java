/**
 * Data sets of the offline evaluation: read from files, split into training and test, turned into
 * test lists.
 *
 * <p>A folder holds {@code items.jsonl} and {@code interactions.csv}, gzipped or plain. What is
 * wrong with a file is reported by file and line, as a {@link
 * dev.lrgd.evaluate.data.DataException}.
 */
package dev.lrgd.evaluate.data;
