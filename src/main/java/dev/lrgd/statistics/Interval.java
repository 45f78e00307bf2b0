package dev.lrgd.statistics;

/** A confidence interval. */
public record Interval(double low, double high) {}
