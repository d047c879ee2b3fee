package org.blup.internal.design.pass;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread in at a time and refuses a second one. As long as one thread does all the work it
 * pays for no atomic operation, which would cost 5 to 10 % of the pass: it only marks that it is
 * inside. The first other thread announces itself, waits until such a mark must have become
 * visible, and from then on all threads compete for one atomic flag (biased locking: Russell &
 * Detlefs 2006, Eliminating synchronization-related atomic operations with biased locking and bulk
 * rebiasing, OOPSLA 2006).
 */
final class ExclusiveUse {

  /** Longer than a write can wait in a processor before other processors see it. */
  private static final long VISIBLE_NANOS = 20_000;

  private static final VarHandle INSIDE;
  private static final VarHandle OWNER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      INSIDE = lookup.findVarHandle(ExclusiveUse.class, "inside", boolean.class);
      OWNER = lookup.findVarHandle(ExclusiveUse.class, "owner", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** The first thread that came in. */
  @SuppressWarnings("FieldMayBeFinal")
  private volatile @Nullable Thread owner;

  /** Whether the owner is inside on its mark alone; written by the owner only. */
  @SuppressWarnings({"FieldMayBeFinal", "UnusedVariable"})
  private boolean inside;

  /** Whether another thread has come, and the owner has to compete for the flag too. */
  private volatile boolean competed;

  private final AtomicBoolean occupied = new AtomicBoolean();

  /** Comes in, if no thread is inside. */
  boolean enter() {
    Thread current = Thread.currentThread();
    if (owner == current) {
      if ((boolean) INSIDE.getOpaque(this)) {
        return false;
      }
      INSIDE.setOpaque(this, true);
      VarHandle.releaseFence();
      if (!competed) {
        return true;
      }
      INSIDE.setRelease(this, false);
    } else if (OWNER.compareAndSet(this, null, current)) {
      return enter();
    }
    return compete(current);
  }

  /** Goes out again. */
  void exit() {
    if (owner == Thread.currentThread() && (boolean) INSIDE.getOpaque(this)) {
      INSIDE.setRelease(this, false);
    } else {
      occupied.set(false);
    }
  }

  private synchronized boolean compete(Thread current) {
    if (!competed) {
      competed = true;
      if (owner != current) {
        waitUntilVisible();
        if ((boolean) INSIDE.getAcquire(this)) {
          competed = false;
          return false;
        }
      }
    }
    return occupied.compareAndSet(false, true);
  }

  private static void waitUntilVisible() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < VISIBLE_NANOS) {
      Thread.onSpinWait();
    }
  }
}
