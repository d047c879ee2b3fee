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
 * The mixed model {@code score ~ 1 + treatment + (1 | school)} of {@link Study.Pupil}
 * rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Study.Pupil}.
 */
@Generated("org.blup.processor.BlupProcessor")
public final class Study_PupilModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "score ~ 1 + treatment + (1 | school)";

  private static final Definition MODEL = new Definition();

  private Study_PupilModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Study.Pupil, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Study.Pupil> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Study.Pupil> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Study.Pupil> crossProducts) {
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
  public static Collector<Study.Pupil, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Study.Pupil, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Study.Pupil> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Study.Pupil> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Study.Pupil> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Study.Pupil> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Study.Pupil> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Study.Pupil> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Study.Pupil, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Pupil", 8), FORMULA)
              .response("score")
              .factor("treatment", Levels.of(Study.Treatment.values()))
              .factor("school", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("treatment"))
              .random(RandomTerm.by("school").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Study.Pupil row, DesignRow out) {
      out.response(row.score());
      out.level(0, row.treatment());
      out.level(1, row.school());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Pupil} fitted to rows.
   */
  public static final class Fit extends MixedFit<Study.Pupil> {
    private final Fixed fixed;

    private final School school;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      school = new School(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code school}}
     */
    public School school() {
      return school;
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
    public double response(Study.Pupil row) {
      return row.score();
    }

    @Override
    protected double fixedPart(Study.Pupil row) {
      int treatmentLevel = estimates.level(0, row.treatment());
      return estimates.fixed(0) + estimates.fixed(1, treatmentLevel);
    }

    @Override
    protected double conditionalMean(Study.Pupil row) {
      int school = estimates.group(0, estimates.level(1, row.school()));
      return fixedPart(row) + estimates.random(0, 0, school);
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
     * {@return the coefficient of {@code treatmentSOME_HELP}}
     */
    public Coefficient treatmentSomeHelp() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code treatmentMUCH_HELP}}
     */
    public Coefficient treatmentMuchHelp() {
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
     * {@return the mean of each level of {@code treatment}}
     */
    public Means<Study.Treatment> treatment() {
      return grid.means("treatment", Study.Treatment::valueOf);
    }

    /**
     * The means at a value of {@code treatment}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atTreatment(Study.Treatment value) {
      return new MarginalMeans(grid.at("treatment", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code school}: {@code (1 | school)}.
   */
  public static final class School extends GroupEffects<School.Effects> {
    private School(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param school a level of {@code school}
     * @return its effects
     */
    public Effects get(String school) {
      return effects(level(school));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param school a level of {@code school}
     * @return its coefficients
     */
    public Effects coefficients(String school) {
      return effects(withFixed(level(school)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param school a level of {@code school}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String school) {
      return conditionalCovariance(level(school));
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
        return School.this.describeCovariance();
      }
    }
  }
}
