package dev.lrgd.space;

/**
 * The state of a history as one vector, key of what is chosen next and query of what to recommend:
 * the recency-weighted sum of the last {@value #REACH} items' behaviour and title blocks, each
 * block at unit length times the square root of its kernel's scale. So the inner product of two
 * contexts is log kappa, a product of two kernels (one a block) as a sum in the exponent.
 */
final class Contexts {
  static final int REACH = 20;

  private final Blocks blocks;

  /** By age, 1 being the newest item's: a pool asks for a power ten thousand times otherwise. */
  private final float[] weights = new float[REACH + 1];

  private final float behaviourScale;
  private final float titleScale;

  Contexts(Blocks blocks, Readout readout) {
    this.blocks = blocks;
    for (int age = 1; age <= REACH; age++) {
      weights[age] = (float) Math.pow(age, -readout.recency());
    }
    this.behaviourScale = (float) Math.sqrt(readout.behaviourKernel());
    this.titleScale = (float) Math.sqrt(readout.titleKernel());
  }

  int dimension() {
    return behaviourDimension() + titleDimension();
  }

  int behaviourDimension() {
    return blocks.from[1];
  }

  private int titleDimension() {
    return blocks.from[3] - blocks.from[2];
  }

  /** The context after the first {@code length} of the values; zero for none. */
  float[] of(float[][] values, int length) {
    float[] context = new float[dimension()];
    int behaviour = behaviourDimension();
    for (int j = Math.max(0, length - REACH); j < length; j++) {
      float weight = weights[length - j];
      float[] value = values[j];
      for (int i = 0; i < behaviour; i++) {
        context[i] += weight * value[i];
      }
      int title = blocks.from[2];
      for (int i = behaviour; i < context.length; i++) {
        context[i] += weight * value[title + i - behaviour];
      }
    }
    scale(context, 0, behaviour, behaviourScale);
    scale(context, behaviour, titleDimension(), titleScale);
    return context;
  }

  private static void scale(float[] context, int from, int length, float scale) {
    Rows.toUnitLength(context, from, length);
    for (int i = from; i < from + length; i++) {
      context[i] *= scale;
    }
  }
}
