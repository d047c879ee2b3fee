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
import org.blup.internal.design.structure.Contrast;
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
 * The mixed model {@code score ~ 1 + recipe + temperature + oven + spice + variety +
 * (1 | taster)} of {@link Taste} rows.
 *
 * <p>Generated from {@code @MixedModel} and the annotated components of {@link Taste}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class TasteModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "score ~ 1 + recipe + temperature + oven + spice + variety"
      + " + (1 | taster)";

  private static final Definition MODEL = new Definition();

  private TasteModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Taste, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Taste> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Taste> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Taste> crossProducts) {
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
  public static Collector<Taste, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Taste, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Taste> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Taste> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Taste> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Taste> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Taste> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Taste> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Taste, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Taste", 8), FORMULA)
              .response("score")
              .factor("recipe", Levels.of(Taste.Recipe.values()).coded(Contrast.sum()))
              .factor("temperature", Levels.of(Taste.Recipe.values()).coded(Contrast.polynomial()))
              .factor("oven", Levels.strings().coded(Contrast.helmert()))
              .factor("spice", Levels.of(Taste.Recipe.values()).coded(Contrast.treatment("MILD")))
              .factor("variety", Levels.strings().coded(Contrast.treatment("Victory")))
              .factor("taster", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("recipe"))
              .fixed(EffectTerm.of("temperature"))
              .fixed(EffectTerm.of("oven"))
              .fixed(EffectTerm.of("spice"))
              .fixed(EffectTerm.of("variety"))
              .random(RandomTerm.by("taster").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Taste row, DesignRow out) {
      out.response(row.score());
      out.level(0, row.recipe());
      out.level(1, row.temperature());
      out.level(2, row.oven());
      out.level(3, row.spice());
      out.level(4, row.variety());
      out.level(5, row.taster());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Taste} fitted to rows.
   */
  public static final class Fit extends MixedFit<Taste> {
    private final Fixed fixed;

    private final Taster taster;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      taster = new Taster(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code taster}}
     */
    public Taster taster() {
      return taster;
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
    public double response(Taste row) {
      return row.score();
    }

    @Override
    protected double fixedPart(Taste row) {
      int recipeLevel = estimates.level(0, row.recipe());
      int temperatureLevel = estimates.level(1, row.temperature());
      int ovenLevel = estimates.level(2, row.oven());
      int spiceLevel = estimates.level(3, row.spice());
      int varietyLevel = estimates.level(4, row.variety());
      return estimates.fixed(0) + estimates.fixed(1, recipeLevel)
          + estimates.fixed(2, temperatureLevel) + estimates.fixed(3, ovenLevel)
          + estimates.fixed(4, spiceLevel) + estimates.fixed(5, varietyLevel);
    }

    @Override
    protected double conditionalMean(Taste row) {
      int taster = estimates.group(0, estimates.level(5, row.taster()));
      return fixedPart(row) + estimates.random(0, 0, taster);
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
     * {@return the coefficient of {@code recipe1}}
     */
    public Coefficient recipe1() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code recipe2}}
     */
    public Coefficient recipe2() {
      return estimates.coefficient(1, 1);
    }

    /**
     * {@return the coefficient of {@code temperature.L}}
     */
    public Coefficient temperature1() {
      return estimates.coefficient(2, 0);
    }

    /**
     * {@return the coefficient of {@code temperature.Q}}
     */
    public Coefficient temperature2() {
      return estimates.coefficient(2, 1);
    }

    /**
     * The coefficient of column number {@code column}, counted from 1, of {@code oven}.
     *
     * @param column its number among the columns, the first is 1
     * @return the coefficient
     */
    public Coefficient oven(int column) {
      return estimates.coefficient(3, column - 1);
    }

    /**
     * {@return the coefficient of {@code spicePLAIN}}
     */
    public Coefficient spicePlain() {
      return estimates.coefficient(4, 0);
    }

    /**
     * {@return the coefficient of {@code spiceHOT}}
     */
    public Coefficient spiceHot() {
      return estimates.coefficient(4, 1);
    }

    /**
     * The coefficient of {@code variety} at a level.
     *
     * @param variety a level of {@code variety}, but not {@code Victory}
     * @return the coefficient
     */
    public Coefficient variety(String variety) {
      return estimates.coefficientAt(5, variety);
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
     * {@return the mean of each level of {@code recipe}}
     */
    public Means<Taste.Recipe> recipe() {
      return grid.means("recipe", Taste.Recipe::valueOf);
    }

    /**
     * {@return the mean of each level of {@code temperature}}
     */
    public Means<Taste.Recipe> temperature() {
      return grid.means("temperature", Taste.Recipe::valueOf);
    }

    /**
     * {@return the mean of each level of {@code oven}}
     */
    public Means<String> oven() {
      return grid.means("oven");
    }

    /**
     * {@return the mean of each level of {@code spice}}
     */
    public Means<Taste.Recipe> spice() {
      return grid.means("spice", Taste.Recipe::valueOf);
    }

    /**
     * {@return the mean of each level of {@code variety}}
     */
    public Means<String> variety() {
      return grid.means("variety");
    }

    /**
     * The means at a value of {@code recipe}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atRecipe(Taste.Recipe value) {
      return new MarginalMeans(grid.at("recipe", value));
    }

    /**
     * The means at a value of {@code temperature}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atTemperature(Taste.Recipe value) {
      return new MarginalMeans(grid.at("temperature", value));
    }

    /**
     * The means at a value of {@code oven}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atOven(String value) {
      return new MarginalMeans(grid.at("oven", value));
    }

    /**
     * The means at a value of {@code spice}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atSpice(Taste.Recipe value) {
      return new MarginalMeans(grid.at("spice", value));
    }

    /**
     * The means at a value of {@code variety}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atVariety(String value) {
      return new MarginalMeans(grid.at("variety", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code taster}: {@code (1 | taster)}.
   */
  public static final class Taster extends GroupEffects<Taster.Effects> {
    private Taster(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param taster a level of {@code taster}
     * @return its effects
     */
    public Effects get(String taster) {
      return effects(level(taster));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param taster a level of {@code taster}
     * @return its coefficients
     */
    public Effects coefficients(String taster) {
      return effects(withFixed(level(taster)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param taster a level of {@code taster}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String taster) {
      return conditionalCovariance(level(taster));
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
        return Taster.this.describeCovariance();
      }
    }
  }
}
