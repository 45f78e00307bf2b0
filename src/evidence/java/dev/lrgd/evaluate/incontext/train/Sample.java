package dev.lrgd.evaluate.incontext.train;

import java.util.List;

/**
 * A moment of one user's training history.
 *
 * @param own items before it, oldest first, by number
 * @param target what the user chose then
 * @param neighbours demonstrations of the most similar situations of other users, nearest first
 */
record Sample(List<Integer> own, int target, int[] neighbours) {}
