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
 * The mixed model {@code log(price/area) ~ 1 + I(age^2) + log1p(age - 1) +
 * factor(floors) + log1p(age - 1):factor(floors) + offset(log(area)) + (1 + sqrt(age)
 * | city)} of {@link Price} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Price}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class PriceModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "log(price/area) ~ 1 + I(age^2) + log1p(age - 1)"
      + " + factor(floors) + log1p(age - 1):factor(floors) + offset(log(area)) + (1"
      + " + sqrt(age) | city)";

  private static final Definition MODEL = new Definition();

  private PriceModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Price, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Price> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Price> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Price> crossProducts) {
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
  public static Collector<Price, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Price, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Price> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Price> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Price> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Price> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Price> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Price> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Price, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Price", 8), FORMULA)
              .response("log(price/area)")
              .offset("log(area)")
              .number("I(age^2)")
              .number("log1p(age - 1)")
              .number("sqrt(age)")
              .number("age")
              .number("area")
              .covariates("age", "area")
              .factor("factor(floors)", Levels.integers())
              .factor("city", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("I(age^2)"))
              .fixed(EffectTerm.of("log1p(age - 1)"))
              .fixed(EffectTerm.of("factor(floors)"))
              .fixed(EffectTerm.of("log1p(age - 1)", "factor(floors)"))
              .random(RandomTerm.by("city").of(EffectTerm.intercept(), EffectTerm.of("sqrt(age)")))
              .build());
    }

    @Override
    public void read(Price row, DesignRow out) {
      double price = row.price();
      double area = row.area();
      double age = row.age();
      out.response(Math.log(price / area));
      out.offset(Math.log(area));
      out.number(0, Math.pow(age, 2.0));
      out.number(1, Math.log1p(age - 1.0));
      out.number(2, Math.sqrt(age));
      out.number(3, row.age());
      out.number(4, row.area());
      out.level(0, row.floors());
      out.level(1, row.city());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Price} fitted to rows.
   */
  public static final class Fit extends MixedFit<Price> {
    private final Fixed fixed;

    private final City city;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      city = new City(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code city}}
     */
    public City city() {
      return city;
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
    public double response(Price row) {
      double price = row.price();
      double area = row.area();
      return Math.log(price / area);
    }

    @Override
    protected double fixedPart(Price row) {
      double age = row.age();
      double iAge2 = Math.pow(age, 2.0);
      double log1pAgeMinus1 = Math.log1p(age - 1.0);
      int factorFloorsLevel = estimates.level(0, row.floors());
      double area = row.area();
      double logArea = Math.log(area);
      return estimates.fixed(0) + estimates.fixed(1) * iAge2 + estimates.fixed(2) * log1pAgeMinus1
          + estimates.fixed(3, factorFloorsLevel)
          + estimates.fixed(4, factorFloorsLevel) * log1pAgeMinus1 + logArea;
    }

    @Override
    protected double conditionalMean(Price row) {
      int city = estimates.group(0, estimates.level(1, row.city()));
      double age = row.age();
      double sqrtAge = Math.sqrt(age);
      return fixedPart(row) + estimates.random(0, 0, city) + estimates.random(0, 1, city) * sqrtAge;
    }

    @Override
    protected void derive(double[] numbers) {
      double age = numbers[3];
      numbers[0] = Math.pow(age, 2.0);
      numbers[1] = Math.log1p(age - 1.0);
    }

    @Override
    protected double offset(double[] numbers) {
      double area = numbers[4];
      return Math.log(area);
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
     * {@return the coefficient of {@code I(age^2)}}
     */
    public Coefficient iAge2() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code log1p(age - 1)}}
     */
    public Coefficient log1pAgeMinus1() {
      return estimates.coefficient(2, 0);
    }

    /**
     * The coefficient of {@code factor(floors)} at a level.
     *
     * @param floors a level of {@code factor(floors)}, but not the first
     * @return the coefficient
     */
    public Coefficient factorFloors(int floors) {
      return estimates.coefficientAt(3, floors);
    }

    /**
     * The coefficient of {@code log1p(age - 1):factor(floors)} at a level.
     *
     * @param floors a level of {@code factor(floors)}, but not the first
     * @return the coefficient
     */
    public Coefficient log1pAgeMinus1FactorFloors(int floors) {
      return estimates.coefficientAt(4, floors);
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
     * {@return the mean of each level of {@code factor(floors)}}
     */
    public Means<Integer> factorFloors() {
      return grid.means("factor(floors)", Integer::valueOf);
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
     * The means at a value of {@code area}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atArea(double value) {
      return new MarginalMeans(grid.at("area", value));
    }

    /**
     * The means at a value of {@code factor(floors)}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atFactorFloors(int value) {
      return new MarginalMeans(grid.at("factor(floors)", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code city}: {@code (1 + sqrt(age) | city)}.
   */
  public static final class City extends GroupEffects<City.Effects> {
    private City(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param city a level of {@code city}
     * @return its effects
     */
    public Effects get(String city) {
      return effects(level(city));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param city a level of {@code city}
     * @return its coefficients
     */
    public Effects coefficients(String city) {
      return effects(withFixed(level(city)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param city a level of {@code city}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String city) {
      return conditionalCovariance(level(city));
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
     * @param sqrtAge the effect of {@code sqrt(age)}
     */
    public record Effects(double intercept, double sqrtAge) {
      @Override
      public String toString() {
        return describe("intercept %s, sqrtAge %s", intercept, sqrtAge);
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
       * {@return the variance of {@code sqrt(age)}}
       */
      public VarianceComponent sqrtAge() {
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
        return City.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code sqrt(age)}}
       */
      public double interceptSqrtAge() {
        return City.this.correlation(0, 1);
      }

      @Override
      public String toString() {
        return City.this.describeCovariance();
      }
    }
  }
}
