package dev.lrgd.evaluate.rank;

import dev.lrgd.space.Item;
import java.util.List;

/**
 * What a ranker is asked.
 *
 * @param history of the user, oldest first
 */
public record Query(String user, List<Item> history, List<Item> candidates) {}
