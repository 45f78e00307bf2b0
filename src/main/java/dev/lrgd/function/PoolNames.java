package dev.lrgd.function;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** The pools there are, of every tenant, as {@code tenant/name}. */
@RegisterForReflection
record PoolNames(List<String> pools) {}
