package farm;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import org.blup.design.CrossProducts;
import org.blup.design.DesignMatrices;
import org.blup.internal.design.covariance.CovarianceStructure;
import org.blup.internal.design.pass.DesignRow;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.Levels;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.RandomTerm;
import org.blup.internal.design.structure.ResidualTerm;
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
import org.blup.model.fit.ResidualCovariance;
import org.blup.model.means.Mean;
import org.blup.model.means.ReferenceGrid;
import org.blup.model.prediction.Scorer;
import org.ejml.data.DMatrixRMaj;

/**
 * The mixed model {@code weight ~ 1 + week + (1 + week | pen) +
 * residual(ar1(factor(week) | pen:animal))} of {@link Growth} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Growth}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class GrowthModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "weight ~ 1 + week + (1 + week | pen)"
      + " + residual(ar1(factor(week) | pen:animal))";

  private static final Definition MODEL = new Definition();

  private GrowthModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Growth, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Growth> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Growth> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Growth> crossProducts) {
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
  public static Collector<Growth, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Growth, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Growth> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Growth> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Growth> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Growth> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Growth> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Growth> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Growth, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Growth", 8), FORMULA)
              .response("weight")
              .number("week")
              .factor("pen", Levels.strings())
              .factor("animal", Levels.integers())
              .factor("factor(week)", Levels.integers())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("week"))
              .random(RandomTerm.by("pen").of(EffectTerm.intercept(), EffectTerm.of("week")))
              .residual(ResidualTerm.over("factor(week)", "pen", "animal")
                  .in(CovarianceStructure.AUTOREGRESSIVE))
              .build());
    }

    @Override
    public void read(Growth row, DesignRow out) {
      out.response(row.weight());
      out.number(0, row.week());
      out.level(0, row.pen());
      out.level(1, row.animal());
      out.level(2, row.week());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Growth} fitted to rows.
   */
  public static final class Fit extends MixedFit<Growth> {
    private final Fixed fixed;

    private final Pen pen;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      pen = new Pen(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code pen}}
     */
    public Pen pen() {
      return pen;
    }

    /**
     * {@return the covariance of the residuals, {@code residual(ar1(factor(week) |
     * pen:animal))}}
     */
    public ResidualCovariance<Integer, Void> residual() {
      return estimates.residual();
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
    public double response(Growth row) {
      return row.weight();
    }

    @Override
    protected double fixedPart(Growth row) {
      double week = row.week();
      return estimates.fixed(0) + estimates.fixed(1) * week;
    }

    @Override
    protected double conditionalMean(Growth row) {
      int pen = estimates.group(0, estimates.level(0, row.pen()));
      double week = row.week();
      return fixedPart(row) + estimates.random(0, 0, pen) + estimates.random(0, 1, pen) * week;
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
     * {@return the coefficient of {@code week}}
     */
    public Coefficient week() {
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
     * The means at a value of {@code week}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atWeek(double value) {
      return new MarginalMeans(grid.at("week", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code pen}: {@code (1 + week | pen)}.
   */
  public static final class Pen extends GroupEffects<Pen.Effects> {
    private Pen(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param pen a level of {@code pen}
     * @return its effects
     */
    public Effects get(String pen) {
      return effects(level(pen));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param pen a level of {@code pen}
     * @return its coefficients
     */
    public Effects coefficients(String pen) {
      return effects(withFixed(level(pen)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param pen a level of {@code pen}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String pen) {
      return conditionalCovariance(level(pen));
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
     * @param week the effect of {@code week}
     */
    public record Effects(double intercept, double week) {
      @Override
      public String toString() {
        return describe("intercept %s, week %s", intercept, week);
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
       * {@return the variance of {@code week}}
       */
      public VarianceComponent week() {
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
        return Pen.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code week}}
       */
      public double interceptWeek() {
        return Pen.this.correlation(0, 1);
      }

      @Override
      public String toString() {
        return Pen.this.describeCovariance();
      }
    }
  }
}
