package org.blup.internal.reml.search;

import org.blup.exception.BlupException;

/** Parameters at which the criterion is not what it was when they were found. */
public final class OtherCriterionException extends BlupException {

  private static final long serialVersionUID = 1L;

  OtherCriterionException(double found, double expected) {
    super("the criterion at the stored optimum is %s, not %s".formatted(found, expected));
  }
}
