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
 * The mixed model {@code reaction ~ 1 + days + (1 + days || subject)} of {@link Sleep}
 * rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Sleep}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class BarsModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "reaction ~ 1 + days + (1 + days || subject)";

  private static final Definition MODEL = new Definition();

  private BarsModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Sleep, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Sleep> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Sleep> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Sleep> crossProducts) {
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
  public static Collector<Sleep, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Sleep, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Sleep> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Sleep> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Sleep> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Sleep> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Sleep> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Sleep> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Sleep, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Bars", 8), FORMULA)
              .response("reaction")
              .number("days")
              .factor("subject", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("days"))
              .random(RandomTerm.by("subject").of(EffectTerm.intercept(),
                  EffectTerm.of("days")).uncorrelated())
              .build());
    }

    @Override
    public void read(Sleep row, DesignRow out) {
      out.response(row.reaction());
      out.number(0, row.days());
      out.level(0, row.subject());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Bars} fitted to rows.
   */
  public static final class Fit extends MixedFit<Sleep> {
    private final Fixed fixed;

    private final Subject subject;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      subject = new Subject(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code subject}}
     */
    public Subject subject() {
      return subject;
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
    public double response(Sleep row) {
      return row.reaction();
    }

    @Override
    protected double fixedPart(Sleep row) {
      double days = row.days();
      return estimates.fixed(0) + estimates.fixed(1) * days;
    }

    @Override
    protected double conditionalMean(Sleep row) {
      int subject = estimates.group(0, estimates.level(0, row.subject()));
      double days = row.days();
      return fixedPart(row) + estimates.random(0, 0, subject)
          + estimates.random(0, 1, subject) * days;
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
     * {@return the coefficient of {@code days}}
     */
    public Coefficient days() {
      return estimates.coefficient(1, 0);
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
     * The means at a value of {@code days}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atDays(double value) {
      return new MarginalMeans(grid.at("days", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code subject}: {@code (1 + days || subject)}.
   */
  public static final class Subject extends GroupEffects<Subject.Effects> {
    private Subject(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param subject a level of {@code subject}
     * @return its effects
     */
    public Effects get(String subject) {
      return effects(level(subject));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param subject a level of {@code subject}
     * @return its coefficients
     */
    public Effects coefficients(String subject) {
      return effects(withFixed(level(subject)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param subject a level of {@code subject}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String subject) {
      return conditionalCovariance(level(subject));
    }

    /**
     * {@return how the effects vary between the levels}
     */
    public Covariance covariance() {
      return new Covariance();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(mode(level, 0), mode(level, 1));
    }

    /**
     * The predicted effects of one level.
     *
     * @param intercept the effect of {@code (Intercept)}
     * @param days the effect of {@code days}
     */
    public record Effects(double intercept, double days) {
      @Override
      public String toString() {
        return describe("intercept %s, days %s", intercept, days);
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
       * {@return the variance of {@code days}}
       */
      public VarianceComponent days() {
        return variance(1);
      }

      @Override
      public String toString() {
        return Subject.this.describeCovariance();
      }
    }
  }
}
