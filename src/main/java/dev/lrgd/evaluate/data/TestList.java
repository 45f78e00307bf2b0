package dev.lrgd.evaluate.data;

import java.util.List;

/** Candidates for a user, one of which is what the user chose. All by id. */
public record TestList(String user, String positive, List<String> candidates) {}
