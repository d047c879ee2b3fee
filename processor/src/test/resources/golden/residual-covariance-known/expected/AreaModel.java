package survey;

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
 * The mixed model {@code income ~ 1 + tax + offset(prior) + (1 | county) +
 * residual(known(variance))} of {@link Area} rows.
 *
 * <p>Generated from {@code @MixedModel} and the annotated components of {@link Area}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class AreaModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "income ~ 1 + tax + offset(prior) + (1 | county)"
      + " + residual(known(variance))";

  private static final Definition MODEL = new Definition();

  private AreaModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Area, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Area> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Area> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Area> crossProducts) {
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
  public static Collector<Area, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Area, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Area> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Area> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Area> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Area> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Area> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Area> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Area, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Area", 8), FORMULA)
              .response("income")
              .offset("prior")
              .number("tax")
              .number("variance")
              .number("prior")
              .covariates("tax", "prior")
              .factor("county", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("tax"))
              .random(RandomTerm.by("county").of(EffectTerm.intercept()))
              .residual(ResidualTerm.known("variance"))
              .build());
    }

    @Override
    public void read(Area row, DesignRow out) {
      out.response(row.income());
      out.offset(row.prior());
      out.number(0, row.tax());
      out.number(1, row.variance());
      out.number(2, row.prior());
      out.level(0, row.county());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Area} fitted to rows.
   */
  public static final class Fit extends MixedFit<Area> {
    private final Fixed fixed;

    private final County county;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      county = new County(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code county}}
     */
    public County county() {
      return county;
    }

    /**
     * {@return the covariance of the residuals, {@code residual(known(variance))}}
     */
    public ResidualCovariance<Double, Void> residual() {
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
    public double response(Area row) {
      return row.income();
    }

    @Override
    protected double fixedPart(Area row) {
      double tax = row.tax();
      double prior = row.prior();
      return estimates.fixed(0) + estimates.fixed(1) * tax + prior;
    }

    @Override
    protected double conditionalMean(Area row) {
      int county = estimates.group(0, estimates.level(0, row.county()));
      return fixedPart(row) + estimates.random(0, 0, county);
    }

    @Override
    protected double offset(double[] numbers) {
      double prior = numbers[2];
      return prior;
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
     * {@return the coefficient of {@code tax}}
     */
    public Coefficient tax() {
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
     * The means at a value of {@code tax}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atTax(double value) {
      return new MarginalMeans(grid.at("tax", value));
    }

    /**
     * The means at a value of {@code prior}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atPrior(double value) {
      return new MarginalMeans(grid.at("prior", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code county}: {@code (1 | county)}.
   */
  public static final class County extends GroupEffects<County.Effects> {
    private County(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param county a level of {@code county}
     * @return its effects
     */
    public Effects get(String county) {
      return effects(level(county));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param county a level of {@code county}
     * @return its coefficients
     */
    public Effects coefficients(String county) {
      return effects(withFixed(level(county)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param county a level of {@code county}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String county) {
      return conditionalCovariance(level(county));
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
        return County.this.describeCovariance();
      }
    }
  }
}
