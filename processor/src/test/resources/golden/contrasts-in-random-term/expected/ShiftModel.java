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
import org.blup.model.means.ReferenceGrid;
import org.blup.model.prediction.Scorer;
import org.ejml.data.DMatrixRMaj;

/**
 * The mixed model {@code output ~ 1 + (1 + C(shift, sum) + C(machine, helmert) |
 * worker) + (1 + machine + C(shift, poly) + C(tool, sum) + night | plant)} of {@link
 * Shift} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Shift}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class ShiftModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "output ~ 1 + (1 + C(shift, sum)"
      + " + C(machine, helmert) | worker) + (1 + machine + C(shift, poly) + C(tool, sum)"
      + " + night | plant)";

  private static final Definition MODEL = new Definition();

  private ShiftModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Shift, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Shift> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Shift> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Shift> crossProducts) {
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
  public static Collector<Shift, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Shift, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Shift> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Shift> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Shift> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Shift> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Shift> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Shift> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Shift, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Shift", 8), FORMULA)
              .response("output")
              .factor("C(shift, sum)", Levels.of(Shift.Part.values()).coded(Contrast.sum()))
              .factor("C(machine, helmert)", Levels.strings().coded(Contrast.helmert()))
              .factor("machine", Levels.strings())
              .factor("C(shift, poly)", Levels.of(Shift.Part.values()).coded(Contrast.polynomial()))
              .factor("C(tool, sum)", Levels.strings().coded(Contrast.sum()))
              .factor("night", Levels.booleans())
              .factor("worker", Levels.strings())
              .factor("plant", Levels.strings())
              .fixed(EffectTerm.intercept())
              .random(RandomTerm.by("worker").of(EffectTerm.intercept(),
                  EffectTerm.of("C(shift, sum)"), EffectTerm.of("C(machine, helmert)")))
              .random(RandomTerm.by("plant").of(EffectTerm.intercept(), EffectTerm.of("machine"),
                  EffectTerm.of("C(shift, poly)"), EffectTerm.of("C(tool, sum)"),
                  EffectTerm.of("night")))
              .build());
    }

    @Override
    public void read(Shift row, DesignRow out) {
      out.response(row.output());
      out.level(0, row.shift());
      out.level(1, row.machine());
      out.level(2, row.machine());
      out.level(3, row.shift());
      out.level(4, row.tool());
      out.level(5, row.night());
      out.level(6, row.worker());
      out.level(7, row.plant());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Shift} fitted to rows.
   */
  public static final class Fit extends MixedFit<Shift> {
    private final Fixed fixed;

    private final Worker worker;

    private final Plant plant;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      worker = new Worker(estimates);
      plant = new Plant(estimates);
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
     * {@return the predicted effects of {@code plant}}
     */
    public Plant plant() {
      return plant;
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
    public double response(Shift row) {
      return row.output();
    }

    @Override
    protected double fixedPart(Shift row) {
      return estimates.fixed(0);
    }

    @Override
    protected double conditionalMean(Shift row) {
      int worker = estimates.group(0, estimates.level(6, row.worker()));
      int shiftLevel = estimates.level(0, row.shift());
      int machineLevel = estimates.level(1, row.machine());
      int plant = estimates.group(1, estimates.level(7, row.plant()));
      int machineLevel_ = estimates.level(2, row.machine());
      int shiftLevel_ = estimates.level(3, row.shift());
      int toolLevel = estimates.level(4, row.tool());
      int nightLevel = estimates.level(5, row.night());
      return fixedPart(row) + estimates.random(0, 0, worker)
          + estimates.random(0, 1, worker, shiftLevel)
          + estimates.random(0, 2, worker, machineLevel) + estimates.random(1, 0, plant)
          + estimates.random(1, 1, plant, machineLevel_)
          + estimates.random(1, 2, plant, shiftLevel_) + estimates.random(1, 3, plant, toolLevel)
          + estimates.random(1, 4, plant, nightLevel);
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
   * Predicted effects of {@code worker}: {@code (1 + C(shift, sum) + C(machine, helmert)
   * | worker)}.
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
    public Effects get(String worker) {
      return effects(level(worker));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param worker a level of {@code worker}
     * @return its coefficients
     */
    public Effects coefficients(String worker) {
      return effects(withFixed(level(worker)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param worker a level of {@code worker}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String worker) {
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
      return new Effects(level);
    }

    /**
     * The predicted effects of one level.
     */
    public final class Effects {
      private final int level;

      private Effects(int level) {
        this.level = level;
      }

      /**
       * {@return the effect of {@code (Intercept)}}
       */
      public double intercept() {
        return mode(level, 0);
      }

      /**
       * {@return the effect of {@code C(shift, sum)1}}
       */
      public double shift1() {
        return mode(level, 1);
      }

      /**
       * {@return the effect of {@code C(shift, sum)2}}
       */
      public double shift2() {
        return mode(level, 2);
      }

      /**
       * The effect of column number {@code column}, counted from 1, of {@code C(machine,
       * helmert)}.
       *
       * @param column its number among the columns, the first is 1
       * @return the effect
       */
      public double machine(int column) {
        return mode(level, 3 + column - 1);
      }

      @Override
      public String toString() {
        return describe(level);
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
       * {@return the variance of {@code C(shift, sum)1}}
       */
      public VarianceComponent shift1() {
        return variance(1);
      }

      /**
       * {@return the variance of {@code C(shift, sum)2}}
       */
      public VarianceComponent shift2() {
        return variance(2);
      }

      /**
       * The variance of column number {@code column}, counted from 1, of {@code C(machine,
       * helmert)}.
       *
       * @param column its number among the columns, the first is 1
       * @return the variance
       */
      public VarianceComponent machine(int column) {
        return variance(3 + column - 1);
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
       * {@return the correlation of {@code (Intercept)} and {@code C(shift, sum)1}}
       */
      public double interceptShift1() {
        return Worker.this.correlation(0, 1);
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code C(shift, sum)2}}
       */
      public double interceptShift2() {
        return Worker.this.correlation(0, 2);
      }

      /**
       * {@return the correlation of {@code C(shift, sum)1} and {@code C(shift, sum)2}}
       */
      public double shift1Shift2() {
        return Worker.this.correlation(1, 2);
      }

      @Override
      public String toString() {
        return Worker.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code plant}: {@code (1 + machine + C(shift, poly) + C(tool,
   * sum) + night | plant)}.
   */
  public static final class Plant extends GroupEffects<Plant.Effects> {
    private Plant(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param plant a level of {@code plant}
     * @return its effects
     */
    public Effects get(String plant) {
      return effects(level(plant));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param plant a level of {@code plant}
     * @return its coefficients
     */
    public Effects coefficients(String plant) {
      return effects(withFixed(level(plant)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param plant a level of {@code plant}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String plant) {
      return conditionalCovariance(level(plant));
    }

    /**
     * {@return how the effects vary between the levels}
     */
    public Covariance covariance() {
      return new Covariance();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(level);
    }

    /**
     * The predicted effects of one level.
     */
    public final class Effects {
      private final int level;

      private Effects(int level) {
        this.level = level;
      }

      /**
       * {@return the effect of {@code (Intercept)}}
       */
      public double intercept() {
        return mode(level, 0);
      }

      /**
       * The effect of {@code machine} at a level.
       *
       * @param machine a level of {@code machine}, but not the first
       * @return the effect
       */
      public double machine(String machine) {
        return mode(level, column(1, 1, machine));
      }

      /**
       * {@return the effect of {@code C(shift, poly).L}}
       */
      public double shift1() {
        return mode(level, column("C(shift, poly).L"));
      }

      /**
       * {@return the effect of {@code C(shift, poly).Q}}
       */
      public double shift2() {
        return mode(level, column("C(shift, poly).Q"));
      }

      /**
       * The effect of column number {@code column}, counted from 1, of {@code C(tool, sum)}.
       *
       * @param column its number among the columns, the first is 1
       * @return the effect
       */
      public double tool(int column) {
        return mode(level, firstColumn(1, 3) + column - 1);
      }

      /**
       * {@return the effect of {@code nightTRUE}}
       */
      public double nightTrue() {
        return mode(level, column(1, 4, true));
      }

      @Override
      public String toString() {
        return describe(level);
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
       * The variance of {@code machine} at a level.
       *
       * @param machine a level of {@code machine}, but not the first
       * @return the variance
       */
      public VarianceComponent machine(String machine) {
        return variance(column(1, 1, machine));
      }

      /**
       * {@return the variance of {@code C(shift, poly).L}}
       */
      public VarianceComponent shift1() {
        return variance(column("C(shift, poly).L"));
      }

      /**
       * {@return the variance of {@code C(shift, poly).Q}}
       */
      public VarianceComponent shift2() {
        return variance(column("C(shift, poly).Q"));
      }

      /**
       * The variance of column number {@code column}, counted from 1, of {@code C(tool,
       * sum)}.
       *
       * @param column its number among the columns, the first is 1
       * @return the variance
       */
      public VarianceComponent tool(int column) {
        return variance(firstColumn(1, 3) + column - 1);
      }

      /**
       * {@return the variance of {@code nightTRUE}}
       */
      public VarianceComponent nightTrue() {
        return variance(column(1, 4, true));
      }

      /**
       * {@return the correlations of the effects}
       */
      public Correlation correlation() {
        return new Correlation();
      }

      @Override
      public String toString() {
        return Plant.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code C(shift, poly).L}}
       */
      public double interceptShift1() {
        return Plant.this.correlation(0, column("C(shift, poly).L"));
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code C(shift, poly).Q}}
       */
      public double interceptShift2() {
        return Plant.this.correlation(0, column("C(shift, poly).Q"));
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code nightTRUE}}
       */
      public double interceptNightTrue() {
        return Plant.this.correlation(0, column(1, 4, true));
      }

      /**
       * {@return the correlation of {@code C(shift, poly).L} and {@code C(shift, poly).Q}}
       */
      public double shift1Shift2() {
        return Plant.this.correlation(column("C(shift, poly).L"), column("C(shift, poly).Q"));
      }

      /**
       * {@return the correlation of {@code C(shift, poly).L} and {@code nightTRUE}}
       */
      public double shift1NightTrue() {
        return Plant.this.correlation(column("C(shift, poly).L"), column(1, 4, true));
      }

      /**
       * {@return the correlation of {@code C(shift, poly).Q} and {@code nightTRUE}}
       */
      public double shift2NightTrue() {
        return Plant.this.correlation(column("C(shift, poly).Q"), column(1, 4, true));
      }

      @Override
      public String toString() {
        return Plant.this.describeCovariance();
      }
    }
  }
}
