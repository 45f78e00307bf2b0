/**
 * The command line and the offline evaluation behind it: metrics, reports, converters of public
 * data sets.
 *
 * <p>Plain Java with picocli. It starts no Quarkus application, so that an experiment depends on
 * its arguments and its data and on nothing else.
 */
package dev.lrgd.evaluate;
