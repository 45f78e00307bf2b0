/** Trains the in-context recommender with PyTorch; compiled by the Maven profile evidence only. */
package dev.lrgd.evaluate.incontext.train;
