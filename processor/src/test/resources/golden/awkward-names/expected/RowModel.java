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
import org.blup.model.means.Means;
import org.blup.model.means.ReferenceGrid;
import org.blup.model.prediction.Scorer;
import org.ejml.data.DMatrixRMaj;

/**
 * The mixed model {@code out ~ 1 + estimates + row + sigma + class + column +
 * estimates:row + (1 + correlation + mode | fit) + (1 + variance | String) + (1 + row
 * | effects)} of {@link Row} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Row}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class RowModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "out ~ 1 + estimates + row + sigma + class + column"
      + " + estimates:row + (1 + correlation + mode | fit) + (1 + variance | String) + (1"
      + " + row | effects)";

  private static final Definition MODEL = new Definition();

  private RowModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Row, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Row> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Row> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Row> crossProducts) {
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
  public static Collector<Row, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Row, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Row> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Row> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Row> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Row> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Row> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Row> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Row, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Row", 8), FORMULA)
              .response("out")
              .number("estimates")
              .number("row")
              .number("class")
              .number("correlation")
              .number("mode")
              .number("variance")
              .factor("sigma", Levels.booleans())
              .factor("column", Levels.strings())
              .factor("fit", Levels.strings())
              .factor("String", Levels.strings())
              .factor("effects", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("estimates"))
              .fixed(EffectTerm.of("row"))
              .fixed(EffectTerm.of("sigma"))
              .fixed(EffectTerm.of("class"))
              .fixed(EffectTerm.of("column"))
              .fixed(EffectTerm.of("estimates", "row"))
              .random(RandomTerm.by("fit").of(EffectTerm.intercept(), EffectTerm.of("correlation"),
                  EffectTerm.of("mode")))
              .random(RandomTerm.by("String").of(EffectTerm.intercept(), EffectTerm.of("variance")))
              .random(RandomTerm.by("effects").of(EffectTerm.intercept(), EffectTerm.of("row")))
              .build());
    }

    @Override
    public void read(Row row, DesignRow out) {
      out.response(row.out());
      out.number(0, row.estimates());
      out.number(1, row.row());
      out.number(2, row.classroom());
      out.number(3, row.correlation());
      out.number(4, row.mode());
      out.number(5, row.variance());
      out.level(0, row.sigma());
      out.level(1, row.column());
      out.level(2, row.fit());
      out.level(3, row.String());
      out.level(4, row.effects());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Row} fitted to rows.
   */
  public static final class Fit extends MixedFit<Row> {
    private final Fixed fixed;

    private final FitGroup fit_;

    private final StringGroup String;

    private final EffectsGroup effects;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      fit_ = new FitGroup(estimates);
      String = new StringGroup(estimates);
      effects = new EffectsGroup(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code fit}}
     */
    public FitGroup fit_() {
      return fit_;
    }

    /**
     * {@return the predicted effects of {@code String}}
     */
    public StringGroup String() {
      return String;
    }

    /**
     * {@return the predicted effects of {@code effects}}
     */
    public EffectsGroup effects() {
      return effects;
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
    public double response(Row row) {
      return row.out();
    }

    @Override
    protected double fixedPart(Row row) {
      double estimates_ = row.estimates();
      double row_ = row.row();
      int sigmaLevel = estimates.level(0, row.sigma());
      double classroom = row.classroom();
      int columnLevel = estimates.level(1, row.column());
      return estimates.fixed(0) + estimates.fixed(1) * estimates_ + estimates.fixed(2) * row_
          + estimates.fixed(3, sigmaLevel) + estimates.fixed(4) * classroom
          + estimates.fixed(5, columnLevel) + estimates.fixed(6) * estimates_ * row_;
    }

    @Override
    protected double conditionalMean(Row row) {
      int fit_ = estimates.group(0, estimates.level(2, row.fit()));
      double correlation = row.correlation();
      double mode = row.mode();
      int String = estimates.group(1, estimates.level(3, row.String()));
      double variance = row.variance();
      int effects = estimates.group(2, estimates.level(4, row.effects()));
      double row_ = row.row();
      return fixedPart(row) + estimates.random(0, 0, fit_)
          + estimates.random(0, 1, fit_) * correlation + estimates.random(0, 2, fit_) * mode
          + estimates.random(1, 0, String) + estimates.random(1, 1, String) * variance
          + estimates.random(2, 0, effects) + estimates.random(2, 1, effects) * row_;
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
     * {@return the coefficient of {@code estimates}}
     */
    public Coefficient estimates() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code row}}
     */
    public Coefficient row() {
      return estimates.coefficient(2, 0);
    }

    /**
     * {@return the coefficient of {@code sigmaTRUE}}
     */
    public Coefficient sigmaTrue() {
      return estimates.coefficient(3, 0);
    }

    /**
     * {@return the coefficient of {@code class}}
     */
    public Coefficient classroom() {
      return estimates.coefficient(4, 0);
    }

    /**
     * The coefficient of {@code column} at a level.
     *
     * @param column a level of {@code column}, but not the first
     * @return the coefficient
     */
    public Coefficient column(String column) {
      return estimates.coefficientAt(5, column);
    }

    /**
     * {@return the coefficient of {@code estimates:row}}
     */
    public Coefficient estimatesRow() {
      return estimates.coefficient(6, 0);
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
     * {@return the mean of each level of {@code sigma}}
     */
    public Means<Boolean> sigma() {
      return grid.means("sigma", Boolean::valueOf);
    }

    /**
     * {@return the mean of each level of {@code column}}
     */
    public Means<String> column() {
      return grid.means("column");
    }

    /**
     * The means at a value of {@code estimates}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atEstimates(double value) {
      return new MarginalMeans(grid.at("estimates", value));
    }

    /**
     * The means at a value of {@code row}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atRow(double value) {
      return new MarginalMeans(grid.at("row", value));
    }

    /**
     * The means at a value of {@code class}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atClassroom(double value) {
      return new MarginalMeans(grid.at("class", value));
    }

    /**
     * The means at a value of {@code sigma}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atSigma(boolean value) {
      return new MarginalMeans(grid.at("sigma", value));
    }

    /**
     * The means at a value of {@code column}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atColumn(String value) {
      return new MarginalMeans(grid.at("column", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code fit}: {@code (1 + correlation + mode | fit)}.
   */
  public static final class FitGroup extends GroupEffects<FitGroup.Effects> {
    private FitGroup(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param fit a level of {@code fit}
     * @return its effects
     */
    public Effects get(String fit) {
      return effects(level(fit));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param fit a level of {@code fit}
     * @return its coefficients
     */
    public Effects coefficients(String fit) {
      return effects(withFixed(level(fit)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param fit a level of {@code fit}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String fit) {
      return conditionalCovariance(level(fit));
    }

    /**
     * {@return how the effects vary between the levels}
     */
    public Covariance covariance() {
      return new Covariance();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(mode(level, 0), mode(level, 1), mode(level, 2));
    }

    /**
     * The predicted effects of one level.
     *
     * @param intercept the effect of {@code (Intercept)}
     * @param correlation_ the effect of {@code correlation}
     * @param mode the effect of {@code mode}
     */
    public record Effects(double intercept, double correlation_, double mode) {
      @Override
      public String toString() {
        return describe("intercept %s, correlation_ %s, mode %s", intercept, correlation_, mode);
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

      /**
       * {@return the variance of {@code correlation}}
       */
      public VarianceComponent correlation_() {
        return variance(1);
      }

      /**
       * {@return the variance of {@code mode}}
       */
      public VarianceComponent mode() {
        return variance(2);
      }

      /**
       * {@return the correlations of the effects}
       */
      public Correlation correlation() {
        return new Correlation();
      }

      @Override
      public String toString() {
        return FitGroup.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code correlation}}
       */
      public double interceptCorrelation_() {
        return FitGroup.this.correlation(0, 1);
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code mode}}
       */
      public double interceptMode() {
        return FitGroup.this.correlation(0, 2);
      }

      /**
       * {@return the correlation of {@code correlation} and {@code mode}}
       */
      public double correlation_Mode() {
        return FitGroup.this.correlation(1, 2);
      }

      @Override
      public String toString() {
        return FitGroup.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code String}: {@code (1 + variance | String)}.
   */
  public static final class StringGroup extends GroupEffects<StringGroup.Effects> {
    private StringGroup(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param String a level of {@code String}
     * @return its effects
     */
    public Effects get(String String) {
      return effects(level(String));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param String a level of {@code String}
     * @return its coefficients
     */
    public Effects coefficients(String String) {
      return effects(withFixed(level(String)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param String a level of {@code String}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String String) {
      return conditionalCovariance(level(String));
    }

    /**
     * {@return how the effects vary between the levels}
     */
    public Covariance covariance() {
      return new Covariance();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(mode(level, 0), mode(level, 1));
    }

    /**
     * The predicted effects of one level.
     *
     * @param intercept the effect of {@code (Intercept)}
     * @param variance the effect of {@code variance}
     */
    public record Effects(double intercept, double variance) {
      @Override
      public String toString() {
        return describe("intercept %s, variance %s", intercept, variance);
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
        return StringGroup.this.variance(0);
      }

      /**
       * {@return the variance of {@code variance}}
       */
      public VarianceComponent variance() {
        return StringGroup.this.variance(1);
      }

      /**
       * {@return the correlations of the effects}
       */
      public Correlation correlation() {
        return new Correlation();
      }

      @Override
      public String toString() {
        return StringGroup.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code variance}}
       */
      public double interceptVariance() {
        return StringGroup.this.correlation(0, 1);
      }

      @Override
      public String toString() {
        return StringGroup.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code effects}: {@code (1 + row | effects)}.
   */
  public static final class EffectsGroup extends GroupEffects<EffectsGroup.Effects> {
    private EffectsGroup(Estimates estimates) {
      super(estimates, 2);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param effects a level of {@code effects}
     * @return its effects
     */
    public Effects get(String effects) {
      return effects(level(effects));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param effects a level of {@code effects}
     * @return its coefficients
     */
    public Effects coefficients(String effects) {
      return effects(withFixed(level(effects)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param effects a level of {@code effects}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String effects) {
      return conditionalCovariance(level(effects));
    }

    /**
     * {@return how the effects vary between the levels}
     */
    public Covariance covariance() {
      return new Covariance();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(mode(level, 0), mode(level, 1));
    }

    /**
     * The predicted effects of one level.
     *
     * @param intercept the effect of {@code (Intercept)}
     * @param row the effect of {@code row}
     */
    public record Effects(double intercept, double row) {
      @Override
      public String toString() {
        return describe("intercept %s, row %s", intercept, row);
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

      /**
       * {@return the variance of {@code row}}
       */
      public VarianceComponent row() {
        return variance(1);
      }

      /**
       * {@return the correlations of the effects}
       */
      public Correlation correlation() {
        return new Correlation();
      }

      @Override
      public String toString() {
        return EffectsGroup.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code row}}
       */
      public double interceptRow() {
        return EffectsGroup.this.correlation(0, 1);
      }

      @Override
      public String toString() {
        return EffectsGroup.this.describeCovariance();
      }
    }
  }
}
