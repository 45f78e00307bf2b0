package dev.lrgd.evaluate.equivalence;

import dev.lrgd.evaluate.data.DataException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * llama2.c's tokenizer file: the longest piece's length, then a score, a length and the bytes of
 * each piece. Text is split into characters, then the adjacent pair of the best score is merged
 * until none makes a piece.
 */
final class Vocabulary {
  static final int BEGIN = 1;

  private final List<String> pieces = new ArrayList<>();
  private final List<Float> scores = new ArrayList<>();

  static Vocabulary read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DataException(file, "there is no such tokenizer");
    }
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    Vocabulary vocabulary = new Vocabulary();
    in.getInt();
    while (in.hasRemaining()) {
      vocabulary.scores.add(in.getFloat());
      byte[] piece = new byte[in.getInt()];
      in.get(piece);
      vocabulary.pieces.add(new String(piece, StandardCharsets.UTF_8));
    }
    return vocabulary;
  }

  /** Text of characters that are pieces of their own; a space goes before it. */
  List<Integer> encode(String text) {
    List<Integer> tokens = new ArrayList<>();
    (" " + text).codePoints().forEach(c -> tokens.add(pieces.indexOf(Character.toString(c))));
    for (int at = bestPair(tokens); at >= 0; at = bestPair(tokens)) {
      tokens.set(at, merged(tokens, at));
      tokens.remove(at + 1);
    }
    return tokens;
  }

  private int bestPair(List<Integer> tokens) {
    int best = -1;
    for (int i = 0; i + 1 < tokens.size(); i++) {
      int piece = merged(tokens, i);
      if (piece >= 0 && (best < 0 || scores.get(piece) > scores.get(merged(tokens, best)))) {
        best = i;
      }
    }
    return best;
  }

  private int merged(List<Integer> tokens, int at) {
    return pieces.indexOf(pieces.get(tokens.get(at)) + pieces.get(tokens.get(at + 1)));
  }

  /** The text after the begin token, whose leading space is not part of it. */
  String decode(List<Integer> tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      String piece = pieces.get(token);
      text.append(piece.equals("<0x0A>") ? "\n" : token == BEGIN ? "" : piece);
    }
    return text.toString().stripLeading();
  }
}
