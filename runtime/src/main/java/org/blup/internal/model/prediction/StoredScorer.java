package org.blup.internal.model.prediction;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.blup.exception.StorageException;
import org.blup.internal.design.pass.RowReader;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.PostFit;
import org.blup.model.prediction.Scorer;
import org.blup.model.prediction.UnknownLevels;
import org.jspecify.annotations.Nullable;

/**
 * Predictions of a fit that was saved for them alone.
 *
 * @param <R> the type of the rows
 */
public final class StoredScorer<R> implements Scorer<R> {

  /** What is in the file, for messages. */
  public static final String WHAT = "a scorer";

  private final Scoring scoring;
  private final RowReader<R> reader;
  private final UnknownLevels unknown;

  /** The row that no thread uses now; threads that find none make another. */
  private final AtomicReference<@Nullable ScoringRow<R>> spare = new AtomicReference<>();

  private StoredScorer(Scoring scoring, RowReader<R> reader, UnknownLevels unknown) {
    this.scoring = scoring;
    this.reader = reader;
    this.unknown = unknown;
  }

  /**
   * Writes what predictions of a fit are made of.
   *
   * @param coefficients of a fit, for each fixed term those of its columns
   */
  public static void write(
      PostFit fit, Function<PostFit, double[][]> coefficients, OutputStream out) {
    ScoringFile.write(Scoring.of(fit, coefficients), out);
  }

  /**
   * Reads what was written.
   *
   * @param structure the model that the file must be of
   * @param reader of its rows
   * @throws StorageException if it is damaged, of another model, or of another version
   */
  public static <R> Scorer<R> read(
      InputStream in, String source, ModelStructure structure, RowReader<R> reader) {
    return of(ScoringFile.begin(in, source), structure, reader);
  }

  /** The same from a stream that has nothing else. */
  public static <R> Scorer<R> readWhole(
      InputStream in, String source, ModelStructure structure, RowReader<R> reader) {
    BinaryInput input = ScoringFile.begin(in, source);
    Scorer<R> scorer = of(input, structure, reader);
    input.endOfStream();
    return scorer;
  }

  private static <R> Scorer<R> of(BinaryInput in, ModelStructure structure, RowReader<R> reader) {
    return new StoredScorer<>(ScoringFile.read(in, structure), reader, UnknownLevels.ERROR);
  }

  @Override
  public String formula() {
    return scoring.structure().formula();
  }

  @Override
  public double predict(R row) {
    return with(row, each -> each.prediction(unknown));
  }

  @Override
  public double predictPopulation(R row) {
    return with(row, ScoringRow::populationMean);
  }

  private double with(R row, ToDoubleFunction<ScoringRow<R>> part) {
    Arguments.required(row, "row");
    ScoringRow<R> own = spare.getAndSet(null);
    if (own == null) {
      own = new ScoringRow<>(scoring, reader);
    }
    own.read(row);
    double value = part.applyAsDouble(own);
    spare.set(own);
    return value;
  }

  @Override
  public Scorer<R> unknownLevels(UnknownLevels choice) {
    return new StoredScorer<>(scoring, reader, Arguments.required(choice, "choice"));
  }

  /** The formula. */
  @Override
  public String toString() {
    return "Scorer of " + scoring.structure().name() + ": " + formula();
  }
}
