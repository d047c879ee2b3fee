package org.blup.internal.design.pass;

import java.util.function.Supplier;
import org.blup.exception.BlupException;
import org.jspecify.annotations.Nullable;

/** Lets one thread at a time use cross-products, and none any more once they are incomplete. */
final class SumsAccess {

  private final String model;
  private final ExclusiveUse use = new ExclusiveUse();

  /** Why the sums can no longer be used. */
  private volatile @Nullable Supplier<BlupException> spoilt;

  /** Access to the cross-products of a model, which is named in messages. */
  SumsAccess(String model) {
    this.model = model;
  }

  /**
   * Comes in to change the sums.
   *
   * @throws BlupException if another thread is inside; the sums are incomplete then
   */
  void enterToChange() {
    failIfSpoilt();
    if (!use.enter()) {
      String message =
          model
              + ": two threads used these cross-products at the same time, so rows are missing. Let"
              + " each thread fill cross-products of its own, and merge them";
      spoil(() -> new BlupException(message));
      throw new BlupException(message);
    }
  }

  /**
   * Comes in to read the sums.
   *
   * @throws BlupException if another thread is inside
   */
  void enterToRead() {
    failIfSpoilt();
    if (!use.enter()) {
      throw new BlupException(
          model
              + ": another thread is adding rows to these cross-products. Wait until all rows are"
              + " in");
    }
  }

  void exit() {
    use.exit();
  }

  /**
   * Lets nobody in any more.
   *
   * @param reason makes what is thrown instead
   */
  void spoil(Supplier<BlupException> reason) {
    spoilt = reason;
  }

  private void failIfSpoilt() {
    Supplier<BlupException> reason = spoilt;
    if (reason != null) {
      throw reason.get();
    }
  }
}
