/** E4: what is left of a ranking when demonstrations are noisy, shuffled or planted. */
package dev.lrgd.evaluate.robustness;
