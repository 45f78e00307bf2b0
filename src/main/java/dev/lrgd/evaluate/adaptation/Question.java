package dev.lrgd.evaluate.adaptation;

import dev.lrgd.evaluate.data.TestList;
import java.util.List;

/**
 * A held-out user's last choice among 20. Nothing of this user is in any log.
 *
 * @param history ids before, oldest first
 */
record Question(List<String> history, TestList list) {}
