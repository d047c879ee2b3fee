package org.blup.benchmarks;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.blup.model.Criterion;
import org.blup.model.MixedFit;
import org.blup.model.Model;

/**
 * A model and a file of rows, to be fitted by Blup and by lme4. The formula both use is the
 * model's.
 *
 * @param id what {@code --only} calls it
 * @param file where its rows are, or empty if the file is not on this machine
 * @param reader a row from a line of the file
 * @param factors the columns that look like numbers and are factors, for R
 * @param slow whether lme4 takes a minute or more
 * @param <R> the type of the rows
 */
record Case<R>(
    String id,
    Supplier<Optional<Path>> file,
    Model<R, ? extends MixedFit<R>> model,
    Criterion criterion,
    Function<NamedCsvRecord, R> reader,
    List<String> factors,
    boolean slow) {

  /** The same case, which lme4 takes a minute or more for. */
  Case<R> whichIsSlow() {
    return new Case<>(id, file, model, criterion, reader, factors, true);
  }

  static <R> Case<R> of(
      String id,
      String file,
      Model<R, ? extends MixedFit<R>> model,
      Criterion criterion,
      Function<NamedCsvRecord, R> reader,
      String... factors) {
    return new Case<>(
        id, () -> Checkout.referenceData(file), model, criterion, reader, List.of(factors), false);
  }
}
