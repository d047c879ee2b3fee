package org.blup.script;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.exception.StorageException;
import org.blup.exception.UnknownLevelException;
import org.blup.formula.Spelling;
import org.blup.internal.io.NamedInput;
import org.blup.internal.io.StoredFile;
import org.blup.model.Coefficient;
import org.blup.model.GroupEffects;
import org.blup.model.LikelihoodRatioTest;
import org.blup.model.MixedFit;
import org.blup.model.VarianceComponent;
import org.blup.model.fit.AnovaTable;
import org.blup.model.fit.ConditionalModes;
import org.blup.model.fit.ResidualCovariance;
import org.blup.model.means.Means;

/**
 * A fit to a table: what its {@link MixedFit} answers, by name. What is not here is asked of {@link
 * #mixedFit()}, with {@link #rows()} where rows are needed: {@code
 * fit.mixedFit().diagnostics(fit.rows())}. Immutable.
 */
public final class TableFit implements TablePredictor {

  private final Optional<TableFitting> fitting;
  private final CompiledModel model;
  private final MixedFit<Record> fit;

  /**
   * @param fitting of which the fit was made; none if it was loaded
   */
  TableFit(Optional<TableFitting> fitting, CompiledModel model, MixedFit<Record> fit) {
    this.fitting = fitting;
    this.model = model;
    this.fit = fit;
  }

  /** The fit as any other, for what is not by name: tests, profiles, bootstraps, diagnostics. */
  public MixedFit<Record> mixedFit() {
    return fit;
  }

  /**
   * Saves the fit as JSON, with what its model is compiled from; {@link Blup#load} gives it back. A
   * file that is there is replaced as a whole, or stays as it is.
   *
   * @throws StorageException if the file cannot be written
   */
  public void save(Path file) {
    SavedTableFit saved = SavedTableFit.of(model.key(), fit);
    StoredFile.write(file, "The fit", saved::write);
  }

  /**
   * Saves what predictions need and no more: coefficients, predicted effects and levels, with what
   * the model is compiled from. {@link Blup#loadScorer} reads it; {@code saveScorer} of {@link
   * #mixedFit()} writes one that only a record of the model reads.
   *
   * @throws StorageException if the file cannot be written; one that was there is then unchanged
   * @throws BlupException if the fit is one by iterations
   */
  public void saveScorer(Path file) {
    StoredFile.write(file, "The scorer", out -> SavedTableScorer.write(model.key(), fit, out));
  }

  static TableFit load(Path file, Map<String, Relationship> relationships) {
    return StoredFile.read(file, "The fit", in -> read(in, file.toString(), relationships));
  }

  /**
   * Reads what was written.
   *
   * @param source what messages call it
   */
  static TableFit read(InputStream in, String source, Map<String, Relationship> relationships) {
    SavedTableFit saved = SavedTableFit.read(in, source);
    CompiledModel model = ModelCache.compiled(saved.key(), source);
    TableFitting.requireRelationships(saved.key(), relationships);
    return new TableFit(
        Optional.empty(),
        model,
        model
            .model(relationships)
            .load(new NamedInput(new ByteArrayInputStream(saved.fit()), source)));
  }

  @Override
  public String formula() {
    return fit.formula();
  }

  /**
   * The table that was fitted.
   *
   * @throws BlupException if the fit was loaded: files have no rows
   */
  public Table table() {
    return fitting().table();
  }

  private TableFitting fitting() {
    return fitting.orElseThrow(
        () ->
            new BlupException(
                "This fit was loaded from a file, which has no rows. Give them: rows(table),"
                    + " predict(table), or fit "
                    + formula()
                    + " again"));
  }

  /**
   * The rows of the table as the fit knows them; made when they are read.
   *
   * @throws BlupException if the fit was loaded
   */
  public List<Record> rows() {
    return TableRows.of(model, table());
  }

  /**
   * The rows of another table as the fit knows them. Columns of other types are converted; those
   * that only the left-hand side names may be missing.
   *
   * @throws BlupException if a column is missing, or one of its values is of another type
   */
  public List<Record> rows(Table other) {
    return TableRows.of(model, other);
  }

  /**
   * The same choices and table with a changed formula, by the rules of R's {@code update}: {@code
   * ". ~ . - days:drug + (1 | site)"}, a dot standing for the left-hand side or for all terms.
   *
   * @throws FormulaException if the formula is then no model of the table
   * @throws BlupException if there is no such random term to remove, or there is no fit
   */
  public TableFit update(String change) {
    return fitting().changed(formula(), change).fit();
  }

  /** The fixed effects in R's order. */
  public List<Coefficient> coefficients() {
    return fit.coefficients();
  }

  /**
   * The fixed effect of a name.
   *
   * @throws BlupException if there is none, or if it was dropped
   */
  public Coefficient coefficient(String name) {
    return fit.coefficient(name);
  }

  /** The variances of all random effects, group by group, and the residual variance. */
  public List<VarianceComponent> varianceComponents() {
    return fit.varianceComponents();
  }

  /** The REML or ML criterion at the optimum. */
  public double criterion() {
    return fit.criterion();
  }

  /** The residual standard deviation. */
  public double sigma() {
    return fit.sigma();
  }

  /**
   * The conditional modes of a grouping factor's levels.
   *
   * @throws BlupException if there is no such group
   */
  public ConditionalModes conditionalModes(String group) {
    return fit.conditionalModes(group);
  }

  /**
   * The effects of a grouping factor: its levels, and the correlations of its effects.
   *
   * @param group as {@code subject}, or {@code school:class}
   * @throws BlupException if there is no such group
   */
  public GroupEffects<?> group(String group) {
    Map<String, GroupEffects<?>> groups = groups();
    GroupEffects<?> effects = groups.get(group);
    if (effects == null) {
      throw new BlupException(
          "'%s' is not a grouping factor of %s. Those are: %s%s"
              .formatted(
                  group,
                  formula(),
                  String.join(", ", groups.keySet()),
                  Spelling.suggest(group, groups.keySet())
                      .map(meant -> ". Did you mean '" + meant + "'?")
                      .orElse("")));
    }
    return effects;
  }

  /** The effects of all grouping factors by their names. */
  public Map<String, GroupEffects<?>> groups() {
    Map<String, GroupEffects<?>> groups = new LinkedHashMap<>();
    for (Method method : fit.getClass().getDeclaredMethods()) {
      if (method.getParameterCount() == 0
          && GroupEffects.class.isAssignableFrom(method.getReturnType())) {
        GroupEffects<?> effects = (GroupEffects<?>) answer(method);
        groups.put(effects.label(), effects);
      }
    }
    return Collections.unmodifiableMap(groups);
  }

  /**
   * The covariance of the residuals, of a model with {@code residual(…)} that estimates one.
   * Positions and strata are told by the values of their columns: {@code
   * fit.residual().correlation("week 1", "week 2")}, or {@code correlation(1, 2)} of whole numbers.
   *
   * @throws BlupException if the residuals are independent and have one variance, or known ones
   */
  @SuppressWarnings("unchecked") // positions and strata are objects for whoever has no types
  public ResidualCovariance<Object, Object> residual() {
    return Arrays.stream(fit.getClass().getDeclaredMethods())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.getReturnType() == ResidualCovariance.class)
        .map(method -> (ResidualCovariance<Object, Object>) answer(method))
        .findFirst()
        .orElseThrow(
            () ->
                new BlupException(
                    "The residuals of "
                        + formula()
                        + " have no covariance to estimate: the formula has no residual(…) with a"
                        + " structure. sigma() is their standard deviation"));
  }

  private Object answer(Method accessor) {
    try {
      return accessor.invoke(fit);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new LinkageError("the compiled fit is not open", e);
    }
  }

  /**
   * The estimated marginal means of a factor among the fixed effects.
   *
   * @throws BlupException if there is no such factor
   */
  public Means<String> means(String factor) {
    return fit.means(factor);
  }

  /** Tests each term of the fixed effects after all others. */
  public AnovaTable anova() {
    return fit.anova();
  }

  /**
   * The likelihood-ratio test of this fit and another of the same rows.
   *
   * @throws BlupException if rows or responses differ, or the models are not nested
   */
  public LikelihoodRatioTest anova(TableFit other) {
    return fit.anova(other.fit);
  }

  /** The fitted values of the rows; {@code NaN} where a value they need is missing. */
  public double[] fitted() {
    return TableRows.predictions(model, table(), fit::predict);
  }

  /** The responses minus the fitted values. */
  public double[] residuals() {
    return TableRows.predictions(model, table(), fit::residual);
  }

  /**
   * The predictions for the rows of another table, random effects included.
   *
   * @throws BlupException if a column is missing, or one of its values is of another type
   * @throws UnknownLevelException if a row has a level that the data of the fit did not have;
   *     {@code mixedFit().prediction().unknownLevels(…)} has the other ways
   */
  @Override
  public double[] predict(Table other) {
    return TableRows.predictions(model, other, fit::predict);
  }

  /**
   * What is asked of each row of another table: {@code fit.each(table,
   * fit.mixedFit().prediction()::standardError)}.
   *
   * @throws BlupException if a column is missing, or one of its values is of another type
   * @throws UnknownLevelException if the question does not allow a level that a row has; the
   *     message names the line of the row's file
   */
  public <T> List<T> each(Table other, Function<? super Record, ? extends T> question) {
    return TableRows.each(model, other, question);
  }

  /**
   * What the compiler warns of: models that are legal but probably not meant, each with its code
   * and the formula.
   */
  public List<String> warnings() {
    return model.warnings();
  }

  /** The summary, laid out like lme4's, and the compiler's warnings. */
  @Override
  public String toString() {
    return warnings().isEmpty()
        ? fit.toString()
        : fit + "\n" + String.join("\n\n", warnings()) + "\n";
  }
}
