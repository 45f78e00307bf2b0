package dev.lrgd.evaluate.data;

import dev.lrgd.space.Interaction;
import java.util.List;

/** A moment to predict: what a user had chosen, oldest first, and what came next. */
public record Situation(String user, List<Interaction> history, Interaction next) {}
