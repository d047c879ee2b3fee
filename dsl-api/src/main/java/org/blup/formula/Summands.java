package org.blup.formula;

import static org.blup.formula.ProblemCode.BAR_OUTSIDE_PARENTHESES;
import static org.blup.formula.ProblemCode.MISPLACED_OFFSET;
import static org.blup.formula.ProblemCode.MISPLACED_RANDOM_TERM;
import static org.blup.formula.ProblemCode.MISPLACED_RESIDUAL;
import static org.blup.formula.ProblemCode.NESTED_BAR;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.blup.formula.Expression.Binary;
import org.blup.formula.Expression.Call;
import org.blup.formula.Expression.Parenthesised;

/** What can only be added to a formula: its random terms, residual covariances and offsets. */
final class Summands {

  private final Problems problems;
  private final VariableReader reader;
  private final StructuredTerms structured;
  private final List<WrittenRandomTerm> randomTerms = new ArrayList<>();
  private final List<Call> residuals = new ArrayList<>();
  private final List<Variable> offsets = new ArrayList<>();

  Summands(Problems problems, VariableReader reader) {
    this.problems = problems;
    this.reader = reader;
    this.structured = new StructuredTerms(problems);
  }

  List<WrittenRandomTerm> randomTerms() {
    return randomTerms;
  }

  /** The calls of {@code residual}, as written. */
  List<Call> residuals() {
    return residuals;
  }

  List<Variable> offsets() {
    return offsets;
  }

  /** Sets an offset aside; reports it where it is no summand. */
  TermSet offset(Call call, Place place) {
    if (place == Place.SUM) {
      reader.offset(call).filter(v -> !offsets.contains(v)).ifPresent(offsets::add);
      return new TermSet();
    }
    String message =
        switch (place) {
          case REMOVED -> "An offset cannot be removed";
          case RANDOM_TERM -> "An offset has no place in a random term";
          default -> "An offset can only be added";
        };
    problems.report(MISPLACED_OFFSET, call.span(), message, "Add it to the terms: … + offset(x)");
    return TermSet.broken();
  }

  /** Sets a residual covariance aside; reports it where it is no summand. */
  TermSet residual(Call call, Place place) {
    if (place == Place.SUM) {
      residuals.add(call);
      return new TermSet();
    }
    problems.report(
        MISPLACED_RESIDUAL,
        call.span(),
        switch (place) {
          case REMOVED -> "A residual covariance cannot be removed";
          case RANDOM_TERM -> "A residual covariance has no place in a random term";
          default -> "A residual covariance can only be added";
        },
        "Add it to the terms: … + " + problems.source(call.span()));
    return TermSet.broken();
  }

  /** Sets a random term aside; reports it where it is no summand. */
  TermSet plain(Parenthesised term, Place place) {
    Binary bar = (Binary) term.inner();
    return randomTerm(new WrittenRandomTerm(bar, Optional.empty(), term.span()), place);
  }

  /** Sets a random term with the name of a structure aside; reports it where it is none. */
  TermSet structured(Call call, Place place) {
    return structured.read(call).map(term -> randomTerm(term, place)).orElseGet(TermSet::broken);
  }

  private TermSet randomTerm(WrittenRandomTerm term, Place place) {
    if (place == Place.SUM) {
      randomTerms.add(term);
      return new TermSet();
    }
    if (place == Place.RANDOM_TERM) {
      problems.report(
          NESTED_BAR,
          term.span(),
          "A random term cannot stand inside another",
          "Add one to the other: (1 | a) + (1 | b)");
    } else {
      problems.report(
          MISPLACED_RANDOM_TERM,
          term.span(),
          place == Place.REMOVED
              ? "A random term cannot be removed"
              : "A random term can only be added",
          "Write: … + " + problems.source(term.span()));
    }
    return TermSet.broken();
  }

  /** Reports a bar that is not the outermost operator in parentheses of its own. */
  void reportBar(Binary bar, Place place) {
    if (place == Place.RANDOM_TERM) {
      problems.report(
          NESTED_BAR,
          problems.operatorSpan(bar),
          "A random term has only one bar",
          "Write a term for each grouping factor: (1 | a) + (1 | b)");
    } else {
      problems.report(
          BAR_OUTSIDE_PARENTHESES,
          problems.operatorSpan(bar),
          "A random term has to be in parentheses",
          "Write: … + (1 " + bar.operator() + " group)");
    }
  }
}
