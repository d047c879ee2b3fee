package org.blup.model.bootstrap;

/** Told while a bootstrap runs; by several threads, never by two at once. */
@FunctionalInterface
public interface BootstrapListener {

  /**
   * A replicate is done.
   *
   * @param done how many are
   * @param of how many were asked for
   */
  void replicated(int done, int of);
}
