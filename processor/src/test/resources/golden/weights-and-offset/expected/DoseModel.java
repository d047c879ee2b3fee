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
 * The mixed model {@code effect ~ 1 + dose + offset(baseline) + (1 | clinic)} of
 * {@link Dose} rows.
 *
 * <p>Generated from {@code @MixedModel} and the annotated components of {@link Dose}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class DoseModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "effect ~ 1 + dose + offset(baseline) + (1 | clinic)";

  private static final Definition MODEL = new Definition();

  private DoseModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Dose, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Dose> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Dose> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Dose> crossProducts) {
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
  public static Collector<Dose, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Dose, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Dose> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Dose> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Dose> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Dose> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Dose> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Dose> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Dose, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Dose", 8), FORMULA)
              .response("effect")
              .weight("patients")
              .offset("baseline")
              .number("dose")
              .number("baseline")
              .covariates("dose", "baseline")
              .factor("clinic", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("dose"))
              .random(RandomTerm.by("clinic").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Dose row, DesignRow out) {
      out.response(row.effect());
      out.weight(row.patients());
      out.offset(row.baseline());
      out.number(0, row.dose());
      out.number(1, row.baseline());
      out.level(0, row.clinic());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Dose} fitted to rows.
   */
  public static final class Fit extends MixedFit<Dose> {
    private final Fixed fixed;

    private final Clinic clinic;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      clinic = new Clinic(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code clinic}}
     */
    public Clinic clinic() {
      return clinic;
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
    public double response(Dose row) {
      return row.effect();
    }

    @Override
    protected double fixedPart(Dose row) {
      double dose = row.dose();
      double baseline = row.baseline();
      return estimates.fixed(0) + estimates.fixed(1) * dose + baseline;
    }

    @Override
    protected double conditionalMean(Dose row) {
      int clinic = estimates.group(0, estimates.level(0, row.clinic()));
      return fixedPart(row) + estimates.random(0, 0, clinic);
    }

    @Override
    protected double offset(double[] numbers) {
      double baseline = numbers[1];
      return baseline;
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
     * {@return the coefficient of {@code dose}}
     */
    public Coefficient dose() {
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
     * The means at a value of {@code dose}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atDose(double value) {
      return new MarginalMeans(grid.at("dose", value));
    }

    /**
     * The means at a value of {@code baseline}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atBaseline(double value) {
      return new MarginalMeans(grid.at("baseline", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code clinic}: {@code (1 | clinic)}.
   */
  public static final class Clinic extends GroupEffects<Clinic.Effects> {
    private Clinic(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param clinic a level of {@code clinic}
     * @return its effects
     */
    public Effects get(String clinic) {
      return effects(level(clinic));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param clinic a level of {@code clinic}
     * @return its coefficients
     */
    public Effects coefficients(String clinic) {
      return effects(withFixed(level(clinic)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param clinic a level of {@code clinic}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String clinic) {
      return conditionalCovariance(level(clinic));
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
        return Clinic.this.describeCovariance();
      }
    }
  }
}
