package org.blup.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.formula.FormulaUpdate;
import org.blup.formula.Formulas;
import org.blup.formula.ModelFormula;
import org.blup.model.Algorithm;
import org.blup.model.Criterion;
import org.blup.model.Fitting;
import org.blup.model.MissingValues;
import org.blup.model.MixedFit;
import org.blup.model.ProgressListener;
import org.blup.model.fit.DegreesOfFreedom;

/** The choices of a fit to a table. Immutable: each choice gives a new object. */
public final class TableFitting {

  private final String formula;
  private final Table table;
  private final Optional<String> weights;
  private final Map<String, Relationship> relationships;
  private final UnaryOperator<Fitting<Record, ? extends MixedFit<Record>>> choices;

  TableFitting(String formula, Table table) {
    this(formula, table, Optional.empty(), Map.of(), fitting -> fitting);
  }

  private TableFitting(
      String formula,
      Table table,
      Optional<String> weights,
      Map<String, Relationship> relationships,
      UnaryOperator<Fitting<Record, ? extends MixedFit<Record>>> choices) {
    this.formula = formula;
    this.table = table;
    this.weights = weights;
    this.relationships = relationships;
    this.choices = choices;
  }

  /** What is minimised; REML unless said otherwise. */
  public TableFitting criterion(Criterion criterion) {
    return with(fitting -> fitting.criterion(criterion));
  }

  /** What happens to rows with missing values; the fit fails unless said otherwise. */
  public TableFitting missing(MissingValues missing) {
    return with(fitting -> fitting.missing(missing));
  }

  /** How tests and intervals allow for estimated variances; Satterthwaite's method by default. */
  public TableFitting degreesOfFreedom(DegreesOfFreedom method) {
    return with(fitting -> fitting.degreesOfFreedom(method));
  }

  /** How the fit is computed: exactly, or by iterations. */
  public TableFitting algorithm(Algorithm algorithm) {
    return with(fitting -> fitting.algorithm(algorithm));
  }

  /** Who is told of each evaluation of the criterion. */
  public TableFitting progress(ProgressListener listener) {
    return with(fitting -> fitting.progress(listener));
  }

  private TableFitting with(UnaryOperator<Fitting<Record, ? extends MixedFit<Record>>> choice) {
    return new TableFitting(
        formula, table, weights, relationships, fitting -> choice.apply(choices.apply(fitting)));
  }

  /**
   * The column of the prior weights: the residual variance of a row is σ² over its weight.
   *
   * @throws BlupException if there is no such column
   */
  public TableFitting weights(String column) {
    table.column(column);
    return new TableFitting(formula, table, Optional.of(column), relationships, choices);
  }

  /** How the levels of a factor are related that stands in the formula as {@code related(f)}. */
  public TableFitting related(String factor, Relationship relationship) {
    Map<String, Relationship> all = new LinkedHashMap<>(relationships);
    all.put(factor, relationship);
    return new TableFitting(formula, table, weights, all, choices);
  }

  /** The same choices for a formula that is made of another. */
  TableFitting changed(String canonical, String change) {
    ModelFormula old = Formulas.parse(canonical).formula().orElseThrow();
    FormulaUpdate update = FormulaUpdate.of(old, change);
    if (!update.absent().isEmpty()) {
      throw new BlupException(
          "'%s' removes %s, which the formula does not have: %s"
              .formatted(change.strip(), String.join(", ", update.absent()), canonical));
    }
    return new TableFitting(update.text(), table, weights, relationships, choices);
  }

  /**
   * Compiles the formula, unless it was before for such a table, and fits.
   *
   * @throws FormulaException if the formula is no model of the table; the message has the formula
   *     and a caret
   * @throws BlupException if the rows do not allow a fit; the message says why and what to do
   */
  public TableFit fit() {
    CompiledModel model = compiled();
    List<Record> rows = TableRows.of(model, table);
    MixedFit<Record> fit = choices.apply(model.model(relationships).fitting()).fit(rows);
    return new TableFit(Optional.of(this), model, fit);
  }

  /** What is fitted. */
  Table table() {
    return table;
  }

  private CompiledModel compiled() {
    FormulaColumns columns = new FormulaColumns(formula, table, weights);
    CompiledModel model;
    try {
      model = table.models().get(columns.key());
    } catch (FormulaException e) {
      throw complete(e, columns.wholeTable());
    }
    requireRelationships(model.key(), relationships);
    return model;
  }

  /** What is wrong with a formula, said of a record with all columns, and not of those it names. */
  private FormulaException complete(FormulaException error, ModelKey wholeTable) {
    try {
      table.models().get(wholeTable);
    } catch (FormulaException e) {
      return remarked(e, wholeTable);
    }
    return remarked(error, wholeTable);
  }

  /** Says which factors are related where it is not known how. */
  static void requireRelationships(ModelKey key, Map<String, Relationship> relationships) {
    for (String factor : key.related()) {
      if (!relationships.containsKey(factor)) {
        throw new BlupException(
            "The levels of '%s' are related in %s: say how, with related(\"%s\", relationship)"
                .formatted(factor, key.formula(), factor));
      }
    }
  }

  /** Says of columns that look like numbers why they were read as texts. */
  private FormulaException remarked(FormulaException error, ModelKey key) {
    List<String> problems = new ArrayList<>(error.problems());
    for (ModelKey.Part part : key.parts()) {
      table
          .column(part.name())
          .remark()
          .filter(words -> formula.contains(part.name()))
          .ifPresent(
              words ->
                  problems.add(
                      "Column '%s' was read as texts, since not all of it are numbers: %s"
                          .formatted(part.name(), words)));
    }
    return problems.size() == error.problems().size() ? error : new FormulaException(problems);
  }

  /** The formula with the choices that are not those of the model. */
  @Override
  public String toString() {
    return formula + weights.map(column -> ", weights " + column).orElse("");
  }
}
