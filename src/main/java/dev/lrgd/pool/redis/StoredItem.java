package dev.lrgd.pool.redis;

import dev.lrgd.space.Item;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/** An item by itself, under its id: a JSON array of title, brand, category and vector. */
final class StoredItem {
  private StoredItem() {}

  static String write(Item item) {
    String vector = item.vector() == null ? null : base64(item.vector());
    String[] fields = {item.title(), item.brand(), item.category(), vector};
    int n = fields.length;
    while (fields[n - 1] == null) {
      n--;
    }
    return StoredJson.write(Arrays.copyOf(fields, n));
  }

  static Item read(String id, String json) {
    String[] fields = StoredJson.read(json, String[].class);
    return new Item(id, fields[0], field(fields, 1), field(fields, 2), vector(field(fields, 3)));
  }

  private static String field(String[] fields, int i) {
    return i < fields.length ? fields[i] : null;
  }

  private static String base64(float[] vector) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * vector.length);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static float[] vector(String base64) {
    if (base64 == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
    float[] vector = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(vector);
    return vector;
  }
}
