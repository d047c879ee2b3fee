package org.blup.internal.model.means;

import org.blup.model.fit.StepListener;

/** Counts what is computed of a table, and tells of it. */
final class TableSteps {

  /** The listener of tables that nobody listens to. */
  static final StepListener NOBODY = (done, of) -> {};

  /** The steps of such tables. */
  static final TableSteps UNTOLD = new TableSteps(NOBODY, 0);

  private final StepListener listener;
  private final int of;
  private int done;

  TableSteps(StepListener listener, int of) {
    this.listener = listener;
    this.of = of;
  }

  /** One more; those that are computed again, after an interrupt, are told once. */
  synchronized void done() {
    if (done < of) {
      listener.done(++done, of);
    }
  }
}
