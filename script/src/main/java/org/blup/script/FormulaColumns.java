package org.blup.script;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

  /** The columns that the formula names. */
  ModelKey key() {
    Optional<ModelFormula> model = Formulas.parse(formula).formula();
    Set<String> named = names(formula);
    weights.ifPresent(named::add);
    Set<String> levels = new HashSet<>();
    model.ifPresent(read -> addLevels(read, levels));
    return key(
        table.columns().stream().filter(named::contains).toList(),
        column -> {
          ColumnType type = table.type(column);
          boolean number = type == ColumnType.INTEGER && !levels.contains(column);
          return number ? ColumnType.NUMBER : type;
        });
  }

  /** All columns as they are, for messages that list what there is. */
  ModelKey wholeTable() {
    Set<String> chosen = new LinkedHashSet<>();
    Set<String> named = names(formula);
    for (String column : table.columns()) {
      if (named.contains(column) || chosen.size() < MOST_LISTED) {
        chosen.add(column);
      }
    }
    named.stream()
        .filter(name -> !table.has(name))
        .forEach(name -> Spelling.suggestName(name, table.columns()).ifPresent(chosen::add));
    weights.ifPresent(chosen::add);
    return key(List.copyOf(chosen), table::type);
  }

  private ModelKey key(List<String> columns, Function<String, ColumnType> types) {
    Set<String> explaining = names(formula.substring(formula.indexOf('~') + 1));
    List<ModelKey.Part> parts =
        columns.stream()
            .map(name -> new ModelKey.Part(name, types.apply(name), explaining.contains(name)))
            .toList();
    return new ModelKey(formula, parts, weights, related(formula));
  }

  /** The factors of a formula whose levels are related. */
  static List<String> related(String formula) {
    return Formulas.parse(formula).formula().stream()
        .flatMap(model -> model.random().stream())
        .filter(RandomTerm::related)
        .map(term -> ((Name) term.group().get(0).expression()).name())
        .distinct()
        .toList();
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
