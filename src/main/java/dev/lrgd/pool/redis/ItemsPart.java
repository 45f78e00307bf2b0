package dev.lrgd.pool.redis;

import dev.lrgd.space.Item;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** A catalogue as bytes. */
final class ItemsPart {
  private ItemsPart() {}

  static byte[] write(List<Item> items) {
    Bytes bytes = new Bytes();
    bytes.number(items.size());
    for (Item item : items) {
      bytes.text(item.id());
      bytes.text(item.title());
      bytes.text(item.brand());
      bytes.text(item.category());
      bytes.number(item.vector() == null ? -1 : item.vector().length);
      for (int i = 0; item.vector() != null && i < item.vector().length; i++) {
        bytes.real32(item.vector()[i]);
      }
    }
    return bytes.toArray();
  }

  static List<Item> read(ByteBuffer content) {
    Bytes.Reader in = new Bytes.Reader(content);
    int count = in.count();
    List<Item> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(new Item(in.text(), in.text(), in.text(), in.text(), vector(in)));
    }
    return items;
  }

  private static float[] vector(Bytes.Reader in) {
    int length = (int) in.number();
    if (length < 0) {
      return null;
    }
    float[] vector = new float[length];
    for (int i = 0; i < length; i++) {
      vector[i] = in.real32();
    }
    return vector;
  }
}
