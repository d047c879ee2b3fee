package org.blup.internal.design.coding;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.blup.exception.UnidentifiableModelException;
import org.blup.exception.UnknownLevelException;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;

/** Whether the data can carry the model; each failure says what is short and what to change. */
public final class DataChecks {

  /** Smaller sums of squares may be made of numbers that have lost digits. */
  private static final double LEAST_SQUARES = 0x1p-960;

  private final ModelStructure structure;
  private final long rows;
  private final long omitted;

  public DataChecks(ModelStructure structure, long rows, long omitted) {
    this.structure = structure;
    this.rows = rows;
    this.omitted = omitted;
  }

  /** The number of rows without those left out. */
  public long rows() {
    return rows;
  }

  public void anyRows() {
    if (rows == 0) {
      throw failure(
          omitted == 0
              ? "there are no rows. A fit needs data"
              : "all rows, "
                  + omitted
                  + " in number, have a missing value and were left out. Complete some");
    }
  }

  /** Sums need digits. */
  public void digits(Optional<String> problem) {
    if (problem.isPresent()) {
      throw failure(problem.get());
    }
  }

  /** A factor that is coded by contrasts or dummies needs two levels, as in R. */
  public void factors(List<FactorLevels> factors) {
    Set<Integer> coded = new HashSet<>();
    structure.fixed().forEach(term -> addFactors(term, coded));
    structure.random().forEach(term -> term.effects().forEach(e -> addFactors(e, coded)));
    for (int factor : coded) {
      FactorLevels levels = factors.get(factor);
      if (levels.size() < 2) {
        throw failure(
            levels.label()
                + " has only "
                + UnknownLevelException.listing(levels.labels())
                + ". An effect of it needs two or more; take it out of the model");
      }
    }
  }

  /**
   * A response needs to vary, unless the variances of its residuals are known: estimates that agree
   * then tell that nothing else makes them differ.
   *
   * @param squares its weighted sum of squares about a shift
   * @param shift about the mean of its first rows
   * @param extremes say whether an offset has made it the same
   */
  public void response(double squares, double shift, RowExtremes extremes) {
    String less = structure.offset().map(offset -> " less " + offset).orElse("");
    String response = structure.response() + less;
    squares(response, squares, shift);
    if (squares == 0 && (extremes.roundsResponses() || !areVariancesKnown())) {
      throw failure(
          response
              + " is the same in all "
              + rows
              + " rows"
              + (less.isEmpty() ? "" : String.format(Locale.ROOT, ", about %.3g", shift))
              + (extremes.roundsResponses()
                  ? ": beside so large an offset its digits are rounded away. Subtract a constant"
                      + " from the offset (the intercept absorbs it), or correct it"
                  : ". There is nothing to explain"));
    }
  }

  /**
   * There must be more rows than fixed coefficients.
   *
   * @param coefficients p
   */
  public void coefficients(int coefficients) {
    if (coefficients >= rows) {
      throw failure(
          coefficients
              + " fixed coefficients cannot be estimated from "
              + rows
              + " rows. Take terms out, or add rows");
    }
  }

  /** What is divided by its standard deviation needs one. */
  void varies(String label, boolean varies) {
    if (!varies) {
      throw failure(
          label
              + " divides by a standard deviation, but the number is the same in all "
              + rows
              + " rows. Leave the function out");
    }
  }

  /** A power that lower powers make up in all rows has no column of its own. */
  void degree(String label, int degree, boolean isNew) {
    if (!isNew) {
      throw failure(
          label
              + " cannot have degree "
              + degree
              + ": over the rows that power cannot be distinguished from lower ones. Its number"
              + " needs more than "
              + degree
              + " different values, not nearly all of them in one place. Take a lower degree");
    }
  }

  /** Whether the variances of the residuals are known. */
  public boolean areVariancesKnown() {
    return structure.knownVariance().isPresent();
  }

  /**
   * The same where all squares may have vanished, and zeros with them.
   *
   * @param size a sum or a mean of the numbers, which does not vanish
   */
  public void squares(String column, double squares, double size) {
    boolean vanished = squares == 0 && size != 0 && size * size < LEAST_SQUARES;
    squares(column, vanished ? Double.MIN_VALUE : squares);
  }

  /** Weighted squares must neither overflow nor lose their digits below the smallest numbers. */
  public void squares(String column, double squares) {
    String weight =
        structure
            .weight()
            .or(structure::knownVariance)
            .map(name -> ", or " + name + ",")
            .orElse("");
    if (!Double.isFinite(squares)) {
      throw failure(
          "the sum of squares of "
              + column
              + " overflows: some or all of its numbers are too large. Correct them, or divide it"
              + weight
              + " by a power of ten");
    }
    if (squares > 0 && squares < LEAST_SQUARES) {
      throw failure(
          "the sum of squares of "
              + column
              + " underflows: its numbers are too close to zero. Multiply it"
              + weight
              + " by a power of ten");
    }
  }

  private void addFactors(EffectTerm term, Set<Integer> into) {
    for (int factor : structure.factorsOf(term)) {
      into.add(factor);
    }
  }

  /** The error that the data cannot carry the model. */
  public UnidentifiableModelException failure(String problem) {
    return new UnidentifiableModelException(structure.name() + ": " + problem);
  }
}
