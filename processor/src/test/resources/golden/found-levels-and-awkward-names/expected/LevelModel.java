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
 * The mixed model {@code y ~ 1 + x + level + (1 + column + mode + variance +
 * correlation + level | effects)} of {@link Level} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Level}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class LevelModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "y ~ 1 + x + level + (1 + column + mode + variance"
      + " + correlation + level | effects)";

  private static final Definition MODEL = new Definition();

  private LevelModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Level, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Level> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Level> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Level> crossProducts) {
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
  public static Collector<Level, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Level, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Level> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Level> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Level> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Level> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Level> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Level> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Level, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Level", 8), FORMULA)
              .response("y")
              .number("x")
              .number("column")
              .number("mode")
              .number("variance")
              .number("correlation")
              .factor("level", Levels.strings())
              .factor("effects", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("x"))
              .fixed(EffectTerm.of("level"))
              .random(RandomTerm.by("effects").of(EffectTerm.intercept(), EffectTerm.of("column"),
                  EffectTerm.of("mode"), EffectTerm.of("variance"), EffectTerm.of("correlation"),
                  EffectTerm.of("level")))
              .build());
    }

    @Override
    public void read(Level row, DesignRow out) {
      out.response(row.y());
      out.number(0, row.x());
      out.number(1, row.column());
      out.number(2, row.mode());
      out.number(3, row.variance());
      out.number(4, row.correlation());
      out.level(0, row.level());
      out.level(1, row.effects());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Level} fitted to rows.
   */
  public static final class Fit extends MixedFit<Level> {
    private final Fixed fixed;

    private final EffectsGroup effects;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      effects = new EffectsGroup(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code effects}}
     */
    public EffectsGroup effects() {
      return effects;
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
    public double response(Level row) {
      return row.y();
    }

    @Override
    protected double fixedPart(Level row) {
      double x = row.x();
      int levelLevel = estimates.level(0, row.level());
      return estimates.fixed(0) + estimates.fixed(1) * x + estimates.fixed(2, levelLevel);
    }

    @Override
    protected double conditionalMean(Level row) {
      int effects = estimates.group(0, estimates.level(1, row.effects()));
      double column = row.column();
      double mode = row.mode();
      double variance = row.variance();
      double correlation = row.correlation();
      int levelLevel = estimates.level(0, row.level());
      return fixedPart(row) + estimates.random(0, 0, effects)
          + estimates.random(0, 1, effects) * column + estimates.random(0, 2, effects) * mode
          + estimates.random(0, 3, effects) * variance
          + estimates.random(0, 4, effects) * correlation
          + estimates.random(0, 5, effects, levelLevel);
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
     * {@return the coefficient of {@code x}}
     */
    public Coefficient x() {
      return estimates.coefficient(1, 0);
    }

    /**
     * The coefficient of {@code level} at a level.
     *
     * @param level a level of {@code level}, but not the first
     * @return the coefficient
     */
    public Coefficient level(String level) {
      return estimates.coefficientAt(2, level);
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
     * {@return the mean of each level of {@code level}}
     */
    public Means<String> level() {
      return grid.means("level");
    }

    /**
     * The means at a value of {@code x}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atX(double value) {
      return new MarginalMeans(grid.at("x", value));
    }

    /**
     * The means at a value of {@code level}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atLevel(String value) {
      return new MarginalMeans(grid.at("level", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code effects}: {@code (1 + column + mode + variance +
   * correlation + level | effects)}.
   */
  public static final class EffectsGroup extends GroupEffects<EffectsGroup.Effects> {
    private EffectsGroup(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param effects a level of {@code effects}
     * @return its effects
     */
    public Effects get(String effects) {
      return effects(level(effects));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param effects a level of {@code effects}
     * @return its coefficients
     */
    public Effects coefficients(String effects) {
      return effects(withFixed(level(effects)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param effects a level of {@code effects}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String effects) {
      return conditionalCovariance(level(effects));
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
        return EffectsGroup.this.mode(level, 0);
      }

      /**
       * {@return the effect of {@code column}}
       */
      public double column() {
        return EffectsGroup.this.mode(level, 1);
      }

      /**
       * {@return the effect of {@code mode}}
       */
      public double mode() {
        return EffectsGroup.this.mode(level, 2);
      }

      /**
       * {@return the effect of {@code variance}}
       */
      public double variance() {
        return EffectsGroup.this.mode(level, 3);
      }

      /**
       * {@return the effect of {@code correlation}}
       */
      public double correlation_() {
        return EffectsGroup.this.mode(level, 4);
      }

      /**
       * The effect of {@code level} at a level.
       *
       * @param level a level of {@code level}, but not the first
       * @return the effect
       */
      public double level(String level) {
        return EffectsGroup.this.mode(this.level, EffectsGroup.this.column(0, 5, level));
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
        return EffectsGroup.this.variance(0);
      }

      /**
       * {@return the variance of {@code column}}
       */
      public VarianceComponent column() {
        return EffectsGroup.this.variance(1);
      }

      /**
       * {@return the variance of {@code mode}}
       */
      public VarianceComponent mode() {
        return EffectsGroup.this.variance(2);
      }

      /**
       * {@return the variance of {@code variance}}
       */
      public VarianceComponent variance() {
        return EffectsGroup.this.variance(3);
      }

      /**
       * {@return the variance of {@code correlation}}
       */
      public VarianceComponent correlation_() {
        return EffectsGroup.this.variance(4);
      }

      /**
       * The variance of {@code level} at a level.
       *
       * @param level a level of {@code level}, but not the first
       * @return the variance
       */
      public VarianceComponent level(String level) {
        return EffectsGroup.this.variance(EffectsGroup.this.column(0, 5, level));
      }

      /**
       * {@return the correlations of the effects}
       */
      public Correlation correlation() {
        return new Correlation();
      }

      @Override
      public String toString() {
        return EffectsGroup.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code column}}
       */
      public double interceptColumn() {
        return EffectsGroup.this.correlation(0, 1);
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code mode}}
       */
      public double interceptMode() {
        return EffectsGroup.this.correlation(0, 2);
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code variance}}
       */
      public double interceptVariance() {
        return EffectsGroup.this.correlation(0, 3);
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code correlation}}
       */
      public double interceptCorrelation_() {
        return EffectsGroup.this.correlation(0, 4);
      }

      /**
       * {@return the correlation of {@code column} and {@code mode}}
       */
      public double columnMode() {
        return EffectsGroup.this.correlation(1, 2);
      }

      /**
       * {@return the correlation of {@code column} and {@code variance}}
       */
      public double columnVariance() {
        return EffectsGroup.this.correlation(1, 3);
      }

      /**
       * {@return the correlation of {@code column} and {@code correlation}}
       */
      public double columnCorrelation_() {
        return EffectsGroup.this.correlation(1, 4);
      }

      /**
       * {@return the correlation of {@code mode} and {@code variance}}
       */
      public double modeVariance() {
        return EffectsGroup.this.correlation(2, 3);
      }

      /**
       * {@return the correlation of {@code mode} and {@code correlation}}
       */
      public double modeCorrelation_() {
        return EffectsGroup.this.correlation(2, 4);
      }

      /**
       * {@return the correlation of {@code variance} and {@code correlation}}
       */
      public double varianceCorrelation_() {
        return EffectsGroup.this.correlation(3, 4);
      }

      @Override
      public String toString() {
        return EffectsGroup.this.describeCovariance();
      }
    }
  }
}
