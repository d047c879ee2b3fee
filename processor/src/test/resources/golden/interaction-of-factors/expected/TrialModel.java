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
 * The mixed model {@code response ~ 1 + sex + smoker + variety + sex:smoker +
 * sex:variety + smoker:variety + sex:age + grade:block + sex:smoker:variety + (1 |
 * site)} of {@link Trial} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Trial}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class TrialModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "response ~ 1 + sex + smoker + variety + sex:smoker"
      + " + sex:variety + smoker:variety + sex:age + grade:block + sex:smoker:variety"
      + " + (1 | site)";

  private static final Definition MODEL = new Definition();

  private TrialModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Trial, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Trial> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Trial> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Trial> crossProducts) {
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
  public static Collector<Trial, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Trial, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Trial> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Trial> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Trial> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Trial> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Trial> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Trial> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Trial, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Trial", 8), FORMULA)
              .response("response")
              .number("age")
              .factor("sex", Levels.of(Trial.Sex.values()))
              .factor("smoker", Levels.booleans())
              .factor("variety", Levels.strings())
              .factor("grade", Levels.characters())
              .factor("block", Levels.strings())
              .factor("site", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("sex"))
              .fixed(EffectTerm.of("smoker"))
              .fixed(EffectTerm.of("variety"))
              .fixed(EffectTerm.of("sex", "smoker"))
              .fixed(EffectTerm.of("sex", "variety"))
              .fixed(EffectTerm.of("smoker", "variety"))
              .fixed(EffectTerm.of("sex", "age").full("sex"))
              .fixed(EffectTerm.of("grade", "block").full("grade", "block"))
              .fixed(EffectTerm.of("sex", "smoker", "variety"))
              .random(RandomTerm.by("site").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Trial row, DesignRow out) {
      out.response(row.response());
      out.number(0, row.age());
      out.level(0, row.sex());
      out.level(1, row.smoker());
      out.level(2, row.variety());
      out.level(3, row.grade());
      out.level(4, row.block());
      out.level(5, row.site());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Trial} fitted to rows.
   */
  public static final class Fit extends MixedFit<Trial> {
    private final Fixed fixed;

    private final Site site;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      site = new Site(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code site}}
     */
    public Site site() {
      return site;
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
    public double response(Trial row) {
      return row.response();
    }

    @Override
    protected double fixedPart(Trial row) {
      int sexLevel = estimates.level(0, row.sex());
      int smokerLevel = estimates.level(1, row.smoker());
      int varietyLevel = estimates.level(2, row.variety());
      int sexSmokerCell = estimates.cell(sexLevel, 1, smokerLevel);
      int sexVarietyCell = estimates.cell(sexLevel, 2, varietyLevel);
      int smokerVarietyCell = estimates.cell(smokerLevel, 2, varietyLevel);
      double age = row.age();
      int gradeLevel = estimates.level(3, row.grade());
      int blockLevel = estimates.level(4, row.block());
      int gradeBlockCell = estimates.cell(gradeLevel, 4, blockLevel);
      int sexSmokerVarietyCell = estimates.cell(estimates.cell(sexLevel, 1, smokerLevel), 2,
          varietyLevel);
      return estimates.fixed(0) + estimates.fixed(1, sexLevel) + estimates.fixed(2, smokerLevel)
          + estimates.fixed(3, varietyLevel) + estimates.fixed(4, sexSmokerCell)
          + estimates.fixed(5, sexVarietyCell) + estimates.fixed(6, smokerVarietyCell)
          + estimates.fixed(7, sexLevel) * age + estimates.fixed(8, gradeBlockCell)
          + estimates.fixed(9, sexSmokerVarietyCell);
    }

    @Override
    protected double conditionalMean(Trial row) {
      int site = estimates.group(0, estimates.level(5, row.site()));
      return fixedPart(row) + estimates.random(0, 0, site);
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
     * {@return the coefficient of {@code sexMALE}}
     */
    public Coefficient sexMale() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code smokerTRUE}}
     */
    public Coefficient smokerTrue() {
      return estimates.coefficient(2, 0);
    }

    /**
     * The coefficient of {@code variety} at a level.
     *
     * @param variety a level of {@code variety}, but not the first
     * @return the coefficient
     */
    public Coefficient variety(String variety) {
      return estimates.coefficientAt(3, variety);
    }

    /**
     * {@return the coefficient of {@code sexMALE:smokerTRUE}}
     */
    public Coefficient sexMaleSmokerTrue() {
      return estimates.coefficient(4, 0);
    }

    /**
     * The coefficient of {@code sexMALE:variety} at a level.
     *
     * @param variety a level of {@code variety}, but not the first
     * @return the coefficient
     */
    public Coefficient sexMaleVariety(String variety) {
      return estimates.coefficientAt(5, Trial.Sex.MALE, variety);
    }

    /**
     * The coefficient of {@code smokerTRUE:variety} at a level.
     *
     * @param variety a level of {@code variety}, but not the first
     * @return the coefficient
     */
    public Coefficient smokerTrueVariety(String variety) {
      return estimates.coefficientAt(6, true, variety);
    }

    /**
     * {@return the coefficient of {@code sexFEMALE:age}}
     */
    public Coefficient sexFemaleAge() {
      return estimates.coefficient(7, 0);
    }

    /**
     * {@return the coefficient of {@code sexMALE:age}}
     */
    public Coefficient sexMaleAge() {
      return estimates.coefficient(7, 1);
    }

    /**
     * The coefficient of {@code grade:block} at a level.
     *
     * @param grade a level of {@code grade}
     * @param block a level of {@code block}
     * @return the coefficient
     */
    public Coefficient gradeBlock(char grade, String block) {
      return estimates.coefficientAt(8, grade, block);
    }

    /**
     * The coefficient of {@code sexMALE:smokerTRUE:variety} at a level.
     *
     * @param variety a level of {@code variety}, but not the first
     * @return the coefficient
     */
    public Coefficient sexMaleSmokerTrueVariety(String variety) {
      return estimates.coefficientAt(9, Trial.Sex.MALE, true, variety);
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
    public Means<Trial.Sex> sex() {
      return grid.means("sex", Trial.Sex::valueOf);
    }

    /**
     * {@return the mean of each level of {@code smoker}}
     */
    public Means<Boolean> smoker() {
      return grid.means("smoker", Boolean::valueOf);
    }

    /**
     * {@return the mean of each level of {@code variety}}
     */
    public Means<String> variety() {
      return grid.means("variety");
    }

    /**
     * {@return the mean of each level of {@code grade}}
     */
    public Means<Character> grade() {
      return grid.means("grade", level -> level.charAt(0));
    }

    /**
     * {@return the mean of each level of {@code block}}
     */
    public Means<String> block() {
      return grid.means("block");
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
     * The means at a value of {@code sex}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atSex(Trial.Sex value) {
      return new MarginalMeans(grid.at("sex", value));
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
     * The means at a value of {@code variety}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atVariety(String value) {
      return new MarginalMeans(grid.at("variety", value));
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

    /**
     * The means at a value of {@code block}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atBlock(String value) {
      return new MarginalMeans(grid.at("block", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code site}: {@code (1 | site)}.
   */
  public static final class Site extends GroupEffects<Site.Effects> {
    private Site(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param site a level of {@code site}
     * @return its effects
     */
    public Effects get(String site) {
      return effects(level(site));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param site a level of {@code site}
     * @return its coefficients
     */
    public Effects coefficients(String site) {
      return effects(withFixed(level(site)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param site a level of {@code site}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String site) {
      return conditionalCovariance(level(site));
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
        return Site.this.describeCovariance();
      }
    }
  }
}
