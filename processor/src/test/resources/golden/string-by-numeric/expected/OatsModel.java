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
 * The mixed model {@code yield ~ 1 + nitro + variety + nitro:variety + (1 | block) +
 * (1 | block:variety)} of {@link Oats} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Oats}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class OatsModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "yield ~ 1 + nitro + variety + nitro:variety + (1 | block)"
      + " + (1 | block:variety)";

  private static final Definition MODEL = new Definition();

  private OatsModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Oats, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Oats> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Oats> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Oats> crossProducts) {
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
  public static Collector<Oats, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Oats, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Oats> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Oats> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Oats> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Oats> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Oats> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Oats> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Oats, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Oats", 8), FORMULA)
              .response("yield")
              .number("nitro")
              .factor("variety", Levels.strings())
              .factor("block", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("nitro"))
              .fixed(EffectTerm.of("variety"))
              .fixed(EffectTerm.of("nitro", "variety"))
              .random(RandomTerm.by("block").of(EffectTerm.intercept()))
              .random(RandomTerm.by("block", "variety").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Oats row, DesignRow out) {
      out.response(row.yield());
      out.number(0, row.nitro());
      out.level(0, row.variety());
      out.level(1, row.block());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Oats} fitted to rows.
   */
  public static final class Fit extends MixedFit<Oats> {
    private final Fixed fixed;

    private final Block block;

    private final BlockVariety blockVariety;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      block = new Block(estimates);
      blockVariety = new BlockVariety(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code block}}
     */
    public Block block() {
      return block;
    }

    /**
     * {@return the predicted effects of {@code block:variety}}
     */
    public BlockVariety blockVariety() {
      return blockVariety;
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
    public double response(Oats row) {
      return row.yield();
    }

    @Override
    protected double fixedPart(Oats row) {
      double nitro = row.nitro();
      int varietyLevel = estimates.level(0, row.variety());
      return estimates.fixed(0) + estimates.fixed(1) * nitro + estimates.fixed(2, varietyLevel)
          + estimates.fixed(3, varietyLevel) * nitro;
    }

    @Override
    protected double conditionalMean(Oats row) {
      int block = estimates.group(0, estimates.level(1, row.block()));
      int blockVariety = estimates.group(1, estimates.level(1, row.block()),
          estimates.level(0, row.variety()));
      return fixedPart(row) + estimates.random(0, 0, block) + estimates.random(1, 0, blockVariety);
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
     * {@return the coefficient of {@code nitro}}
     */
    public Coefficient nitro() {
      return estimates.coefficient(1, 0);
    }

    /**
     * The coefficient of {@code variety} at a level.
     *
     * @param variety a level of {@code variety}, but not the first
     * @return the coefficient
     */
    public Coefficient variety(String variety) {
      return estimates.coefficientAt(2, variety);
    }

    /**
     * The coefficient of {@code nitro:variety} at a level.
     *
     * @param variety a level of {@code variety}, but not the first
     * @return the coefficient
     */
    public Coefficient nitroVariety(String variety) {
      return estimates.coefficientAt(3, variety);
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
     * {@return the mean of each level of {@code variety}}
     */
    public Means<String> variety() {
      return grid.means("variety");
    }

    /**
     * The means at a value of {@code nitro}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atNitro(double value) {
      return new MarginalMeans(grid.at("nitro", value));
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

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code block}: {@code (1 | block)}.
   */
  public static final class Block extends GroupEffects<Block.Effects> {
    private Block(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param block a level of {@code block}
     * @return its effects
     */
    public Effects get(String block) {
      return effects(level(block));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param block a level of {@code block}
     * @return its coefficients
     */
    public Effects coefficients(String block) {
      return effects(withFixed(level(block)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param block a level of {@code block}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String block) {
      return conditionalCovariance(level(block));
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
        return Block.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code block:variety}: {@code (1 | block:variety)}.
   */
  public static final class BlockVariety extends GroupEffects<BlockVariety.Effects> {
    private BlockVariety(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param block a level of {@code block}
     * @param variety a level of {@code variety}
     * @return its effects
     */
    public Effects get(String block, String variety) {
      return effects(level(block, variety));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param block a level of {@code block}
     * @param variety a level of {@code variety}
     * @return its coefficients
     */
    public Effects coefficients(String block, String variety) {
      return effects(withFixed(level(block, variety)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param block a level of {@code block}
     * @param variety a level of {@code variety}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String block, String variety) {
      return conditionalCovariance(level(block, variety));
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
        return BlockVariety.this.describeCovariance();
      }
    }
  }
}
