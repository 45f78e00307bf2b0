package dev.lrgd.evaluate.selection;

import dev.lrgd.evaluate.incontext.Prompt.Shown;
import dev.lrgd.evaluate.subject.Request;
import dev.lrgd.space.Item;
import java.util.List;

/** A way to choose what a prompt shows. */
@FunctionalInterface
public interface Strategy {
  /**
   * @param count how many demonstrations the prompt has room for
   * @return in prompt order
   */
  List<Shown<Item>> choose(Request request, int count);
}
