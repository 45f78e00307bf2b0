package dev.lrgd.evaluate.subject;

import dev.lrgd.recommend.Situation;
import dev.lrgd.space.Item;
import java.util.List;

/**
 * One user's candidates, one of which the user chose.
 *
 * @param history oldest first
 * @param positive place of the chosen one among the candidates
 * @param situation the same history as the first stage sees it
 */
public record Request(
    List<Item> history, List<Item> candidates, int positive, Situation situation) {}
