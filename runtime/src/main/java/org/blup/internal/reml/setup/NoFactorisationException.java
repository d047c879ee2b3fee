package org.blup.internal.reml.setup;

import org.blup.exception.BlupException;

/** Something was asked of a fit without a factorisation that needs one. */
public final class NoFactorisationException extends BlupException {

  private static final long serialVersionUID = 1L;

  NoFactorisationException() {
    super(
        "this fit was found by iterations, and what is asked of it needs the factor of its"
            + " equations, which they do without. Fit with fitting().algorithm(EXACT), if there is"
            + " memory for it");
  }
}
