package org.example;

import java.io.InputStream;
import java.util.function.Function;
import java.util.stream.Collector;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import org.blup.data.QueryReading;
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
 * The mixed model {@code y ~ 1 + `the "old" columns` + (1 | path) + (1 | list) + (1 |
 * cells) + (1 | csvReading) + (1 | recordColumns)} of {@link Row} rows.
 *
 * <p>Generated from the formula in {@code @MixedModel} on {@link Row}.
 */
@Generated("org.blup.processor.BlupProcessor")
final class RowModel {
  /**
   * The formula in canonical form, as R would read it.
   */
  public static final String FORMULA = "y ~ 1 + `the \"old\" columns` + (1 | path) + (1 | list)"
      + " + (1 | cells) + (1 | csvReading) + (1 | recordColumns)";

  private static final Definition MODEL = new Definition();

  private RowModel() {
  }

  /**
   * {@return the model, for code that takes any model}
   */
  public static Model<Row, Fit> model() {
    return MODEL;
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, which are read once
   * @return the fit
   */
  public static Fit fit(Iterable<? extends Row> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param rows the rows, read once and in order
   * @return the fit
   */
  public static Fit fit(Stream<? extends Row> rows) {
    return MODEL.fit(rows);
  }

  /**
   * Fits by REML; rows with missing values are an error.
   *
   * @param crossProducts what was gathered of the rows, which stays as it is
   * @return the fit
   */
  public static Fit fit(CrossProducts<Row> crossProducts) {
    return MODEL.fit(crossProducts);
  }

  /**
   * Loads a fit that was saved.
   *
   * @param file the file that the fit was saved to
   * @return the fit
   */
  public static Fit load(java.nio.file.Path file) {
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
  public static Collector<Row, ?, Fit> toFit() {
    return MODEL.toFit();
  }

  /**
   * {@return the choices of a fit: criterion, missing values, progress}
   */
  public static Fitting<Row, Fit> fitting() {
    return MODEL.fitting();
  }

  /**
   * {@return empty cross-products, to add rows to and to merge}
   */
  public static CrossProducts<Row> crossProducts() {
    return MODEL.crossProducts();
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param file the file that the cross-products were written to
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Row> readCrossProducts(java.nio.file.Path file) {
    return MODEL.readCrossProducts(file);
  }

  /**
   * Reads cross-products that were written by their {@code writeTo}.
   *
   * @param in begins with cross-products; is left open
   * @return the cross-products, to add rows to, to merge and to fit
   */
  public static CrossProducts<Row> readCrossProducts(InputStream in) {
    return MODEL.readCrossProducts(in);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param file the file that it was saved to
   * @return what predicts
   */
  public static Scorer<Row> loadScorer(java.nio.file.Path file) {
    return MODEL.loadScorer(file);
  }

  /**
   * Loads what was saved of a fit for predictions alone, by its {@code saveScorer}.
   *
   * @param in begins with it; is left open
   * @return what predicts
   */
  public static Scorer<Row> loadScorer(InputStream in) {
    return MODEL.loadScorer(in);
  }

  /**
   * The model matrices of rows, which grow with their number.
   *
   * @param rows the rows
   * @return X, Z and y
   */
  public static DesignMatrices design(Iterable<? extends Row> rows) {
    return MODEL.design(rows);
  }

  /**
   * Reads all rows of a CSV file, its columns by the names in the first line.
   *
   * @param file the file
   * @return the rows
   */
  public static java.util.List<Row> readCsv(java.nio.file.Path file) {
    return csv().read(file);
  }

  /**
   * Reads a CSV file row by row, so that it may be larger than memory.
   *
   * @param file the file
   * @return the rows; closing the stream closes the file, as its end does
   */
  public static Stream<Row> streamCsv(java.nio.file.Path file) {
    return csv().stream(file);
  }

  /**
   * {@return the choices of reading CSV files: separator, decimal comma, encoding,
   * missing values}
   */
  public static org.blup.data.CsvReading<Row> csv() {
    return org.blup.data.CsvReading.of(columns());
  }

  /**
   * {@return the reader of what queries of databases find}
   */
  public static QueryReading<Row> sql() {
    return QueryReading.of(columns());
  }

  private static org.blup.data.RecordColumns<Row> columns() {
    return org.blup.data.RecordColumns.of(
        "Row",
        cells ->
            new Row(cells.number(0), cells.number(1), cells.text(2), cells.text(3), cells.text(4),
                cells.text(5), cells.text(6)),
        "y", "the \"old\" columns", "path", "list", "cells", "csvReading", "recordColumns");
  }

  private static final class Definition extends Model<Row, Fit> {
    private Definition() {
      super(
          ModelStructure.of(generated("Row", 8), FORMULA)
              .response("y")
              .number("`the \"old\" columns`")
              .factor("path", Levels.strings())
              .factor("list", Levels.strings())
              .factor("cells", Levels.strings())
              .factor("csvReading", Levels.strings())
              .factor("recordColumns", Levels.strings())
              .fixed(EffectTerm.intercept())
              .fixed(EffectTerm.of("`the \"old\" columns`"))
              .random(RandomTerm.by("path").of(EffectTerm.intercept()))
              .random(RandomTerm.by("list").of(EffectTerm.intercept()))
              .random(RandomTerm.by("cells").of(EffectTerm.intercept()))
              .random(RandomTerm.by("csvReading").of(EffectTerm.intercept()))
              .random(RandomTerm.by("recordColumns").of(EffectTerm.intercept()))
              .build());
    }

    @Override
    public void read(Row row, DesignRow out) {
      out.response(row.y());
      out.number(0, row.columns());
      out.level(0, row.path());
      out.level(1, row.list());
      out.level(2, row.cells());
      out.level(3, row.csvReading());
      out.level(4, row.recordColumns());
    }

    @Override
    protected Fit typed(Estimates estimates) {
      return new Fit(estimates);
    }
  }

  /**
   * The model {@code Row} fitted to rows.
   */
  public static final class Fit extends MixedFit<Row> {
    private final Fixed fixed;

    private final Path path;

    private final List list;

    private final Cells cells;

    private final CsvReading csvReading;

    private final RecordColumns recordColumns;

    private Fit(Estimates estimates) {
      super(estimates);
      fixed = new Fixed(estimates);
      path = new Path(estimates);
      list = new List(estimates);
      cells = new Cells(estimates);
      csvReading = new CsvReading(estimates);
      recordColumns = new RecordColumns(estimates);
    }

    /**
     * {@return the fixed effects}
     */
    public Fixed fixed() {
      return fixed;
    }

    /**
     * {@return the predicted effects of {@code path}}
     */
    public Path path() {
      return path;
    }

    /**
     * {@return the predicted effects of {@code list}}
     */
    public List list() {
      return list;
    }

    /**
     * {@return the predicted effects of {@code cells}}
     */
    public Cells cells() {
      return cells;
    }

    /**
     * {@return the predicted effects of {@code csvReading}}
     */
    public CsvReading csvReading() {
      return csvReading;
    }

    /**
     * {@return the predicted effects of {@code recordColumns}}
     */
    public RecordColumns recordColumns() {
      return recordColumns;
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
        Function<? super Fixed, ? extends java.util.List<? extends LinearCombination>> combinations) {
      return jointTest(combinations.apply(fixed));
    }

    /**
     * {@return the estimated marginal means}
     */
    public MarginalMeans means() {
      return new MarginalMeans(referenceGrid());
    }

    @Override
    public double response(Row row) {
      return row.y();
    }

    @Override
    protected double fixedPart(Row row) {
      double columns = row.columns();
      return estimates.fixed(0) + estimates.fixed(1) * columns;
    }

    @Override
    protected double conditionalMean(Row row) {
      int path = estimates.group(0, estimates.level(0, row.path()));
      int list = estimates.group(1, estimates.level(1, row.list()));
      int cells = estimates.group(2, estimates.level(2, row.cells()));
      int csvReading = estimates.group(3, estimates.level(3, row.csvReading()));
      int recordColumns = estimates.group(4, estimates.level(4, row.recordColumns()));
      return fixedPart(row) + estimates.random(0, 0, path) + estimates.random(1, 0, list)
          + estimates.random(2, 0, cells) + estimates.random(3, 0, csvReading)
          + estimates.random(4, 0, recordColumns);
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
     * {@return the coefficient of {@code `the "old" columns`}}
     */
    public Coefficient columns() {
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
     * The means at a value of {@code `the "old" columns`}.
     *
     * @param value its value, instead of its mean over the rows
     * @return means from there
     */
    public MarginalMeans atColumns(double value) {
      return new MarginalMeans(grid.at("`the \"old\" columns`", value));
    }

    @Override
    public String toString() {
      return grid.toString();
    }
  }

  /**
   * Predicted effects of {@code path}: {@code (1 | path)}.
   */
  public static final class Path extends GroupEffects<Path.Effects> {
    private Path(Estimates estimates) {
      super(estimates, 0);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param path a level of {@code path}
     * @return its effects
     */
    public Effects get(String path) {
      return effects(level(path));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param path a level of {@code path}
     * @return its coefficients
     */
    public Effects coefficients(String path) {
      return effects(withFixed(level(path)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param path a level of {@code path}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String path) {
      return conditionalCovariance(level(path));
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
        return Path.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code list}: {@code (1 | list)}.
   */
  public static final class List extends GroupEffects<List.Effects> {
    private List(Estimates estimates) {
      super(estimates, 1);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param list a level of {@code list}
     * @return its effects
     */
    public Effects get(String list) {
      return effects(level(list));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param list a level of {@code list}
     * @return its coefficients
     */
    public Effects coefficients(String list) {
      return effects(withFixed(level(list)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param list a level of {@code list}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String list) {
      return conditionalCovariance(level(list));
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
        return List.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code cells}: {@code (1 | cells)}.
   */
  public static final class Cells extends GroupEffects<Cells.Effects> {
    private Cells(Estimates estimates) {
      super(estimates, 2);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param cells a level of {@code cells}
     * @return its effects
     */
    public Effects get(String cells) {
      return effects(level(cells));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param cells a level of {@code cells}
     * @return its coefficients
     */
    public Effects coefficients(String cells) {
      return effects(withFixed(level(cells)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param cells a level of {@code cells}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String cells) {
      return conditionalCovariance(level(cells));
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
        return Cells.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code csvReading}: {@code (1 | csvReading)}.
   */
  public static final class CsvReading extends GroupEffects<CsvReading.Effects> {
    private CsvReading(Estimates estimates) {
      super(estimates, 3);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param csvReading a level of {@code csvReading}
     * @return its effects
     */
    public Effects get(String csvReading) {
      return effects(level(csvReading));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param csvReading a level of {@code csvReading}
     * @return its coefficients
     */
    public Effects coefficients(String csvReading) {
      return effects(withFixed(level(csvReading)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param csvReading a level of {@code csvReading}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String csvReading) {
      return conditionalCovariance(level(csvReading));
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
        return CsvReading.this.describeCovariance();
      }
    }
  }

  /**
   * Predicted effects of {@code recordColumns}: {@code (1 | recordColumns)}.
   */
  public static final class RecordColumns extends GroupEffects<RecordColumns.Effects> {
    private RecordColumns(Estimates estimates) {
      super(estimates, 4);
    }

    /**
     * The predicted effects of one level; an unknown one throws.
     *
     * @param recordColumns a level of {@code recordColumns}
     * @return its effects
     */
    public Effects get(String recordColumns) {
      return effects(level(recordColumns));
    }

    /**
     * The coefficients of one level, its effects plus the fixed effects; an unknown one
     * throws.
     *
     * @param recordColumns a level of {@code recordColumns}
     * @return its coefficients
     */
    public Effects coefficients(String recordColumns) {
      return effects(withFixed(level(recordColumns)));
    }

    /**
     * The covariance of one level's effects given the data; an unknown level throws.
     *
     * @param recordColumns a level of {@code recordColumns}
     * @return effects by effects, in their order; a copy
     */
    public DMatrixRMaj conditionalCovariance(String recordColumns) {
      return conditionalCovariance(level(recordColumns));
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
        return RecordColumns.this.describeCovariance();
      }
    }
  }
}
