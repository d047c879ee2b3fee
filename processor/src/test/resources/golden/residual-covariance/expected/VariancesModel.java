package clinic;

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
import org.blup.internal.design.structure.ResidualTerm;
import org.blup.model.Coefficient;
import org.blup.model.Estimates;
import org.blup.model.Fitting;
import org.blup.model.MixedFit;
import org.blup.model.Model;
import org.blup.model.fit.FTest;
import org.blup.model.fit.LinearCombination;
import org.blup.model.fit.LinearTest;
import org.blup.model.fit.ResidualCovariance;
import org.blup.model.means.Mean;
import org.blup.model.means.Means;
import org.blup.model.means.ReferenceGrid;
import org.blup.model.prediction.Scorer;

/**
 * The mixed model {@code change ~ 1 + base + arm + residual(by = sex)} of {@link
 * Trial} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Trial}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class VariancesModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "change ~ 1 + base + arm + residual(by = sex)";

  private static final Definition MODEL = new Definition();

  private VariancesModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Trial, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Trial> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Trial> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Trial> crossProducts) {
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
  public static Collector<Trial, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Trial, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Trial> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Trial> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Trial> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Trial> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Trial> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Trial> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Trial, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Variances", 8), FORMULA)
              .response("change")
              .number("base")
              .factor("arm", Levels.of(Trial.Arm.values()))
              .factor("sex", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("base"))
              .fixed(EffectTerm.of("arm"))
              .residual(ResidualTerm.by("sex"))
              .build());
    }

    @Override
    public void read(Trial row, DesignRow out) {
      out.response(row.change());
      out.number(0, row.base());
      out.level(0, row.arm());
      out.level(1, row.sex());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Variances} fitted to rows.
   */
  public static final class Fit extends MixedFit<Trial> {
    private final Fixed fixed;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the covariance of the residuals, {@code residual(by = sex)}}
     */
    public ResidualCovariance<String, String> residual() {
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
    public double response(Trial row) {
      return row.change();
    }

    @Override
    protected double fixedPart(Trial row) {
      double base = row.base();
      int armLevel = estimates.level(0, row.arm());
      return estimates.fixed(0) + estimates.fixed(1) * base + estimates.fixed(2, armLevel);
    }

    @Override
    protected double conditionalMean(Trial row) {
      return fixedPart(row);
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
     * {@return the coefficient of {@code base}}
     */
    public Coefficient base() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code armACTIVE}}
     */
    public Coefficient armActive() {
      return estimates.coefficient(2, 0);
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
     * {@return the mean of each level of {@code arm}}
     */
    public Means<Trial.Arm> arm() {
      return grid.means("arm", Trial.Arm::valueOf);
    }

    /**
     * The means at a value of {@code base}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atBase(double value) {
      return new MarginalMeans(grid.at("base", value));
    }

    /**
     * The means at a value of {@code arm}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atArm(Trial.Arm value) {
      return new MarginalMeans(grid.at("arm", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }
}
