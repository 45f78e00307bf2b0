/**
 * Converters from the files in which public data sets are distributed to the format that the
 * evaluation reads. Terms of use are between the reader and whoever distributes the data; none of
 * it is in this repository.
 */
package dev.lrgd.evaluate.convert;
