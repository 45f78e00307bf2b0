/**
 * A small decoder of Llama's architecture in float64, run forwards and backwards: what the
 * experiments hold the dual model against. Plain loops, meant to be read and checked, not fast.
 */
package dev.lrgd.evaluate.transformer;
