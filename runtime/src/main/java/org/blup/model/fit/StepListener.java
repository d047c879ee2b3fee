package org.blup.model.fit;

/**
 * Told while long work goes on that is made of a known number of steps: the replicates of a
 * bootstrap, the parameters of a profile, the means of a table. By several threads, never by two at
 * once.
 */
@FunctionalInterface
public interface StepListener {

  /**
   * A step is done.
   *
   * @param done how many are
   * @param of how many there are
   */
  void done(int done, int of);
}
