package org.blup.formula;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.blup.formula.Token.Kind;

/**
 * A formula made of another by a change such as {@code . ~ . + dose - (1 | site)}, by the rules of
 * R's {@code update.formula}: a dot on the left stands for the response, one on the right for the
 * terms there are. Random terms, offsets and residual covariances are terms too, and can be removed
 * as they were written.
 *
 * @param text the new formula; the changes stand in it as they were given, so that what is wrong
 *     with them can be shown there
 * @param absent what should be removed and is not there, as canonical text: of random terms,
 *     offsets and residual covariances
 */
public record FormulaUpdate(String text, List<String> absent) {

  public FormulaUpdate {
    absent = List.copyOf(absent);
  }

  /** Changes a formula. Never throws for what the text says: parse the result. */
  public static FormulaUpdate of(ModelFormula formula, String change) {
    return new Change(formula, change).apply();
  }

  /** A summand of the right-hand side as it was written, and whether it is taken away. */
  private record Summand(List<Token> tokens, boolean removed) {

    boolean isDot() {
      return tokens.size() == 1 && FormulaUpdate.isDot(tokens.get(0));
    }

    boolean hasDot() {
      return tokens.stream().anyMatch(FormulaUpdate::isDot);
    }
  }

  private static boolean isDot(Token token) {
    return token.is(Kind.ERROR) && token.text().equals(".");
  }

  private static final class Change {

    private final ModelFormula formula;
    private final String change;
    private final Set<String> special = new LinkedHashSet<>();
    private final List<String> absent = new ArrayList<>();

    Change(ModelFormula formula, String change) {
      this.formula = formula;
      this.change = change;
      formula.offsets().forEach(offset -> special.add("offset(" + offset.label() + ")"));
      formula.random().forEach(term -> special.add(term.label()));
      formula.residual().ifPresent(term -> special.add(term.label()));
    }

    FormulaUpdate apply() {
      List<Token> tokens = Lexer.tokens(change, new Problems(change));
      int tilde = tilde(tokens);
      String left = tilde > 0 ? written(tokens.subList(0, tilde), formula.response().label()) : "";
      List<Summand> summands = summands(tokens.subList(tilde + 1, tokens.size() - 1));
      List<Summand> kept = summands.stream().filter(summand -> !removesSpecial(summand)).toList();
      StringBuilder right = new StringBuilder();
      kept.forEach(summand -> append(summand, right));
      boolean within = kept.stream().anyMatch(Summand::hasDot);
      if (within && kept.stream().noneMatch(Change::isSummandDot)) {
        special.forEach(term -> right.append(" + ").append(term));
      }
      String response = left.isBlank() ? formula.response().label() : left;
      return new FormulaUpdate(response + " ~ " + right, absent);
    }

    private static int tilde(List<Token> tokens) {
      for (int i = 0; i < tokens.size(); i++) {
        if (tokens.get(i).isOperator("~")) {
          return i;
        }
      }
      return -1;
    }

    private static boolean isSummandDot(Summand summand) {
      return summand.isDot() && !summand.removed();
    }

    /** What stands between the signs outside of parentheses. */
    private static List<Summand> summands(List<Token> tokens) {
      List<Summand> summands = new ArrayList<>();
      int depth = 0;
      int start = 0;
      boolean removed = false;
      for (int i = 0; i <= tokens.size(); i++) {
        boolean isEnd = i == tokens.size();
        boolean isMinus = !isEnd && tokens.get(i).isOperator("-");
        if (isEnd || depth == 0 && (isMinus || tokens.get(i).isOperator("+"))) {
          if (i > start || isEnd && start > 0) {
            summands.add(new Summand(tokens.subList(start, i), removed));
          }
          removed = i == start && removed ? !isMinus : isMinus;
          start = i + 1;
        } else if (tokens.get(i).is(Kind.OPEN)) {
          depth++;
        } else if (tokens.get(i).is(Kind.CLOSE)) {
          depth--;
        }
      }
      return summands;
    }

    /** Takes a term away that can only be taken away whole; false if it is a fixed one. */
    private boolean removesSpecial(Summand summand) {
      if (!summand.removed() || summand.hasDot()) {
        return false;
      }
      String term = written(summand.tokens(), "");
      Optional<ModelFormula> alone =
          Formulas.parse(formula.response().label() + " ~ 1 + " + term).formula();
      List<String> labels =
          alone.stream()
              .flatMap(
                  read ->
                      Stream.of(
                              read.offsets().stream().map(each -> "offset(" + each.label() + ")"),
                              read.random().stream().map(RandomTerm::label),
                              read.residual().stream().map(ResidualTerm::label))
                          .flatMap(each -> each))
              .toList();
      labels.stream().filter(label -> !special.remove(label)).forEach(absent::add);
      return !labels.isEmpty();
    }

    private void append(Summand summand, StringBuilder right) {
      String sign = summand.removed() ? "-" : "+";
      if (!right.isEmpty()) {
        right.append(' ').append(sign).append(' ');
      } else if (summand.removed()) {
        right.append(sign);
      }
      if (isSummandDot(summand)) {
        right.append(formula.fixed().label());
        special.forEach(term -> right.append(" + ").append(term));
      } else {
        right.append(written(summand.tokens(), "(" + formula.fixed().label() + ")"));
      }
    }

    /** The characters of some words, with each dot replaced. */
    private String written(List<Token> tokens, String dot) {
      StringBuilder text = new StringBuilder();
      int at = tokens.isEmpty() ? 0 : tokens.get(0).span().start();
      for (Token token : tokens) {
        text.append(change, at, token.span().start());
        text.append(
            isDot(token) ? dot : change.substring(token.span().start(), token.span().end()));
        at = token.span().end();
      }
      return text.toString();
    }
  }
}
