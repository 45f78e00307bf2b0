/**
 * How items become vectors: a catalogue and its users' choices in, an {@link
 * dev.lrgd.space.ItemSpace} out, which gives the dual model its tokens, queries and candidates.
 *
 * <p>Blocks of a vector (behaviour, transition, title, the caller's own) are in {@link
 * dev.lrgd.space.Blocks}; the scalars that weigh them, in {@link dev.lrgd.space.Readout}, are
 * fitted on held-out choices, never set by hand. Plain Java with EJML for dense linear algebra; no
 * framework, no I/O, no clock; the same input and seed give the same space, byte for byte.
 */
package dev.lrgd.space;
