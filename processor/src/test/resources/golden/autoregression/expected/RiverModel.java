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
 * The mixed model {@code flow ~ 1 + rain + (1 + rain | ar1(year)) + (1 | site)} of
 * {@link River} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link River}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class RiverModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "flow ~ 1 + rain + (1 + rain | ar1(year)) + (1 | site)";

  private static final Definition MODEL = new Definition();

  private RiverModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<River, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends River> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends River> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<River> crossProducts) {
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
  public static Collector<River, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<River, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<River> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<River> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<River> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<River> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<River> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends River> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<River, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("River", 8), FORMULA)
              .response("flow")
              .number("rain")
              .factor("year", Levels.integers())
              .factor("site", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("rain"))
              .random(RandomTerm.byAutoregression("year").of(EffectTerm.intercept(),
                  EffectTerm.of("rain")))
              .random(RandomTerm.by("site").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(River row, DesignRow out) {
      out.response(row.flow());
      out.number(0, row.rain());
      out.level(0, row.year());
      out.level(1, row.site());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code River} fitted to rows.
   */
  public static final class Fit extends MixedFit<River> {
    private final Fixed fixed;

    private final Year year;

    private final Site site;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      year = new Year(estimates);
      site = new Site(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code ar1(year)}}
     */
    public Year year() {
      return year;
    }

    /**
     * {@return the predicted effects of {@code site}}
     */
    public Site site() {
      return site;
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
    public double response(River row) {
      return row.flow();
    }

    @Override
    protected double fixedPart(River row) {
      double rain = row.rain();
      return estimates.fixed(0) + estimates.fixed(1) * rain;
    }

    @Override
    protected double conditionalMean(River row) {
      int year = estimates.group(0, estimates.level(0, row.year()));
      double rain = row.rain();
      int site = estimates.group(1, estimates.level(1, row.site()));
      return fixedPart(row) + estimates.random(0, 0, year) + estimates.random(0, 1, year) * rain
          + estimates.random(1, 0, site);
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
     * {@return the coefficient of {@code rain}}
     */
    public Coefficient rain() {
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
     * The means at a value of {@code rain}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atRain(double value) {
      return new MarginalMeans(grid.at("rain", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code ar1(year)}: {@code (1 + rain | ar1(year))}.
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

    /**
     * {@return the correlation of an effect between neighbouring levels; {@code NaN} if no
     * effect varies}
     */
    public double rho() {
      return levelCorrelation();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(mode(level, 0), mode(level, 1));
    }

    /**
     * The predicted effects of one level.
     *
     * @param intercept the effect of {@code (Intercept)}
     * @param rain the effect of {@code rain}
     */
    public record Effects(double intercept, double rain) {
      @Override
      public String toString() {
        return describe("intercept %s, rain %s", intercept, rain);
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
       * {@return the variance of {@code rain}}
       */
      public VarianceComponent rain() {
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
        return Year.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code rain}}
       */
      public double interceptRain() {
        return Year.this.correlation(0, 1);
      }

      @Override
      public String toString() {
        return Year.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code site}: {@code (1 | site)}.
   */
  public static final class Site extends GroupEffects<Site.Effects> {
    private Site(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param site a level of {@code site}
     * @return its effects
     */
    public Effects get(String site) {
      return effects(level(site));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param site a level of {@code site}
     * @return its coefficients
     */
    public Effects coefficients(String site) {
      return effects(withFixed(level(site)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param site a level of {@code site}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String site) {
      return conditionalCovariance(level(site));
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
        return Site.this.describeCovariance();
      }
    }
  }
}
