package org.blup.model;

import java.util.function.Supplier;
import org.blup.design.ModelTooLargeException;
import org.jspecify.annotations.Nullable;

/** A value computed once, when it is first asked for; by one thread, whoever else is waiting. */
final class Lazy<T> {

  private @Nullable Supplier<T> supplier;
  private volatile @Nullable T value;

  Lazy(Supplier<T> supplier) {
    this.supplier = supplier;
  }

  boolean isKnown() {
    return value != null;
  }

  T get() {
    T known = value;
    return known != null ? known : compute();
  }

  private synchronized T compute() {
    T known = value;
    if (known == null) {
      if (supplier == null) {
        throw new IllegalStateException("computed before, but not known");
      }
      try {
        known = supplier.get();
      } catch (OutOfMemoryError e) {
        throw new ModelTooLargeException(
            "what is asked of this fit needs more than the %s of memory that Java has, of which the"
                    .formatted(ModelTooLargeException.heap())
                + " fit itself holds a part. Give Java more memory (-Xmx)",
            e);
      }
      value = known;
      supplier = null;
    }
    return known;
  }
}
