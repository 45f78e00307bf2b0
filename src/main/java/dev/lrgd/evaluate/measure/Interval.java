package dev.lrgd.evaluate.measure;

/** A confidence interval. */
public record Interval(double low, double high) {}
