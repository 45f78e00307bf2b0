/**
 * Outcomes in the memory of this process: the embedded default, bounded by {@link
 * dev.lrgd.feedback.memory.MemoryLogConfig}.
 */
package dev.lrgd.feedback.memory;
