package dev.lrgd.evaluate.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A horizontal axis: where a value lies between its ends, and which values to mark. */
interface Scale {
  /** 0 at the left end, 1 at the right end. */
  double position(double value);

  List<Double> ticks();

  String label(double tick);

  /** Even steps that cover both values, about four of them. */
  static Scale linear(double low, double high) {
    double rough = Math.max(high - low, 1e-6) / 4;
    double magnitude = Math.pow(10, Math.floor(Math.log10(rough)));
    double step = magnitude * (rough / magnitude > 5 ? 10 : rough / magnitude > 2 ? 5 : 2);
    long first = (long) Math.floor(low / step + 1e-9);
    long last = Math.max(first + 1, (long) Math.ceil(high / step - 1e-9));
    return new Linear(step, first, last);
  }

  /** Powers of ten that cover both values, which are above 0. */
  static Scale logarithmic(double low, double high) {
    int first = (int) Math.floor(Math.log10(low));
    int last = Math.max(first + 1, (int) Math.ceil(Math.log10(high)));
    return new Logarithmic(first, last);
  }

  /** Ticks are {@code step} times the whole numbers {@code first} to {@code last}. */
  record Linear(double step, long first, long last) implements Scale {
    @Override
    public double position(double value) {
      return (value / step - first) / (last - first);
    }

    @Override
    public List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      for (long i = first; i <= last; i++) {
        ticks.add(i * step);
      }
      return ticks;
    }

    @Override
    public String label(double tick) {
      int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
      return String.format(Locale.ROOT, "%." + decimals + "f", tick);
    }
  }

  /** Ticks are ten to the powers {@code first} to {@code last}. */
  record Logarithmic(int first, int last) implements Scale {
    @Override
    public double position(double value) {
      return (Math.log10(value) - first) / (last - first);
    }

    @Override
    public List<Double> ticks() {
      List<Double> ticks = new ArrayList<>();
      for (int i = first; i <= last; i++) {
        ticks.add(Math.pow(10, i));
      }
      return ticks;
    }

    @Override
    public String label(double tick) {
      if (tick < 1) {
        return String.valueOf(tick);
      }
      return String.format(
          Locale.ROOT, tick < 1000 ? "%.0f" : "%.0fk", tick < 1000 ? tick : tick / 1000);
    }
  }
}
