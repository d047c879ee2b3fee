package org.example;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import org.blup.data.CsvReading;
import org.blup.data.QueryReading;
import org.blup.data.RecordColumns;
import org.blup.design.CrossProducts;
import org.blup.design.DesignMatrices;
import org.blup.internal.design.pass.DesignRow;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.model.Coefficient;
import org.blup.model.Estimates;
import org.blup.model.Fitting;
import org.blup.model.GroupEffects;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.VarianceComponent;
import org.blup.model.fit.FTest;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;
import org.blup.model.means.Mean;
import org.blup.model.means.ReferenceGrid;
import org.blup.model.prediction.Scorer;
import org.ejml.data.DMatrixRMaj;

/**
 * The mixed model {@code score ~ 1 + `dose (mg)` + (1 | patient)} of {@link Visit}
 * rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Visit}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class VisitModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "score ~ 1 + `dose (mg)` + (1 | patient)";

  private static final Definition MODEL = new Definition();

  private VisitModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Visit, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Visit> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Visit> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Visit> crossProducts) {
    return MODEL.fit(crossProducts);
  }

  /**
   * Loads a fit that was saved.
   *
   * @param file the file that the fit was saved to
   * @return the fit
   */
  public static Fit load(Path file) {
    return MODEL.load(file);
  }

  /**
   * Loads a fit that was saved.
   *
   * @param in read to its end and left open
   * @return the fit
   */
  public static Fit load(InputStream in) {
    return MODEL.load(in);
  }

  /**
   * {@return a collector of rows into a REML fit}
   */
  public static Collector<Visit, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Visit, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Visit> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Visit> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Visit> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Visit> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Visit> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Visit> rows) {
    return MODEL.design(rows);
  }

  /**
   * Reads all rows of a CSV file, its columns by the names in the first line.
   *
   * @param file the file
   * @return the rows
   */
  public static List<Visit> readCsv(Path file) {
    return csv().read(file);
  }

  /**
   * Reads a CSV file row by row, so that it may be larger than memory.
   *
   * @param file the file
   * @return the rows; closing the stream closes the file, as its end does
   */
  public static Stream<Visit> streamCsv(Path file) {
    return csv().stream(file);
  }

  /**
   * {@return the choices of reading CSV files: separator, decimal comma, encoding,
   * missing values}
   */
  public static CsvReading<Visit> csv() {
    return CsvReading.of(columns());
  }

  /**
   * {@return the reader of what queries of databases find}
   */
  public static QueryReading<Visit> sql() {
    return QueryReading.of(columns());
  }

  private static RecordColumns<Visit> columns() {
    return RecordColumns.of(
        "Visit",
        cells ->
            new Visit(cells.number(0), cells.number(1), cells.isMissing(2) ? null : cells.number(2),
                (float) cells.number(3), cells.isMissing(4) ? null : (float) cells.number(4),
                cells.longNumber(5), cells.isMissing(6) ? null : cells.longNumber(6),
                cells.intNumber(7), cells.isMissing(8) ? null : cells.intNumber(8),
                cells.shortNumber(9), cells.isMissing(10) ? null : cells.shortNumber(10),
                cells.byteNumber(11), cells.isMissing(12) ? null : cells.byteNumber(12),
                cells.truth(13), cells.isMissing(14) ? null : cells.truth(14), cells.character(15),
                cells.isMissing(16) ? null : cells.character(16), cells.text(17),
                cells.constant(18, Visit.Arm.class)),
        "score", "dose (mg)", "age", "weight", "height", "id", "parent", "visits", "falls", "room",
            "bed", "ward", "floor", "treated", "smokes", "grade", "sector", "patient", "arm");
  }

  private static final class Definition extends Model<Visit, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Visit", 8), FORMULA)
              .response("score")
              .number("`dose (mg)`")
              .factor("patient", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("`dose (mg)`"))
              .random(RandomTerm.by("patient").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Visit row, DesignRow out) {
      out.response(row.score());
      out.number(0, row.dose());
      out.level(0, row.patient());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Visit} fitted to rows.
   */
  public static final class Fit extends MixedFit<Visit> {
    private final Fixed fixed;

    private final Patient patient;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      patient = new Patient(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code patient}}
     */
    public Patient patient() {
      return patient;
    }

    /**
     * Tests that a linear combination of the fixed effects is 0.
     *
     * @param combination takes it from the fixed effects
     * @return the test
     */
    public LinearTest test(Function<? super Fixed, ? extends LinearCombination> combination) {
      return test(combination.apply(fixed));
    }

    /**
     * Tests that several linear combinations of the fixed effects are all 0.
     *
     * @param combinations takes them from the fixed effects
     * @return the test
     */
    public FTest jointTest(
        Function<? super Fixed, ? extends List<? extends LinearCombination>> combinations) {
      return jointTest(combinations.apply(fixed));
    }

    /**
     * {@return the estimated marginal means}
     */
    public MarginalMeans means() {
      return new MarginalMeans(referenceGrid());
    }

    @Override
    public double response(Visit row) {
      return row.score();
    }

    @Override
    protected double fixedPart(Visit row) {
      double dose = row.dose();
      return estimates.fixed(0) + estimates.fixed(1) * dose;
    }

    @Override
    protected double conditionalMean(Visit row) {
      int patient = estimates.group(0, estimates.level(0, row.patient()));
      return fixedPart(row) + estimates.random(0, 0, patient);
    }
  }

  /**
   * The fixed effects: a method for each coefficient.
   */
  public static final class Fixed {
    private final Estimates estimates;

    private Fixed(Estimates estimates) {
      this.estimates = estimates;
    }

    /**
     * {@return the coefficient of {@code (Intercept)}}
     */
    public Coefficient intercept() {
      return estimates.coefficient(0, 0);
    }

    /**
     * {@return the coefficient of {@code `dose (mg)`}}
     */
    public Coefficient dose() {
      return estimates.coefficient(1, 0);
    }

    @Override
    public String toString() {
      return estimates.toString();
    }
  }

  /**
   * Estimated marginal means: covariates at their means over the rows, other factors
   * averaged over, unless set.
   */
  public static final class MarginalMeans {
    private final ReferenceGrid grid;

    private MarginalMeans(ReferenceGrid grid) {
      this.grid = grid;
    }

    /**
     * {@return the mean over all factors}
     */
    public Mean overall() {
      return grid.overall();
    }

    /**
     * The means at a value of {@code `dose (mg)`}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atDose(double value) {
      return new MarginalMeans(grid.at("`dose (mg)`", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code patient}: {@code (1 | patient)}.
   */
  public static final class Patient extends GroupEffects<Patient.Effects> {
    private Patient(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param patient a level of {@code patient}
     * @return its effects
     */
    public Effects get(String patient) {
      return effects(level(patient));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param patient a level of {@code patient}
     * @return its coefficients
     */
    public Effects coefficients(String patient) {
      return effects(withFixed(level(patient)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param patient a level of {@code patient}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String patient) {
      return conditionalCovariance(level(patient));
    }

    /**
     * {@return how the effects vary between the levels}
     */
    public Covariance covariance() {
      return new Covariance();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(mode(level, 0));
    }

    /**
     * The predicted effects of one level.
     *
     * @param intercept the effect of {@code (Intercept)}
     */
    public record Effects(double intercept) {
      @Override
      public String toString() {
        return describe("intercept %s", intercept);
      }
    }

    /**
     * The variances of the effects between the levels.
     */
    public final class Covariance {
      private Covariance() {
      }

      /**
       * {@return the variance of {@code (Intercept)}}
       */
      public VarianceComponent intercept() {
        return variance(0);
      }

      @Override
      public String toString() {
        return Patient.this.describeCovariance();
      }
    }
  }
}
