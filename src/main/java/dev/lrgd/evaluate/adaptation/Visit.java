package dev.lrgd.evaluate.adaptation;

import dev.lrgd.space.Interaction;
import java.util.List;

/**
 * A user comes to choose something. What is chosen is real; who recommends what changes only
 * whether a click tells of it.
 *
 * @param history ids before, oldest first; empty for a user's first choice
 * @param chosen what the user really chose
 * @param candidates what may be recommended, the chosen one among them
 * @param lot decides whether the chosen one is looked at where it stands
 */
record Visit(List<String> history, Interaction chosen, List<String> candidates, double lot) {}
