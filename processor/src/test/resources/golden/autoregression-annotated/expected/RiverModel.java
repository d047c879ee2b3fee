import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
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
 * The mixed model {@code flow ~ 1 + (1 | ar1(day))} of {@link River} rows.
 *
 * <p>Generated from {@code @MixedModel} and the annotated components of {@link River}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class RiverModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "flow ~ 1 + (1 | ar1(day))";

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
              .factor("day", Levels.strings())
              .fixed(EffectTerm.intercept())
              .random(RandomTerm.byAutoregression("day").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(River row, DesignRow out) {
      out.response(row.flow());
      out.level(0, row.day());
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

    private final Day day;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      day = new Day(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code ar1(day)}}
     */
    public Day day() {
      return day;
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
      return estimates.fixed(0);
    }

    @Override
    protected double conditionalMean(River row) {
      int day = estimates.group(0, estimates.level(0, row.day()));
      return fixedPart(row) + estimates.random(0, 0, day);
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

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code ar1(day)}: {@code (1 | ar1(day))}.
   */
  public static final class Day extends GroupEffects<Day.Effects> {
    private Day(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param day a level of {@code day}
     * @return its effects
     */
    public Effects get(LocalDate day) {
      return effects(level(day));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param day a level of {@code day}
     * @return its coefficients
     */
    public Effects coefficients(LocalDate day) {
      return effects(withFixed(level(day)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param day a level of {@code day}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(LocalDate day) {
      return conditionalCovariance(level(day));
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
        return Day.this.describeCovariance();
      }
    }
  }
}
