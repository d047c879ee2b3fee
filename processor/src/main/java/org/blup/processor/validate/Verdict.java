package org.blup.processor.validate;

import org.blup.processor.read.BrokenModel;
import org.blup.processor.read.ModelDescription;

/** What became of a model. */
public sealed interface Verdict {

  /** A model without errors. */
  record Valid(ModelDescription model) implements Verdict {}

  /** A model with errors, all of them reported. */
  record Broken(BrokenModel model) implements Verdict {}
}
