/**
 * What makes a native executable start sooner. Two thirds of a start were configuration, of which
 * nearly all is the same whenever the same executable starts.
 *
 * <p>The objects that hold the configuration of all extensions are therefore made while the
 * executable is built ({@link dev.lrgd.function.start.BuiltMappings}). A start takes over those
 * that nothing outside the executable can have changed ({@link dev.lrgd.function.start.Influences})
 * and makes the others as ever: with the same values, errors and warnings. Names that are only
 * looked up to warn of them, deprecated ones and those that are fixed in the executable, are looked
 * up where something outside can have set them ({@link dev.lrgd.function.start.ReadyValues}). On a
 * JVM nothing here does anything.
 */
package dev.lrgd.function.start;
