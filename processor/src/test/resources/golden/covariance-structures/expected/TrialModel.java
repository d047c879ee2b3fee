package garden;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import org.blup.design.CrossProducts;
import org.blup.design.DesignMatrices;
import org.blup.internal.design.covariance.CovarianceStructure;
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
 * The mixed model {@code height ~ 1 + visit + sun + factor(week) + ar1(0 + visit |
 * plant) + cs(0 + soil | plot) + id(0 + visit:soil | bed) + toeph(0 + factor(week) |
 * gardener) + csh(1 + sun | plant:plot)} of {@link Trial} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Trial}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class TrialModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "height ~ 1 + visit + sun + factor(week) + ar1(0"
      + " + visit | plant) + cs(0 + soil | plot) + id(0 + visit:soil | bed) + toeph(0"
      + " + factor(week) | gardener) + csh(1 + sun | plant:plot)";

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
              .response("height")
              .number("sun")
              .factor("visit", Levels.of(Trial.Visit.values()))
              .factor("factor(week)", Levels.integers())
              .factor("soil", Levels.strings())
              .factor("plant", Levels.strings())
              .factor("plot", Levels.strings())
              .factor("bed", Levels.strings())
              .factor("gardener", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("visit"))
              .fixed(EffectTerm.of("sun"))
              .fixed(EffectTerm.of("factor(week)"))
              .random(RandomTerm.by("plant").of(EffectTerm.of("visit").full("visit"))
                  .in(CovarianceStructure.AUTOREGRESSIVE))
              .random(RandomTerm.by("plot").of(EffectTerm.of("soil").full("soil"))
                  .in(CovarianceStructure.COMPOUND_SYMMETRY))
              .random(RandomTerm.by("bed").of(EffectTerm.of("visit", "soil").full("visit", "soil"))
                  .in(CovarianceStructure.IDENTITY))
              .random(RandomTerm.by("gardener").of(EffectTerm.of("factor(week)").full("factor(week)"))
                  .in(CovarianceStructure.HETEROGENEOUS_TOEPLITZ))
              .random(RandomTerm.by("plant", "plot").of(EffectTerm.intercept(),
                  EffectTerm.of("sun")).in(CovarianceStructure.HETEROGENEOUS_COMPOUND_SYMMETRY))
              .build());
    }

    @Override
    public void read(Trial row, DesignRow out) {
      out.response(row.height());
      out.number(0, row.sun());
      out.level(0, row.visit());
      out.level(1, row.week());
      out.level(2, row.soil());
      out.level(3, row.plant());
      out.level(4, row.plot());
      out.level(5, row.bed());
      out.level(6, row.gardener());
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

    private final Plant plant;

    private final Plot plot;

    private final Bed bed;

    private final Gardener gardener;

    private final PlantPlot plantPlot;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      plant = new Plant(estimates);
      plot = new Plot(estimates);
      bed = new Bed(estimates);
      gardener = new Gardener(estimates);
      plantPlot = new PlantPlot(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code plant}}
     */
    public Plant plant() {
      return plant;
    }

    /**
     * {@return the predicted effects of {@code plot}}
     */
    public Plot plot() {
      return plot;
    }

    /**
     * {@return the predicted effects of {@code bed}}
     */
    public Bed bed() {
      return bed;
    }

    /**
     * {@return the predicted effects of {@code gardener}}
     */
    public Gardener gardener() {
      return gardener;
    }

    /**
     * {@return the predicted effects of {@code plant:plot}}
     */
    public PlantPlot plantPlot() {
      return plantPlot;
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
      return row.height();
    }

    @Override
    protected double fixedPart(Trial row) {
      int visitLevel = estimates.level(0, row.visit());
      double sun = row.sun();
      int factorWeekLevel = estimates.level(1, row.week());
      return estimates.fixed(0) + estimates.fixed(1, visitLevel) + estimates.fixed(2) * sun
          + estimates.fixed(3, factorWeekLevel);
    }

    @Override
    protected double conditionalMean(Trial row) {
      int plant = estimates.group(0, estimates.level(3, row.plant()));
      int visitLevel = estimates.level(0, row.visit());
      int plot = estimates.group(1, estimates.level(4, row.plot()));
      int soilLevel = estimates.level(2, row.soil());
      int bed = estimates.group(2, estimates.level(5, row.bed()));
      int visitSoilCell = estimates.cell(visitLevel, 2, soilLevel);
      int gardener = estimates.group(3, estimates.level(6, row.gardener()));
      int factorWeekLevel = estimates.level(1, row.week());
      int plantPlot = estimates.group(4, estimates.level(3, row.plant()),
          estimates.level(4, row.plot()));
      double sun = row.sun();
      return fixedPart(row) + estimates.random(0, 0, plant, visitLevel)
          + estimates.random(1, 0, plot, soilLevel) + estimates.random(2, 0, bed, visitSoilCell)
          + estimates.random(3, 0, gardener, factorWeekLevel) + estimates.random(4, 0, plantPlot)
          + estimates.random(4, 1, plantPlot) * sun;
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
     * {@return the coefficient of {@code visitSUMMER}}
     */
    public Coefficient visitSummer() {
      return estimates.coefficient(1, 0);
    }

    /**
     * {@return the coefficient of {@code visitAUTUMN}}
     */
    public Coefficient visitAutumn() {
      return estimates.coefficient(1, 1);
    }

    /**
     * {@return the coefficient of {@code sun}}
     */
    public Coefficient sun() {
      return estimates.coefficient(2, 0);
    }

    /**
     * The coefficient of {@code factor(week)} at a level.
     *
     * @param week a level of {@code factor(week)}, but not the first
     * @return the coefficient
     */
    public Coefficient factorWeek(int week) {
      return estimates.coefficientAt(3, week);
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
     * {@return the mean of each level of {@code visit}}
     */
    public Means<Trial.Visit> visit() {
      return grid.means("visit", Trial.Visit::valueOf);
    }

    /**
     * {@return the mean of each level of {@code factor(week)}}
     */
    public Means<Integer> factorWeek() {
      return grid.means("factor(week)", Integer::valueOf);
    }

    /**
     * The means at a value of {@code sun}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atSun(double value) {
      return new MarginalMeans(grid.at("sun", value));
    }

    /**
     * The means at a value of {@code visit}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atVisit(Trial.Visit value) {
      return new MarginalMeans(grid.at("visit", value));
    }

    /**
     * The means at a value of {@code factor(week)}.
     *
     * @param value one of its levels, instead of an average over them
     * @return means from there
     */
    public MarginalMeans atFactorWeek(int value) {
      return new MarginalMeans(grid.at("factor(week)", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code plant}: {@code ar1(0 + visit | plant)}.
   */
  public static final class Plant extends GroupEffects<Plant.Effects> {
    private Plant(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param plant a level of {@code plant}
     * @return its effects
     */
    public Effects get(String plant) {
      return effects(level(plant));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param plant a level of {@code plant}
     * @return its coefficients
     */
    public Effects coefficients(String plant) {
      return effects(withFixed(level(plant)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param plant a level of {@code plant}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String plant) {
      return conditionalCovariance(level(plant));
    }

    /**
     * {@return how the effects vary between the levels}
     */
    public Covariance covariance() {
      return new Covariance();
    }

    @Override
    protected Effects effects(int level) {
      return new Effects(mode(level, 0), mode(level, 1), mode(level, 2));
    }

    /**
     * The predicted effects of one level.
     *
     * @param visitSpring the effect of {@code visitSPRING}
     * @param visitSummer the effect of {@code visitSUMMER}
     * @param visitAutumn the effect of {@code visitAUTUMN}
     */
    public record Effects(double visitSpring, double visitSummer, double visitAutumn) {
      @Override
      public String toString() {
        return describe("visitSpring %s, visitSummer %s, visitAutumn %s", visitSpring, visitSummer, visitAutumn);
      }
    }

    /**
     * The variances of the effects between the levels.
     */
    public final class Covariance {
      private Covariance() {
      }

      /**
       * {@return the variance of {@code visitSPRING}}
       */
      public VarianceComponent visitSpring() {
        return variance(0);
      }

      /**
       * {@return the variance of {@code visitSUMMER}}
       */
      public VarianceComponent visitSummer() {
        return variance(1);
      }

      /**
       * {@return the variance of {@code visitAUTUMN}}
       */
      public VarianceComponent visitAutumn() {
        return variance(2);
      }

      /**
       * {@return the correlations of the effects}
       */
      public Correlation correlation() {
        return new Correlation();
      }

      @Override
      public String toString() {
        return Plant.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code visitSPRING} and {@code visitSUMMER}}
       */
      public double visitSpringVisitSummer() {
        return Plant.this.correlation(0, 1);
      }

      /**
       * {@return the correlation of {@code visitSPRING} and {@code visitAUTUMN}}
       */
      public double visitSpringVisitAutumn() {
        return Plant.this.correlation(0, 2);
      }

      /**
       * {@return the correlation of {@code visitSUMMER} and {@code visitAUTUMN}}
       */
      public double visitSummerVisitAutumn() {
        return Plant.this.correlation(1, 2);
      }

      @Override
      public String toString() {
        return Plant.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code plot}: {@code cs(0 + soil | plot)}.
   */
  public static final class Plot extends GroupEffects<Plot.Effects> {
    private Plot(Estimates estimates) {
      super(estimates, 1);
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
       * The effect of {@code soil} at a level.
       *
       * @param soil a level of {@code soil}
       * @return the effect
       */
      public double soil(String soil) {
        return mode(level, column(1, 0, soil));
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
       * The variance of {@code soil} at a level.
       *
       * @param soil a level of {@code soil}
       * @return the variance
       */
      public VarianceComponent soil(String soil) {
        return variance(column(1, 0, soil));
      }

      @Override
      public String toString() {
        return Plot.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code bed}: {@code id(0 + visit:soil | bed)}.
   */
  public static final class Bed extends GroupEffects<Bed.Effects> {
    private Bed(Estimates estimates) {
      super(estimates, 2);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param bed a level of {@code bed}
     * @return its effects
     */
    public Effects get(String bed) {
      return effects(level(bed));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param bed a level of {@code bed}
     * @return its coefficients
     */
    public Effects coefficients(String bed) {
      return effects(withFixed(level(bed)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param bed a level of {@code bed}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String bed) {
      return conditionalCovariance(level(bed));
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
       * The effect of {@code visitSPRING:soil} at a level.
       *
       * @param soil a level of {@code soil}
       * @return the effect
       */
      public double visitSpringSoil(String soil) {
        return mode(level, column(2, 0, Trial.Visit.SPRING, soil));
      }

      /**
       * The effect of {@code visitSUMMER:soil} at a level.
       *
       * @param soil a level of {@code soil}
       * @return the effect
       */
      public double visitSummerSoil(String soil) {
        return mode(level, column(2, 0, Trial.Visit.SUMMER, soil));
      }

      /**
       * The effect of {@code visitAUTUMN:soil} at a level.
       *
       * @param soil a level of {@code soil}
       * @return the effect
       */
      public double visitAutumnSoil(String soil) {
        return mode(level, column(2, 0, Trial.Visit.AUTUMN, soil));
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
       * The variance of {@code visitSPRING:soil} at a level.
       *
       * @param soil a level of {@code soil}
       * @return the variance
       */
      public VarianceComponent visitSpringSoil(String soil) {
        return variance(column(2, 0, Trial.Visit.SPRING, soil));
      }

      /**
       * The variance of {@code visitSUMMER:soil} at a level.
       *
       * @param soil a level of {@code soil}
       * @return the variance
       */
      public VarianceComponent visitSummerSoil(String soil) {
        return variance(column(2, 0, Trial.Visit.SUMMER, soil));
      }

      /**
       * The variance of {@code visitAUTUMN:soil} at a level.
       *
       * @param soil a level of {@code soil}
       * @return the variance
       */
      public VarianceComponent visitAutumnSoil(String soil) {
        return variance(column(2, 0, Trial.Visit.AUTUMN, soil));
      }

      @Override
      public String toString() {
        return Bed.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code gardener}: {@code toeph(0 + factor(week) | gardener)}.
   */
  public static final class Gardener extends GroupEffects<Gardener.Effects> {
    private Gardener(Estimates estimates) {
      super(estimates, 3);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param gardener a level of {@code gardener}
     * @return its effects
     */
    public Effects get(String gardener) {
      return effects(level(gardener));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param gardener a level of {@code gardener}
     * @return its coefficients
     */
    public Effects coefficients(String gardener) {
      return effects(withFixed(level(gardener)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param gardener a level of {@code gardener}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String gardener) {
      return conditionalCovariance(level(gardener));
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
       * The effect of {@code factor(week)} at a level.
       *
       * @param week a level of {@code factor(week)}
       * @return the effect
       */
      public double factorWeek(int week) {
        return mode(level, column(3, 0, week));
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
       * The variance of {@code factor(week)} at a level.
       *
       * @param week a level of {@code factor(week)}
       * @return the variance
       */
      public VarianceComponent factorWeek(int week) {
        return variance(column(3, 0, week));
      }

      @Override
      public String toString() {
        return Gardener.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code plant:plot}: {@code csh(1 + sun | plant:plot)}.
   */
  public static final class PlantPlot extends GroupEffects<PlantPlot.Effects> {
    private PlantPlot(Estimates estimates) {
      super(estimates, 4);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param plant a level of {@code plant}
     * @param plot a level of {@code plot}
     * @return its effects
     */
    public Effects get(String plant, String plot) {
      return effects(level(plant, plot));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param plant a level of {@code plant}
     * @param plot a level of {@code plot}
     * @return its coefficients
     */
    public Effects coefficients(String plant, String plot) {
      return effects(withFixed(level(plant, plot)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param plant a level of {@code plant}
     * @param plot a level of {@code plot}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String plant, String plot) {
      return conditionalCovariance(level(plant, plot));
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
     * @param sun the effect of {@code sun}
     */
    public record Effects(double intercept, double sun) {
      @Override
      public String toString() {
        return describe("intercept %s, sun %s", intercept, sun);
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
       * {@return the variance of {@code sun}}
       */
      public VarianceComponent sun() {
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
        return PlantPlot.this.describeCovariance();
      }
    }

    /**
     * The correlations of the effects over the levels.
     */
    public final class Correlation {
      private Correlation() {
      }

      /**
       * {@return the correlation of {@code (Intercept)} and {@code sun}}
       */
      public double interceptSun() {
        return PlantPlot.this.correlation(0, 1);
      }

      @Override
      public String toString() {
        return PlantPlot.this.describeCovariance();
      }
    }
  }
}
