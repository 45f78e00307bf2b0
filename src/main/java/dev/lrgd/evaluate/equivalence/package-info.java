/**
 * E1: softmax attention with demonstrations in its prompt is the dual model after one gradient step
 * on them (theory.md section 2). An identity, so it holds for untrained weights as well: it checks
 * the engine and says nothing about how useful demonstrations are.
 */
package dev.lrgd.evaluate.equivalence;
