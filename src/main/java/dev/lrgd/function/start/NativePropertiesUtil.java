package dev.lrgd.function.start;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.NameIterator;
import io.quarkus.runtime.configuration.PropertiesUtil;

/**
 * Takes effect in a native executable only. At each start Quarkus 3.34 holds every name that is set
 * or has a default against all that extensions know, segment by segment, to warn of those that
 * nobody knows: a tenth of a start. Nearly all of these comparisons are decided by the first
 * letters; {@link Segments} looks at these before it looks for the end of a segment. The answers
 * are the same.
 */
@TargetClass(PropertiesUtil.class)
final class NativePropertiesUtil {

  @Substitute
  public static boolean isMapped(NameIterator name, String mapped) {
    return Segments.areEqual(name, mapped);
  }
}
