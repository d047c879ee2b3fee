package org.blup.internal.model.bootstrap;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.blup.exception.BlupException;
import org.blup.internal.model.UserCode;
import org.blup.model.fit.StepListener;

/**
 * How a bootstrap runs.
 *
 * @param keepEffects whether the random effects are those predicted, or drawn anew
 * @param cancelled asked whether to end before all replicates are made
 */
record BootstrapChoices(
    int replicates,
    long seed,
    int threads,
    boolean keepEffects,
    StepListener listener,
    BooleanSupplier cancelled) {

  /** A thousand replicates, by as many threads as there are processors. */
  static BootstrapChoices usual() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new BootstrapChoices(1000, 1, processors, false, (done, of) -> {}, () -> false);
  }

  BootstrapChoices withReplicates(int number) {
    if (number < 2) {
      throw new BlupException(number + " replicates have no distribution: ask for 1000 or more.");
    }
    return new BootstrapChoices(number, seed, threads, keepEffects, listener, cancelled);
  }

  BootstrapChoices withSeed(long number) {
    return new BootstrapChoices(replicates, number, threads, keepEffects, listener, cancelled);
  }

  BootstrapChoices withThreads(int number) {
    if (number < 1) {
      throw new BlupException(number + " threads do no work: ask for 1 or more.");
    }
    return new BootstrapChoices(replicates, seed, number, keepEffects, listener, cancelled);
  }

  BootstrapChoices keepingEffects() {
    return new BootstrapChoices(replicates, seed, threads, true, listener, cancelled);
  }

  BootstrapChoices withListener(StepListener told) {
    return new BootstrapChoices(replicates, seed, threads, keepEffects, told, cancelled);
  }

  BootstrapChoices cancelledBy(BooleanSupplier asked) {
    return new BootstrapChoices(replicates, seed, threads, keepEffects, listener, asked);
  }

  /** Tells the listener how many replicates are made, one thread at a time. */
  IntConsumer told(UserCode user) {
    Object turn = new Object();
    return done -> {
      synchronized (turn) {
        user.run(() -> listener.done(done, replicates));
      }
    };
  }

  /** Asks the user whether to end. */
  BooleanSupplier cancelled(UserCode user) {
    return () -> user.call(cancelled::getAsBoolean);
  }
}
