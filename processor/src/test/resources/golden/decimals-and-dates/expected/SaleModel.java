package org.example;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
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
 * The mixed model {@code price ~ 1 + discount + opened + log(discount) + factor(week)
 * + (1 | customer) + (1 | day)} of {@link Sale} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Sale}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class SaleModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "price ~ 1 + discount + opened + log(discount)"
      + " + factor(week) + (1 | customer) + (1 | day)";

  private static final Definition MODEL = new Definition();

  private SaleModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Sale, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Sale> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Sale> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Sale> crossProducts) {
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
  public static Collector<Sale, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Sale, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Sale> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Sale> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Sale> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Sale> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Sale> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Sale> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Sale, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Sale", 8), FORMULA)
              .response("price")
              .number("discount")
              .number("opened")
              .number("log(discount)")
              .covariates("discount", "opened")
              .factor("factor(week)", Levels.strings())
              .factor("customer", Levels.strings())
              .factor("day", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("discount"))
              .fixed(EffectTerm.of("opened"))
              .fixed(EffectTerm.of("log(discount)"))
              .fixed(EffectTerm.of("factor(week)"))
              .random(RandomTerm.by("customer").of(EffectTerm.intercept()))
              .random(RandomTerm.by("day").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Sale row, DesignRow out) {
      double discount = DesignRow.value(row.discount());
      out.response(DesignRow.value(row.price()));
      out.number(0, DesignRow.value(row.discount()));
      out.number(1, DesignRow.value(row.opened()));
      out.number(2, Math.log(discount));
      out.level(0, row.week());
      out.level(1, row.customer());
      out.level(2, row.day());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Sale} fitted to rows.
   */
  public static final class Fit extends MixedFit<Sale> {
    private final Fixed fixed;

    private final Customer customer;

    private final Day day;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      customer = new Customer(estimates);
      day = new Day(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code customer}}
     */
    public Customer customer() {
      return customer;
    }

    /**
     * {@return the predicted effects of {@code day}}
     */
    public Day day() {
      return day;
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
    public double response(Sale row) {
      return DesignRow.value(row.price());
    }

    @Override
    protected double fixedPart(Sale row) {
      double discount = DesignRow.value(row.discount());
      double opened = DesignRow.value(row.opened());
      double logDiscount = Math.log(discount);
      int factorWeekLevel = estimates.level(0, row.week());
      return estimates.fixed(0) + estimates.fixed(1) * discount + estimates.fixed(2) * opened
          + estimates.fixed(3) * logDiscount + estimates.fixed(4, factorWeekLevel);
    }

    @Override
    protected double conditionalMean(Sale row) {
      int customer = estimates.group(0, estimates.level(1, row.customer()));
      int day = estimates.group(1, estimates.level(2, row.day()));
      return fixedPart(row) + estimates.random(0, 0, customer) + estimates.random(1, 0, day);
    }

    @Override
    protected void derive(double[] numbers) {
      double discount = numbers[0];
      numbers[2] = Math.log(discount);
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
     * {@return the coefficient of {@code discount}}
     */
    public Coefficient discount() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code opened}}
     */
    public Coefficient opened() {
      return estimates.coefficient(2, 0);
    }

    /**
     * {@return the coefficient of {@code log(discount)}}
     */
    public Coefficient logDiscount() {
      return estimates.coefficient(3, 0);
    }

    /**
     * The coefficient of {@code factor(week)} at a level.
     *
     * @param week a level of {@code factor(week)}, but not the first
     * @return the coefficient
     */
    public Coefficient factorWeek(LocalDate week) {
      return estimates.coefficientAt(4, week);
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
     * {@return the mean of each level of {@code factor(week)}}
     */
    public Means<LocalDate> factorWeek() {
      return grid.means("factor(week)", LocalDate::parse);
    }

    /**
     * The means at a value of {@code discount}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atDiscount(double value) {
      return new MarginalMeans(grid.at("discount", value));
    }

    /**
     * The means at a value of {@code opened}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atOpened(double value) {
      return new MarginalMeans(grid.at("opened", value));
    }

    /**
     * The means at a value of {@code factor(week)}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atFactorWeek(LocalDate value) {
      return new MarginalMeans(grid.at("factor(week)", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code customer}: {@code (1 | customer)}.
   */
  public static final class Customer extends GroupEffects<Customer.Effects> {
    private Customer(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param customer a level of {@code customer}
     * @return its effects
     */
    public Effects get(UUID customer) {
      return effects(level(customer));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param customer a level of {@code customer}
     * @return its coefficients
     */
    public Effects coefficients(UUID customer) {
      return effects(withFixed(level(customer)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param customer a level of {@code customer}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(UUID customer) {
      return conditionalCovariance(level(customer));
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
        return Customer.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code day}: {@code (1 | day)}.
   */
  public static final class Day extends GroupEffects<Day.Effects> {
    private Day(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param day a level of {@code day}
     * @return its effects
     */
    public Effects get(LocalDate day) {
      return effects(level(day));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param day a level of {@code day}
     * @return its coefficients
     */
    public Effects coefficients(LocalDate day) {
      return effects(withFixed(level(day)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param day a level of {@code day}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(LocalDate day) {
      return conditionalCovariance(level(day));
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
        return Day.this.describeCovariance();
      }
    }
  }
}
