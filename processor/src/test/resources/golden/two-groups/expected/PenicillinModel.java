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
import org.blup.model.means.ReferenceGrid;
import org.blup.model.prediction.Scorer;
import org.ejml.data.DMatrixRMaj;

/**
 * The mixed model {@code diameter ~ 1 + (1 | plate) + (1 | sample)} of {@link
 * Penicillin} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Penicillin}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class PenicillinModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "diameter ~ 1 + (1 | plate) + (1 | sample)";

  private static final Definition MODEL = new Definition();

  private PenicillinModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Penicillin, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Penicillin> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Penicillin> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Penicillin> crossProducts) {
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
  public static Collector<Penicillin, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Penicillin, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Penicillin> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Penicillin> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Penicillin> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Penicillin> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Penicillin> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Penicillin> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Penicillin, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Penicillin", 8), FORMULA)
              .response("diameter")
              .factor("plate", Levels.strings())
              .factor("sample", Levels.characters())
              .fixed(EffectTerm.intercept())
              .random(RandomTerm.by("plate").of(EffectTerm.intercept()))
              .random(RandomTerm.by("sample").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Penicillin row, DesignRow out) {
      out.response(row.diameter());
      out.level(0, row.plate());
      out.level(1, row.sample());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Penicillin} fitted to rows.
   */
  public static final class Fit extends MixedFit<Penicillin> {
    private final Fixed fixed;

    private final Plate plate;

    private final Sample sample;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      plate = new Plate(estimates);
      sample = new Sample(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code plate}}
     */
    public Plate plate() {
      return plate;
    }

    /**
     * {@return the predicted effects of {@code sample}}
     */
    public Sample sample() {
      return sample;
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
    public double response(Penicillin row) {
      return row.diameter();
    }

    @Override
    protected double fixedPart(Penicillin row) {
      return estimates.fixed(0);
    }

    @Override
    protected double conditionalMean(Penicillin row) {
      int plate = estimates.group(0, estimates.level(0, row.plate()));
      int sample = estimates.group(1, estimates.level(1, row.sample()));
      return fixedPart(row) + estimates.random(0, 0, plate) + estimates.random(1, 0, sample);
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
   * Predicted effects of {@code plate}: {@code (1 | plate)}.
   */
  public static final class Plate extends GroupEffects<Plate.Effects> {
    private Plate(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param plate a level of {@code plate}
     * @return its effects
     */
    public Effects get(String plate) {
      return effects(level(plate));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param plate a level of {@code plate}
     * @return its coefficients
     */
    public Effects coefficients(String plate) {
      return effects(withFixed(level(plate)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param plate a level of {@code plate}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String plate) {
      return conditionalCovariance(level(plate));
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
        return Plate.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code sample}: {@code (1 | sample)}.
   */
  public static final class Sample extends GroupEffects<Sample.Effects> {
    private Sample(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param sample a level of {@code sample}
     * @return its effects
     */
    public Effects get(char sample) {
      return effects(level(sample));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param sample a level of {@code sample}
     * @return its coefficients
     */
    public Effects coefficients(char sample) {
      return effects(withFixed(level(sample)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param sample a level of {@code sample}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(char sample) {
      return conditionalCovariance(level(sample));
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
        return Sample.this.describeCovariance();
      }
    }
  }
}
