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
 * The mixed model {@code weight ~ 1 + days + smoker + grade + (1 + days | patient) +
 * (1 | clinic)} of {@link Visit} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Visit}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class VisitModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "weight ~ 1 + days + smoker + grade + (1 + days | patient)"
      + " + (1 | clinic)";

  private static final Definition MODEL = new Definition();

  private VisitModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Visit, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Visit> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Visit> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Visit> crossProducts) {
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
  public static Collector<Visit, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Visit, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Visit> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Visit> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Visit> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Visit> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Visit> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Visit> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Visit, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Visit", 8), FORMULA)
              .response("weight")
              .number("days")
              .factor("smoker", Levels.booleans())
              .factor("grade", Levels.characters())
              .factor("patient", Levels.integers())
              .factor("clinic", Levels.integers())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("days"))
              .fixed(EffectTerm.of("smoker"))
              .fixed(EffectTerm.of("grade"))
              .random(RandomTerm.by("patient").of(EffectTerm.intercept(), EffectTerm.of("days")))
              .random(RandomTerm.by("clinic").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Visit row, DesignRow out) {
      out.response(DesignRow.value(row.weight()));
      out.number(0, DesignRow.value(row.days()));
      out.level(0, row.smoker());
      out.level(1, row.grade());
      out.level(2, row.patient());
      out.level(3, row.clinic());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Visit} fitted to rows.
   */
  public static final class Fit extends MixedFit<Visit> {
    private final Fixed fixed;

    private final Patient patient;

    private final Clinic clinic;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      patient = new Patient(estimates);
      clinic = new Clinic(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code patient}}
     */
    public Patient patient() {
      return patient;
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
    public double response(Visit row) {
      return DesignRow.value(row.weight());
    }

    @Override
    protected double fixedPart(Visit row) {
      double days = DesignRow.value(row.days());
      int smokerLevel = estimates.level(0, row.smoker());
      int gradeLevel = estimates.level(1, row.grade());
      return estimates.fixed(0) + estimates.fixed(1) * days + estimates.fixed(2, smokerLevel)
          + estimates.fixed(3, gradeLevel);
    }

    @Override
    protected double conditionalMean(Visit row) {
      int patient = estimates.group(0, estimates.level(2, row.patient()));
      double days = DesignRow.value(row.days());
      int clinic = estimates.group(1, estimates.level(3, row.clinic()));
      return fixedPart(row) + estimates.random(0, 0, patient)
          + estimates.random(0, 1, patient) * days + estimates.random(1, 0, clinic);
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

    /**
     * {@return the coefficient of {@code smokerTRUE}}
     */
    public Coefficient smokerTrue() {
      return estimates.coefficient(2, 0);
    }

    /**
     * The coefficient of {@code grade} at a level.
     *
     * @param grade a level of {@code grade}, but not the first
     * @return the coefficient
     */
    public Coefficient grade(char grade) {
      return estimates.coefficientAt(3, grade);
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
     * {@return the mean of each level of {@code smoker}}
     */
    public Means<Boolean> smoker() {
      return grid.means("smoker", Boolean::valueOf);
    }

    /**
     * {@return the mean of each level of {@code grade}}
     */
    public Means<Character> grade() {
      return grid.means("grade", level -> level.charAt(0));
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

    /**
     * The means at a value of {@code smoker}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atSmoker(boolean value) {
      return new MarginalMeans(grid.at("smoker", value));
    }

    /**
     * The means at a value of {@code grade}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atGrade(char value) {
      return new MarginalMeans(grid.at("grade", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code patient}: {@code (1 + days | patient)}.
   */
  public static final class Patient extends GroupEffects<Patient.Effects> {
    private Patient(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param patient a level of {@code patient}
     * @return its effects
     */
    public Effects get(long patient) {
      return effects(level(patient));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param patient a level of {@code patient}
     * @return its coefficients
     */
    public Effects coefficients(long patient) {
      return effects(withFixed(level(patient)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param patient a level of {@code patient}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(long patient) {
      return conditionalCovariance(level(patient));
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

      /**
       * {@return the correlations of the effects}
       */
      public Correlation correlation() {
        return new Correlation();
      }

      @Override
      public String toString() {
        return Patient.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code days}}
       */
      public double interceptDays() {
        return Patient.this.correlation(0, 1);
      }

      @Override
      public String toString() {
        return Patient.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code clinic}: {@code (1 | clinic)}.
   */
  public static final class Clinic extends GroupEffects<Clinic.Effects> {
    private Clinic(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param clinic a level of {@code clinic}
     * @return its effects
     */
    public Effects get(long clinic) {
      return effects(level(clinic));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param clinic a level of {@code clinic}
     * @return its coefficients
     */
    public Effects coefficients(long clinic) {
      return effects(withFixed(level(clinic)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param clinic a level of {@code clinic}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(long clinic) {
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
