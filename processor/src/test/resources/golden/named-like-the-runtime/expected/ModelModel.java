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
 * The mixed model {@code estimate ~ 1 + fit + levels + (1 | model) + (1 | coefficient)
 * + (1 | Math)} of {@link Model} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Model}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class ModelModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "estimate ~ 1 + fit + levels + (1 | model)"
      + " + (1 | coefficient) + (1 | Math)";

  private static final Definition MODEL = new Definition();

  private ModelModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static org.blup.model.Model<Model, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Model> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Model> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Model> crossProducts) {
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
  public static Collector<Model, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Model, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Model> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Model> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Model> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Model> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Model> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Model> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends org.blup.model.Model<Model, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Model", 8), FORMULA)
              .response("estimate")
              .factor("fit", Levels.of(Model.Fit.values()))
              .factor("levels", Levels.of(Model.Levels.values()))
              .factor("model", Levels.strings())
              .factor("coefficient", Levels.integers())
              .factor("Math", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("fit"))
              .fixed(EffectTerm.of("levels"))
              .random(RandomTerm.by("model").of(EffectTerm.intercept()))
              .random(RandomTerm.by("coefficient").of(EffectTerm.intercept()))
              .random(RandomTerm.by("Math").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Model row, DesignRow out) {
      out.response(row.estimate());
      out.level(0, row.fit());
      out.level(1, row.levels());
      out.level(2, row.model());
      out.level(3, row.coefficient());
      out.level(4, row.Math());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Model} fitted to rows.
   */
  public static final class Fit extends MixedFit<Model> {
    private final Fixed fixed;

    private final ModelGroup model;

    private final CoefficientGroup coefficient;

    private final MathGroup Math_;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      model = new ModelGroup(estimates);
      coefficient = new CoefficientGroup(estimates);
      Math_ = new MathGroup(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code model}}
     */
    public ModelGroup model() {
      return model;
    }

    /**
     * {@return the predicted effects of {@code coefficient}}
     */
    public CoefficientGroup coefficient() {
      return coefficient;
    }

    /**
     * {@return the predicted effects of {@code Math}}
     */
    public MathGroup Math_() {
      return Math_;
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
    public double response(Model row) {
      return row.estimate();
    }

    @Override
    protected double fixedPart(Model row) {
      int fitLevel = estimates.level(0, row.fit());
      int levelsLevel = estimates.level(1, row.levels());
      return estimates.fixed(0) + estimates.fixed(1, fitLevel) + estimates.fixed(2, levelsLevel);
    }

    @Override
    protected double conditionalMean(Model row) {
      int model = estimates.group(0, estimates.level(2, row.model()));
      int coefficient = estimates.group(1, estimates.level(3, row.coefficient()));
      int Math_ = estimates.group(2, estimates.level(4, row.Math()));
      return fixedPart(row) + estimates.random(0, 0, model) + estimates.random(1, 0, coefficient)
          + estimates.random(2, 0, Math_);
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
     * {@return the coefficient of {@code fitBAD}}
     */
    public Coefficient fitBad() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code levelsHIGH}}
     */
    public Coefficient levelsHigh() {
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
     * {@return the mean of each level of {@code fit}}
     */
    public Means<Model.Fit> fit() {
      return grid.means("fit", Model.Fit::valueOf);
    }

    /**
     * {@return the mean of each level of {@code levels}}
     */
    public Means<Model.Levels> levels() {
      return grid.means("levels", Model.Levels::valueOf);
    }

    /**
     * The means at a value of {@code fit}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atFit(Model.Fit value) {
      return new MarginalMeans(grid.at("fit", value));
    }

    /**
     * The means at a value of {@code levels}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atLevels(Model.Levels value) {
      return new MarginalMeans(grid.at("levels", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code model}: {@code (1 | model)}.
   */
  public static final class ModelGroup extends GroupEffects<ModelGroup.Effects> {
    private ModelGroup(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param model a level of {@code model}
     * @return its effects
     */
    public Effects get(String model) {
      return effects(level(model));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param model a level of {@code model}
     * @return its coefficients
     */
    public Effects coefficients(String model) {
      return effects(withFixed(level(model)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param model a level of {@code model}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String model) {
      return conditionalCovariance(level(model));
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
        return ModelGroup.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code coefficient}: {@code (1 | coefficient)}.
   */
  public static final class CoefficientGroup extends GroupEffects<CoefficientGroup.Effects> {
    private CoefficientGroup(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param coefficient a level of {@code coefficient}
     * @return its effects
     */
    public Effects get(long coefficient) {
      return effects(level(coefficient));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param coefficient a level of {@code coefficient}
     * @return its coefficients
     */
    public Effects coefficients(long coefficient) {
      return effects(withFixed(level(coefficient)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param coefficient a level of {@code coefficient}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(long coefficient) {
      return conditionalCovariance(level(coefficient));
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
        return CoefficientGroup.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code Math}: {@code (1 | Math)}.
   */
  public static final class MathGroup extends GroupEffects<MathGroup.Effects> {
    private MathGroup(Estimates estimates) {
      super(estimates, 2);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param Math a level of {@code Math}
     * @return its effects
     */
    public Effects get(String Math) {
      return effects(level(Math));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param Math a level of {@code Math}
     * @return its coefficients
     */
    public Effects coefficients(String Math) {
      return effects(withFixed(level(Math)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param Math a level of {@code Math}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String Math) {
      return conditionalCovariance(level(Math));
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
        return MathGroup.this.describeCovariance();
      }
    }
  }
}
