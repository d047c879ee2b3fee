package org.blup.processor.validate;

import java.util.Optional;
import java.util.stream.Stream;
import org.blup.formula.ModelFormula;
import org.blup.processor.generate.NamingClash;
import org.blup.processor.read.BrokenModel;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.validate.resolve.Mender;
import org.blup.processor.validate.resolve.Problems;
import org.blup.processor.validate.resolve.Resolver;
import org.blup.processor.validate.resolve.Vocabulary;
import org.blup.processor.validate.resolve.WideModel;

/** Guesses what a broken model was meant to be, so that the code around it still compiles. */
final class Guesses {

  private final Vocabulary vocabulary;

  Guesses(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** The widest guess whose accessors do not clash. */
  Verdict broken(ModelHeader header, Optional<ModelFormula> formula) {
    Optional<ModelFormula> mended = formula.map(new Mender(vocabulary)::mend);
    Optional<ModelDescription> guess =
        Stream.of(
                Optional.of(WideModel.of(header, mended)),
                mended,
                Optional.of(WideModel.of(header, Optional.empty())))
            .flatMap(Optional::stream)
            .map(candidate -> resolve(candidate, header))
            .filter(candidate -> NamingClash.of(candidate).isEmpty())
            .findFirst();
    return new Verdict.Broken(new BrokenModel(header, guess));
  }

  private ModelDescription resolve(ModelFormula formula, ModelHeader header) {
    return new Resolver(header, vocabulary, new Problems()).resolve(formula, Optional.empty());
  }
}
