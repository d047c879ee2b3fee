package org.blup.oracle;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blup.model.MixedFit;
import org.blup.model.Model;

/**
 * A case of the oracle and the model that answers it.
 *
 * @param <R> the record the rows are
 * @param id the case's name in {@code cases.csv}
 * @param model what the processor wrote for the record
 * @param toRow reads a row
 */
record OracleCase<R>(String id, Model<R, ? extends MixedFit<R>> model, Function<Line, R> toRow) {

  static <R> OracleCase<R> of(
      String id, Model<R, ? extends MixedFit<R>> model, Function<Line, R> toRow) {
    return new OracleCase<>(id, model, toRow);
  }

  /** Every case that has a model. */
  static Stream<OracleCase<?>> all() {
    return Stream.of(
            SleepModels.cases(),
            OneWayDesigns.cases(),
            NestedDesigns.cases(),
            CrossedDesigns.cases(),
            SplitPlots.cases(),
            GrowthCurves.cases())
        .flatMap(List::stream);
  }

  /** The cases whose data and answers are at hand. */
  static Stream<OracleCase<?>> present() {
    return all().filter(oracleCase -> OracleFolder.find(oracleCase.id()).isPresent());
  }

  static OracleCase<?> of(String id) {
    return all().filter(oracleCase -> oracleCase.id().equals(id)).findFirst().orElseThrow();
  }

  OracleFolder.Entry entry() {
    return OracleFolder.of(id).entry(id).orElseThrow();
  }

  Path answer() {
    return OracleFolder.of(id).answer(id);
  }

  List<R> rows() {
    return Line.read(OracleFolder.dataFile(entry().file()), toRow);
  }

  @Override
  public String toString() {
    return id + ": " + model.formula();
  }
}
