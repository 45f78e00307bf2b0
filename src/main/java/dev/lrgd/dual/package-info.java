/**
 * LRGD, the equivalent gradient descent of in-context recommendation (Xu et al. 2025, arXiv
 * 2504.04386), as plain mathematics.
 *
 * <p>Attention over the user's own tokens and over demonstrations is a dual model: the own tokens
 * give its prior state, every demonstration one gradient step, the query tests it. From that follow
 * the effect of a set of demonstrations on a query's loss, the exact choice of the best set, and
 * how demonstrations behave when they are perturbed or regularised. Start at {@link
 * dev.lrgd.dual.DualState}, then {@link dev.lrgd.dual.EffectProblem} and {@link
 * dev.lrgd.dual.Selector}.
 *
 * <p>Not all of it is on the path of a request: some of theory.md's closed forms ({@link
 * dev.lrgd.dual.CriticalMass}, {@link dev.lrgd.dual.KernelRidge}, {@link
 * dev.lrgd.dual.GradientNoise}, {@link dev.lrgd.dual.Negatives}, the variances of the perturbations
 * and of random features, the bound of the effective number, the alignment of two problems, the
 * steps of weight decay and of the proximal term) are here for whoever studies a pool, and are held
 * by their tests against the long way.
 *
 * <p>No framework, no I/O, no clock, no randomness but a seed passed in. Vectors are float, sums
 * are double, masses are logarithms. The identity with attention is exact; that a language model
 * itself descends this gradient is a hypothesis, to be measured.
 */
package dev.lrgd.dual;
