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
import org.blup.internal.design.structure.Basis;
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
 * The mixed model {@code height ~ 1 + poly(age, 2) + sex + poly(age, 2):sex +
 * poly(dose1, 2, raw):variety + (1 + poly(age, 2) + variety | plot)} of {@link Growth}
 * rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Growth}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class GrowthModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "height ~ 1 + poly(age, 2) + sex + poly(age, 2):sex"
      + " + poly(dose1, 2, raw):variety + (1 + poly(age, 2) + variety | plot)";

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
              .response("height")
              .number("age")
              .number("dose1")
              .basis("poly(age, 2)", Basis.polynomial("age", 2))
              .basis("poly(dose1, 2, raw)", Basis.rawPolynomial("dose1", 2))
              .factor("sex", Levels.of(Growth.Sex.values()))
              .factor("variety", Levels.strings())
              .factor("plot", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("poly(age, 2)"))
              .fixed(EffectTerm.of("sex"))
              .fixed(EffectTerm.of("poly(age, 2)", "sex"))
              .fixed(EffectTerm.of("poly(dose1, 2, raw)", "variety").full("variety"))
              .random(RandomTerm.by("plot").of(EffectTerm.intercept(),
                  EffectTerm.of("poly(age, 2)"), EffectTerm.of("variety")))
              .build());
    }

    @Override
    public void read(Growth row, DesignRow out) {
      out.response(row.height());
      out.number(0, row.age());
      out.number(1, row.dose1());
      out.level(0, row.sex());
      out.level(1, row.variety());
      out.level(2, row.plot());
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

    private final Plot plot;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      plot = new Plot(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code plot}}
     */
    public Plot plot() {
      return plot;
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
      return row.height();
    }

    @Override
    protected double fixedPart(Growth row) {
      double age = row.age();
      double polyAge1 = estimates.basis(0, 0, age);
      double polyAge2 = estimates.basis(0, 1, age);
      int sexLevel = estimates.level(0, row.sex());
      int varietyLevel = estimates.level(1, row.variety());
      double dose1 = row.dose1();
      double polyDose1_1 = estimates.basis(1, 0, dose1);
      double polyDose1_2 = estimates.basis(1, 1, dose1);
      return estimates.fixed(0) + estimates.fixed(1, 0, 0) * polyAge1
          + estimates.fixed(1, 0, 1) * polyAge2 + estimates.fixed(2, sexLevel)
          + estimates.fixed(3, sexLevel, 0) * polyAge1 + estimates.fixed(3, sexLevel, 1) * polyAge2
          + estimates.fixed(4, varietyLevel, 0) * polyDose1_1
          + estimates.fixed(4, varietyLevel, 1) * polyDose1_2;
    }

    @Override
    protected double conditionalMean(Growth row) {
      int plot = estimates.group(0, estimates.level(2, row.plot()));
      double age = row.age();
      double polyAge1 = estimates.basis(0, 0, age);
      double polyAge2 = estimates.basis(0, 1, age);
      int varietyLevel = estimates.level(1, row.variety());
      return fixedPart(row) + estimates.random(0, 0, plot)
          + estimates.random(0, 1, plot, 0, 0) * polyAge1
          + estimates.random(0, 1, plot, 0, 1) * polyAge2
          + estimates.random(0, 2, plot, varietyLevel);
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
     * {@return the coefficient of {@code poly(age, 2)1}}
     */
    public Coefficient polyAge1() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code poly(age, 2)2}}
     */
    public Coefficient polyAge2() {
      return estimates.coefficient(1, 1);
    }

    /**
     * {@return the coefficient of {@code sexMALE}}
     */
    public Coefficient sexMale() {
      return estimates.coefficient(2, 0);
    }

    /**
     * {@return the coefficient of {@code poly(age, 2)1:sexMALE}}
     */
    public Coefficient polyAge1SexMale() {
      return estimates.coefficient(3, 0);
    }

    /**
     * {@return the coefficient of {@code poly(age, 2)2:sexMALE}}
     */
    public Coefficient polyAge2SexMale() {
      return estimates.coefficient(3, 1);
    }

    /**
     * The coefficient of {@code poly(dose1, 2, raw)1:variety} at a level.
     *
     * @param variety a level of {@code variety}
     * @return the coefficient
     */
    public Coefficient polyDose1_1Variety(String variety) {
      return estimates.basisCoefficientAt(4, 0, variety);
    }

    /**
     * The coefficient of {@code poly(dose1, 2, raw)2:variety} at a level.
     *
     * @param variety a level of {@code variety}
     * @return the coefficient
     */
    public Coefficient polyDose1_2Variety(String variety) {
      return estimates.basisCoefficientAt(4, 1, variety);
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
     * {@return the mean of each level of {@code sex}}
     */
    public Means<Growth.Sex> sex() {
      return grid.means("sex", Growth.Sex::valueOf);
    }

    /**
     * {@return the mean of each level of {@code variety}}
     */
    public Means<String> variety() {
      return grid.means("variety");
    }

    /**
     * The means at a value of {@code age}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atAge(double value) {
      return new MarginalMeans(grid.at("age", value));
    }

    /**
     * The means at a value of {@code dose1}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atDose1(double value) {
      return new MarginalMeans(grid.at("dose1", value));
    }

    /**
     * The means at a value of {@code sex}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atSex(Growth.Sex value) {
      return new MarginalMeans(grid.at("sex", value));
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
   * Predicted effects of {@code plot}: {@code (1 + poly(age, 2) + variety | plot)}.
   */
  public static final class Plot extends GroupEffects<Plot.Effects> {
    private Plot(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param plot a level of {@code plot}
     * @return its effects
     */
    public Effects get(String plot) {
      return effects(level(plot));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param plot a level of {@code plot}
     * @return its coefficients
     */
    public Effects coefficients(String plot) {
      return effects(withFixed(level(plot)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param plot a level of {@code plot}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String plot) {
      return conditionalCovariance(level(plot));
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
       * {@return the effect of {@code poly(age, 2)1}}
       */
      public double polyAge1() {
        return mode(level, 1);
      }

      /**
       * {@return the effect of {@code poly(age, 2)2}}
       */
      public double polyAge2() {
        return mode(level, 2);
      }

      /**
       * The effect of {@code variety} at a level.
       *
       * @param variety a level of {@code variety}, but not the first
       * @return the effect
       */
      public double variety(String variety) {
        return mode(level, column(0, 2, variety));
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
       * {@return the variance of {@code poly(age, 2)1}}
       */
      public VarianceComponent polyAge1() {
        return variance(1);
      }

      /**
       * {@return the variance of {@code poly(age, 2)2}}
       */
      public VarianceComponent polyAge2() {
        return variance(2);
      }

      /**
       * The variance of {@code variety} at a level.
       *
       * @param variety a level of {@code variety}, but not the first
       * @return the variance
       */
      public VarianceComponent variety(String variety) {
        return variance(column(0, 2, variety));
      }

      /**
       * {@return the correlations of the effects}
       */
      public Correlation correlation() {
        return new Correlation();
      }

      @Override
      public String toString() {
        return Plot.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code poly(age, 2)1}}
       */
      public double interceptPolyAge1() {
        return Plot.this.correlation(0, 1);
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code poly(age, 2)2}}
       */
      public double interceptPolyAge2() {
        return Plot.this.correlation(0, 2);
      }

      /**
       * {@return the correlation of {@code poly(age, 2)1} and {@code poly(age, 2)2}}
       */
      public double polyAge1PolyAge2() {
        return Plot.this.correlation(1, 2);
      }

      @Override
      public String toString() {
        return Plot.this.describeCovariance();
      }
    }
  }
}
