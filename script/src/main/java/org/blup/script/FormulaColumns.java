package org.blup.script;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.blup.formula.Expression;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Name;
import org.blup.formula.Expression.Parenthesised;
import org.blup.formula.Expression.Unary;
import org.blup.formula.Formulas;
import org.blup.formula.ModelFormula;
import org.blup.formula.ParseResult;
import org.blup.formula.RandomTerm;
import org.blup.formula.Spelling;
import org.blup.formula.Term;
import org.blup.formula.Variable;

/**
 * Which columns of a table a formula needs. Those that it does not name are left out, so that
 * tables may be wide; but where it names something that is no column, messages are to list what
 * there is.
 */
final class FormulaColumns {

  /** A record's components fit into the 255 arguments of a constructor, numbers taking two. */
  private static final int MOST_LISTED = 60;

  private static final Pattern NAME =
      Pattern.compile(
          "`((?:[^`\\\\]|\\\\.)*)`|\"[^\"]*\"|'[^']*'|([\\p{L}._$][\\p{L}\\p{N}._$]*+)(?!\\s*\\()");

  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");

  private final String formula;
  private final Table table;
  private final Optional<String> weights;

  FormulaColumns(String formula, Table table, Optional<String> weights) {
    this.formula = formula;
    this.table = table;
    this.weights = weights;
  }

  ModelKey key() {
    ParseResult parsed = Formulas.parse(formula);
    Set<String> named = names(formula);
    weights.ifPresent(named::add);
    Set<String> chosen = new LinkedHashSet<>();
    boolean complete = parsed.formula().isPresent() && named.stream().allMatch(table::has);
    for (String column : table.columns()) {
      if (named.contains(column) || !complete && chosen.size() < MOST_LISTED) {
        chosen.add(column);
      }
    }
    named.stream()
        .filter(name -> !table.has(name))
        .forEach(name -> Spelling.suggest(name, table.columns()).ifPresent(chosen::add));
    Set<String> levels = new HashSet<>();
    parsed.formula().ifPresent(model -> addLevels(model, levels));
    Set<String> explaining = names(formula.substring(formula.indexOf('~') + 1));
    boolean known = parsed.formula().isPresent();
    List<ModelKey.Part> parts = new ArrayList<>();
    for (String column : chosen) {
      ColumnType type = table.type(column);
      boolean number = type == ColumnType.INTEGER && known && !levels.contains(column);
      parts.add(
          new ModelKey.Part(
              column, number ? ColumnType.NUMBER : type, explaining.contains(column)));
    }
    List<String> related =
        parsed.formula().stream()
            .flatMap(model -> model.random().stream())
            .filter(RandomTerm::related)
            .map(term -> ((Name) term.group().get(0).expression()).name())
            .distinct()
            .toList();
    return new ModelKey(formula, parts, weights, related);
  }

  /** What might be the name of a column: quoted, or a word that is not called. */
  private static Set<String> names(String text) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      Stream.of(1, 2)
          .map(matcher::group)
          .filter(name -> name != null)
          .map(name -> ESCAPE.matcher(name).replaceAll("$1"))
          .forEach(names::add);
    }
    return names;
  }

  /** The columns whose values are levels: whole numbers among them stay so. */
  private static void addLevels(ModelFormula model, Set<String> levels) {
    Stream<Variable> grouping =
        Stream.concat(
            model.random().stream().flatMap(term -> term.group().stream()),
            model.residual().stream().flatMap(term -> term.variables().stream()));
    grouping.forEach(variable -> addNames(variable.expression(), true, levels));
    Stream<Term> terms =
        Stream.concat(
            model.fixed().terms().stream(),
            model.random().stream().flatMap(term -> term.effects().terms().stream()));
    terms
        .flatMap(term -> term.variables().stream())
        .forEach(variable -> addNames(variable.expression(), false, levels));
  }

  private static void addNames(Expression expression, boolean asLevels, Set<String> levels) {
    if (expression instanceof Name name && asLevels) {
      levels.add(name.name());
    } else if (expression instanceof Call call) {
      boolean factor = call.function().equals("factor") || call.function().equals("C");
      call.arguments().forEach(argument -> addNames(argument, asLevels || factor, levels));
    } else if (expression instanceof Parenthesised parenthesised) {
      addNames(parenthesised.inner(), asLevels, levels);
    } else if (expression instanceof Unary unary) {
      addNames(unary.operand(), asLevels, levels);
    } else if (expression instanceof Binary binary) {
      addNames(binary.left(), asLevels, levels);
      addNames(binary.right(), asLevels, levels);
    }
  }
}
