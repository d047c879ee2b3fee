package org.blup.internal.model;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value computed lazily, once; other threads that ask meanwhile wait for it. */
public final class Lazy<T> {

  private @Nullable Supplier<T> supplier;
  private volatile @Nullable T value;

  public Lazy(Supplier<T> supplier) {
    this.supplier = supplier;
  }

  public boolean isKnown() {
    return value != null;
  }

  public T get() {
    T known = value;
    return known != null ? known : compute();
  }

  private synchronized T compute() {
    T known = value;
    if (known == null) {
      if (supplier == null) {
        throw new IllegalStateException("computed before, but not known");
      }
      known = MemoryLimit.within(supplier);
      value = known;
      supplier = null;
    }
    return known;
  }
}
