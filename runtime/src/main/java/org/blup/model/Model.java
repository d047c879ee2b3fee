package org.blup.model;

import java.util.stream.Collector;
import java.util.stream.Stream;
import org.blup.design.BlupException;
import org.blup.design.CrossProducts;
import org.blup.design.DesignMatrices;
import org.blup.design.ModelStructure;
import org.blup.design.RowReader;
import org.blup.design.Rows;
import org.blup.model.internal.MemoryLimit;

/**
 * A linear mixed model of rows of one type: what can be fitted. Generated from an annotated record;
 * generic code holds any of them by this class.
 *
 * @param <R> the record the rows are
 * @param <F> the typed fit
 */
public abstract class Model<R, F extends MixedFit<R>> implements RowReader<R> {

  private final ModelStructure structure;

  /** For generated code. */
  protected Model(ModelStructure structure) {
    this.structure = structure;
  }

  /** For generated code: gives the estimates their typed accessors. */
  protected abstract F typed(Estimates estimates);

  /** The canonical formula. */
  public final String formula() {
    return structure.formula();
  }

  /**
   * Compares nested fits of the same rows, in any order: each is tested against the one with fewer
   * parameters before it, as R's {@code anova(a, b, c)}. REML fits with different fixed effects are
   * all fitted again by ML, from their cross-products.
   *
   * @throws BlupException if there are fewer than two, their rows or responses differ, or one is
   *     not nested in the next
   */
  public static ModelSequence compare(MixedFit<?>... fits) {
    return MemoryLimit.within(() -> ModelSequence.of(fits));
  }

  /** Fits by REML; rows with missing values are an error. See {@link #fitting()} for choices. */
  public final F fit(Iterable<? extends R> rows) {
    return fitting().fit(rows);
  }

  /** Fits by REML, reading the stream once and in order. */
  public final F fit(Stream<? extends R> rows) {
    return fitting().fit(rows);
  }

  /** Fits by REML from cross-products gathered before. */
  public final F fit(CrossProducts<R> crossProducts) {
    return fitting().fit(crossProducts);
  }

  /** A collector of rows into a REML fit. */
  public final Collector<R, ?, F> toFit() {
    return fitting().toFit();
  }

  /** The choices of a fit: criterion, missing values, progress. */
  public final Fitting<R, F> fitting() {
    return new Fitting<>(this);
  }

  /** Empty cross-products, to which rows can be added one by one, and which can be merged. */
  public final CrossProducts<R> crossProducts() {
    return new CrossProducts<>(structure, this);
  }

  /** Empty cross-products of rows that are read in another way. */
  final CrossProducts<R> crossProducts(RowReader<R> reader) {
    return new CrossProducts<>(structure, reader);
  }

  /** The model matrices themselves, for those who want them; of the size of the rows. */
  public final DesignMatrices design(Iterable<? extends R> rows) {
    return MemoryLimit.within(() -> DesignMatrices.of(structure, this, Rows.checked(rows), false));
  }

  @Override
  public final String toString() {
    return structure.name() + ": " + formula();
  }
}
