package org.blup.internal.plots.report;

import java.util.Optional;
import java.util.function.Supplier;
import org.blup.exception.BlupException;

/** What a fit answers, where it has an answer. */
final class Answer {

  private Answer() {}

  static <T> Optional<T> of(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (BlupException e) {
      return Optional.empty();
    }
  }
}
