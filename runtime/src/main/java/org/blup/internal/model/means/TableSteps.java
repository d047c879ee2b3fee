package org.blup.internal.model.means;

import org.blup.model.fit.StepListener;

/** Counts what is computed of a table, and tells of it. */
final class TableSteps {

  /** Of tables that nobody listens to. */
  static final TableSteps UNTOLD = new TableSteps(MeansTable.NOBODY, 0);

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
