package org.example;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
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
 * The mixed model {@code yield ~ 1 + year + (1 | year) + (1 | plot:year)} of {@link
 * Batch} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Batch}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class BatchModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "yield ~ 1 + year + (1 | year) + (1 | plot:year)";

  private static final Definition MODEL = new Definition();

  private BatchModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Batch, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Batch> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Batch> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Batch> crossProducts) {
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
  public static Collector<Batch, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Batch, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Batch> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Batch> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Batch> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Batch> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Batch> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Batch> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Batch, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Batch", 8), FORMULA)
              .response("yield")
              .number("year")
              .factor("year", Levels.integers())
              .factor("plot", Levels.integers())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("year"))
              .random(RandomTerm.by("year").of(EffectTerm.intercept()))
              .random(RandomTerm.by("plot", "year").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Batch row, DesignRow out) {
      out.response(row.yield());
      out.number(0, row.year());
      out.level(0, row.year());
      out.level(1, row.plot());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Batch} fitted to rows.
   */
  public static final class Fit extends MixedFit<Batch> {
    private final Fixed fixed;

    private final Year year;

    private final PlotYear plotYear;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      year = new Year(estimates);
      plotYear = new PlotYear(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code year}}
     */
    public Year year() {
      return year;
    }

    /**
     * {@return the predicted effects of {@code plot:year}}
     */
    public PlotYear plotYear() {
      return plotYear;
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
    public double response(Batch row) {
      return row.yield();
    }

    @Override
    protected double fixedPart(Batch row) {
      double year = row.year();
      return estimates.fixed(0) + estimates.fixed(1) * year;
    }

    @Override
    protected double conditionalMean(Batch row) {
      int year = estimates.group(0, estimates.level(0, row.year()));
      int plotYear = estimates.group(1, estimates.level(1, row.plot()),
          estimates.level(0, row.year()));
      return fixedPart(row) + estimates.random(0, 0, year) + estimates.random(1, 0, plotYear);
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
     * {@return the coefficient of {@code year}}
     */
    public Coefficient year() {
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
     * The means at a value of {@code year}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atYear(double value) {
      return new MarginalMeans(grid.at("year", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code year}: {@code (1 | year)}.
   */
  public static final class Year extends GroupEffects<Year.Effects> {
    private Year(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param year a level of {@code year}
     * @return its effects
     */
    public Effects get(long year) {
      return effects(level(year));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param year a level of {@code year}
     * @return its coefficients
     */
    public Effects coefficients(long year) {
      return effects(withFixed(level(year)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param year a level of {@code year}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(long year) {
      return conditionalCovariance(level(year));
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
        return Year.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code plot:year}: {@code (1 | plot:year)}.
   */
  public static final class PlotYear extends GroupEffects<PlotYear.Effects> {
    private PlotYear(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param plot a level of {@code plot}
     * @param year a level of {@code year}
     * @return its effects
     */
    public Effects get(long plot, long year) {
      return effects(level(plot, year));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param plot a level of {@code plot}
     * @param year a level of {@code year}
     * @return its coefficients
     */
    public Effects coefficients(long plot, long year) {
      return effects(withFixed(level(plot, year)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param plot a level of {@code plot}
     * @param year a level of {@code year}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(long plot, long year) {
      return conditionalCovariance(level(plot, year));
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
        return PlotYear.this.describeCovariance();
      }
    }
  }
}
