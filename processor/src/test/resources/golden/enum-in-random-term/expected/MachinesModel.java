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
 * The mixed model {@code score ~ 1 + machine + (0 + machine | worker)} of {@link
 * Machines} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Machines}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class MachinesModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "score ~ 1 + machine + (0 + machine | worker)";

  private static final Definition MODEL = new Definition();

  private MachinesModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Machines, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Machines> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Machines> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Machines> crossProducts) {
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
  public static Collector<Machines, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Machines, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Machines> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Machines> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Machines> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Machines> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Machines> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Machines> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Machines, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Machines", 8), FORMULA)
              .response("score")
              .factor("machine", Levels.of(Machines.Machine.values()))
              .factor("worker", Levels.integers())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("machine"))
              .random(RandomTerm.by("worker").of(EffectTerm.of("machine").full("machine")))
              .build());
    }

    @Override
    public void read(Machines row, DesignRow out) {
      out.response(row.score());
      out.level(0, row.machine());
      out.level(1, row.worker());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Machines} fitted to rows.
   */
  public static final class Fit extends MixedFit<Machines> {
    private final Fixed fixed;

    private final Worker worker;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      worker = new Worker(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code worker}}
     */
    public Worker worker() {
      return worker;
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
    public double response(Machines row) {
      return row.score();
    }

    @Override
    protected double fixedPart(Machines row) {
      int machineLevel = estimates.level(0, row.machine());
      return estimates.fixed(0) + estimates.fixed(1, machineLevel);
    }

    @Override
    protected double conditionalMean(Machines row) {
      int worker = estimates.group(0, estimates.level(1, row.worker()));
      int machineLevel = estimates.level(0, row.machine());
      return fixedPart(row) + estimates.random(0, 0, worker, machineLevel);
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
     * {@return the coefficient of {@code machineB}}
     */
    public Coefficient machineB() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code machineC}}
     */
    public Coefficient machineC() {
      return estimates.coefficient(1, 1);
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
     * {@return the mean of each level of {@code machine}}
     */
    public Means<Machines.Machine> machine() {
      return grid.means("machine", Machines.Machine::valueOf);
    }

    /**
     * The means at a value of {@code machine}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atMachine(Machines.Machine value) {
      return new MarginalMeans(grid.at("machine", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code worker}: {@code (0 + machine | worker)}.
   */
  public static final class Worker extends GroupEffects<Worker.Effects> {
    private Worker(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param worker a level of {@code worker}
     * @return its effects
     */
    public Effects get(long worker) {
      return effects(level(worker));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param worker a level of {@code worker}
     * @return its coefficients
     */
    public Effects coefficients(long worker) {
      return effects(withFixed(level(worker)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param worker a level of {@code worker}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(long worker) {
      return conditionalCovariance(level(worker));
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
     * @param machineA the effect of {@code machineA}
     * @param machineB the effect of {@code machineB}
     * @param machineC the effect of {@code machineC}
     */
    public record Effects(double machineA, double machineB, double machineC) {
      @Override
      public String toString() {
        return describe("machineA %s, machineB %s, machineC %s", machineA, machineB, machineC);
      }
    }

    /**
     * The variances of the effects between the levels.
     */
    public final class Covariance {
      private Covariance() {
      }

      /**
       * {@return the variance of {@code machineA}}
       */
      public VarianceComponent machineA() {
        return variance(0);
      }

      /**
       * {@return the variance of {@code machineB}}
       */
      public VarianceComponent machineB() {
        return variance(1);
      }

      /**
       * {@return the variance of {@code machineC}}
       */
      public VarianceComponent machineC() {
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
        return Worker.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code machineA} and {@code machineB}}
       */
      public double machineAMachineB() {
        return Worker.this.correlation(0, 1);
      }

      /**
       * {@return the correlation of {@code machineA} and {@code machineC}}
       */
      public double machineAMachineC() {
        return Worker.this.correlation(0, 2);
      }

      /**
       * {@return the correlation of {@code machineB} and {@code machineC}}
       */
      public double machineBMachineC() {
        return Worker.this.correlation(1, 2);
      }

      @Override
      public String toString() {
        return Worker.this.describeCovariance();
      }
    }
  }
}
