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
 * The mixed model {@code strength ~ 1 + (1 | batch) + (1 | batch:cask)} of {@link
 * Paste} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Paste}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class PasteModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "strength ~ 1 + (1 | batch) + (1 | batch:cask)";

  private static final Definition MODEL = new Definition();

  private PasteModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Paste, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Paste> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Paste> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Paste> crossProducts) {
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
  public static Collector<Paste, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Paste, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Paste> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Paste> readCrossProducts(Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Paste> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Paste> loadScorer(Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Paste> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Paste> rows) {
    return MODEL.design(rows);
  }

  private static final class Definition extends Model<Paste, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Paste", 8), FORMULA)
              .response("strength")
              .factor("batch", Levels.characters())
              .factor("cask", Levels.strings())
              .fixed(EffectTerm.intercept())
              .random(RandomTerm.by("batch").of(EffectTerm.intercept()))
              .random(RandomTerm.by("batch", "cask").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Paste row, DesignRow out) {
      out.response(row.strength());
      out.level(0, row.batch());
      out.level(1, row.cask());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Paste} fitted to rows.
   */
  public static final class Fit extends MixedFit<Paste> {
    private final Fixed fixed;

    private final Batch batch;

    private final BatchCask batchCask;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      batch = new Batch(estimates);
      batchCask = new BatchCask(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code batch}}
     */
    public Batch batch() {
      return batch;
    }

    /**
     * {@return the predicted effects of {@code batch:cask}}
     */
    public BatchCask batchCask() {
      return batchCask;
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
    public double response(Paste row) {
      return row.strength();
    }

    @Override
    protected double fixedPart(Paste row) {
      return estimates.fixed(0);
    }

    @Override
    protected double conditionalMean(Paste row) {
      int batch = estimates.group(0, estimates.level(0, row.batch()));
      int batchCask = estimates.group(1, estimates.level(0, row.batch()),
          estimates.level(1, row.cask()));
      return fixedPart(row) + estimates.random(0, 0, batch) + estimates.random(1, 0, batchCask);
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
   * Predicted effects of {@code batch}: {@code (1 | batch)}.
   */
  public static final class Batch extends GroupEffects<Batch.Effects> {
    private Batch(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param batch a level of {@code batch}
     * @return its effects
     */
    public Effects get(char batch) {
      return effects(level(batch));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param batch a level of {@code batch}
     * @return its coefficients
     */
    public Effects coefficients(char batch) {
      return effects(withFixed(level(batch)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param batch a level of {@code batch}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(char batch) {
      return conditionalCovariance(level(batch));
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
        return Batch.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code batch:cask}: {@code (1 | batch:cask)}.
   */
  public static final class BatchCask extends GroupEffects<BatchCask.Effects> {
    private BatchCask(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param batch a level of {@code batch}
     * @param cask a level of {@code cask}
     * @return its effects
     */
    public Effects get(char batch, String cask) {
      return effects(level(batch, cask));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param batch a level of {@code batch}
     * @param cask a level of {@code cask}
     * @return its coefficients
     */
    public Effects coefficients(char batch, String cask) {
      return effects(withFixed(level(batch, cask)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param batch a level of {@code batch}
     * @param cask a level of {@code cask}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(char batch, String cask) {
      return conditionalCovariance(level(batch, cask));
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
        return BatchCask.this.describeCovariance();
      }
    }
  }
}
