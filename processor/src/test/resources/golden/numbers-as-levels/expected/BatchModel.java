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
 * The mixed model {@code assay ~ 1 + factor(dose) + C(ph, treatment("2.50")) +
 * factor(price) + factor(yield) + factor(dose):factor(strength) + (1 | run) + (1 |
 * run:factor(heat))} of {@link Batch} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Batch}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class BatchModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "assay ~ 1 + factor(dose) + C(ph, treatment(\"2.50\"))"
      + " + factor(price) + factor(yield) + factor(dose):factor(strength) + (1 | run)"
      + " + (1 | run:factor(heat))";

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
              .response("assay")
              .factor("factor(dose)", Levels.numbers())
              .factor("C(ph, treatment(\"2.50\"))", Levels.numbers().coded(Contrast.treatment("2.5")))
              .factor("factor(price)", Levels.numbers())
              .factor("factor(yield)", Levels.numbers())
              .factor("factor(strength)", Levels.numbers())
              .factor("run", Levels.integers())
              .factor("factor(heat)", Levels.numbers())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("factor(dose)"))
              .fixed(EffectTerm.of("C(ph, treatment(\"2.50\"))"))
              .fixed(EffectTerm.of("factor(price)"))
              .fixed(EffectTerm.of("factor(yield)"))
              .fixed(EffectTerm.of("factor(dose)", "factor(strength)").full("factor(dose)"))
              .random(RandomTerm.by("run").of(EffectTerm.intercept()))
              .random(RandomTerm.by("run", "factor(heat)").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Batch row, DesignRow out) {
      out.response(row.assay());
      out.level(0, row.dose());
      out.level(1, DesignRow.value(row.ph()));
      out.level(2, DesignRow.value(row.price()));
      out.level(3, DesignRow.value(row.yield()));
      out.level(4, row.strength());
      out.level(5, row.run());
      out.level(6, row.heat());
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

    private final Run run;

    private final RunFactorHeat runFactorHeat;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      run = new Run(estimates);
      runFactorHeat = new RunFactorHeat(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code run}}
     */
    public Run run() {
      return run;
    }

    /**
     * {@return the predicted effects of {@code run:factor(heat)}}
     */
    public RunFactorHeat runFactorHeat() {
      return runFactorHeat;
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
      return row.assay();
    }

    @Override
    protected double fixedPart(Batch row) {
      int factorDoseLevel = estimates.level(0, row.dose());
      int phLevel = estimates.level(1, DesignRow.value(row.ph()));
      int factorPriceLevel = estimates.level(2, DesignRow.value(row.price()));
      int factorYieldLevel = estimates.level(3, DesignRow.value(row.yield()));
      int factorStrengthLevel = estimates.level(4, row.strength());
      int factorDoseFactorStrengthCell = estimates.cell(factorDoseLevel, 4, factorStrengthLevel);
      return estimates.fixed(0) + estimates.fixed(1, factorDoseLevel) + estimates.fixed(2, phLevel)
          + estimates.fixed(3, factorPriceLevel) + estimates.fixed(4, factorYieldLevel)
          + estimates.fixed(5, factorDoseFactorStrengthCell);
    }

    @Override
    protected double conditionalMean(Batch row) {
      int run = estimates.group(0, estimates.level(5, row.run()));
      int runFactorHeat = estimates.group(1, estimates.level(5, row.run()),
          estimates.level(6, row.heat()));
      return fixedPart(row) + estimates.random(0, 0, run) + estimates.random(1, 0, runFactorHeat);
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
     * The coefficient of {@code factor(dose)} at a level.
     *
     * @param dose a level of {@code factor(dose)}, but not the first
     * @return the coefficient
     */
    public Coefficient factorDose(double dose) {
      return estimates.coefficientAt(1, dose);
    }

    /**
     * The coefficient of {@code C(ph, treatment("2.50"))} at a level.
     *
     * @param ph a level of {@code C(ph, treatment("2.50"))}, but not {@code 2.5}
     * @return the coefficient
     */
    public Coefficient ph(double ph) {
      return estimates.coefficientAt(2, ph);
    }

    /**
     * The coefficient of {@code factor(price)} at a level.
     *
     * @param price a level of {@code factor(price)}, but not the first
     * @return the coefficient
     */
    public Coefficient factorPrice(double price) {
      return estimates.coefficientAt(3, price);
    }

    /**
     * The coefficient of {@code factor(yield)} at a level.
     *
     * @param yield a level of {@code factor(yield)}, but not the first
     * @return the coefficient
     */
    public Coefficient factorYield(double yield) {
      return estimates.coefficientAt(4, yield);
    }

    /**
     * The coefficient of {@code factor(dose):factor(strength)} at a level.
     *
     * @param dose a level of {@code factor(dose)}
     * @param strength a level of {@code factor(strength)}, but not the first
     * @return the coefficient
     */
    public Coefficient factorDoseFactorStrength(double dose, double strength) {
      return estimates.coefficientAt(5, dose, strength);
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
     * {@return the mean of each level of {@code factor(dose)}}
     */
    public Means<Double> factorDose() {
      return grid.means("factor(dose)", Double::valueOf);
    }

    /**
     * {@return the mean of each level of {@code C(ph, treatment("2.50"))}}
     */
    public Means<Double> ph() {
      return grid.means("C(ph, treatment(\"2.50\"))", Double::valueOf);
    }

    /**
     * {@return the mean of each level of {@code factor(price)}}
     */
    public Means<Double> factorPrice() {
      return grid.means("factor(price)", Double::valueOf);
    }

    /**
     * {@return the mean of each level of {@code factor(yield)}}
     */
    public Means<Double> factorYield() {
      return grid.means("factor(yield)", Double::valueOf);
    }

    /**
     * {@return the mean of each level of {@code factor(strength)}}
     */
    public Means<Double> factorStrength() {
      return grid.means("factor(strength)", Double::valueOf);
    }

    /**
     * The means at a value of {@code factor(dose)}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atFactorDose(double value) {
      return new MarginalMeans(grid.at("factor(dose)", value));
    }

    /**
     * The means at a value of {@code C(ph, treatment("2.50"))}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atPh(double value) {
      return new MarginalMeans(grid.at("C(ph, treatment(\"2.50\"))", value));
    }

    /**
     * The means at a value of {@code factor(price)}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atFactorPrice(double value) {
      return new MarginalMeans(grid.at("factor(price)", value));
    }

    /**
     * The means at a value of {@code factor(yield)}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atFactorYield(double value) {
      return new MarginalMeans(grid.at("factor(yield)", value));
    }

    /**
     * The means at a value of {@code factor(strength)}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atFactorStrength(double value) {
      return new MarginalMeans(grid.at("factor(strength)", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code run}: {@code (1 | run)}.
   */
  public static final class Run extends GroupEffects<Run.Effects> {
    private Run(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param run a level of {@code run}
     * @return its effects
     */
    public Effects get(long run) {
      return effects(level(run));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param run a level of {@code run}
     * @return its coefficients
     */
    public Effects coefficients(long run) {
      return effects(withFixed(level(run)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param run a level of {@code run}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(long run) {
      return conditionalCovariance(level(run));
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
        return Run.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code run:factor(heat)}: {@code (1 | run:factor(heat))}.
   */
  public static final class RunFactorHeat extends GroupEffects<RunFactorHeat.Effects> {
    private RunFactorHeat(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param run a level of {@code run}
     * @param heat a level of {@code heat}
     * @return its effects
     */
    public Effects get(long run, double heat) {
      return effects(level(run, heat));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param run a level of {@code run}
     * @param heat a level of {@code heat}
     * @return its coefficients
     */
    public Effects coefficients(long run, double heat) {
      return effects(withFixed(level(run, heat)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param run a level of {@code run}
     * @param heat a level of {@code heat}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(long run, double heat) {
      return conditionalCovariance(level(run, heat));
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
        return RunFactorHeat.this.describeCovariance();
      }
    }
  }
}
