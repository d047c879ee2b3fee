package org.blup.internal.design.structure;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.jspecify.annotations.Nullable;

/** Collects the parts of a structure; the response is required, all else may be absent. */
public final class StructureBuilder {

  final String name;
  final String formula;
  String response = "";
  @Nullable String weight;
  @Nullable String offset;
  final List<String> numbers = new ArrayList<>();
  final List<String> covariates = new ArrayList<>();
  final List<String> factors = new ArrayList<>();
  final List<Levels> levels = new ArrayList<>();
  final List<String> bases = new ArrayList<>();
  final List<Basis> basisDefinitions = new ArrayList<>();
  @Nullable Basis responseBasis;
  final List<EffectTerm> fixed = new ArrayList<>();
  final List<RandomTerm> random = new ArrayList<>();
  @Nullable ResidualTerm residual;

  StructureBuilder(String name, String formula) {
    this.name = name;
    this.formula = formula;
  }

  /** The label of the left-hand side. */
  public StructureBuilder response(String label) {
    response = label;
    return this;
  }

  /** The label of the left-hand side, and what is done to it once all rows are read. */
  public StructureBuilder response(String label, Basis standardised) {
    responseBasis = standardised;
    return response(label);
  }

  /** The label of the prior weights: var(ε) = σ² / weight. */
  public StructureBuilder weight(String label) {
    weight = label;
    return this;
  }

  /** The label of the term added with coefficient 1. */
  public StructureBuilder offset(String label) {
    offset = label;
    return this;
  }

  /** Declares the next numeric variable. */
  public StructureBuilder number(String label) {
    numbers.add(label);
    return this;
  }

  /**
   * Declares which numbers the others are functions of; see {@link ModelStructure#covariates()}.
   */
  public StructureBuilder covariates(String... labels) {
    covariates.addAll(List.of(labels));
    return this;
  }

  /** Declares the next factor. */
  public StructureBuilder factor(String label, Levels factorLevels) {
    factors.add(label);
    levels.add(factorLevels);
    return this;
  }

  /** Declares the next variable that is a basis of a number. */
  public StructureBuilder basis(String label, Basis basis) {
    bases.add(label);
    basisDefinitions.add(basis);
    return this;
  }

  /** Adds the next fixed term. */
  public StructureBuilder fixed(EffectTerm term) {
    fixed.add(term);
    return this;
  }

  /** Adds the next random term. */
  public StructureBuilder random(RandomTerm term) {
    random.add(term);
    return this;
  }

  /** The covariance of the residuals. */
  public StructureBuilder residual(ResidualTerm term) {
    residual = term;
    return this;
  }

  /**
   * The structure.
   *
   * @throws BlupException if a label is declared twice, or a term uses one that is not declared
   */
  public ModelStructure build() {
    check(!response.isEmpty(), "no response is declared");
    checkDistinct(numbers);
    checkDistinct(factors);
    checkDistinct(bases);
    covariates.forEach(label -> check(numbers.contains(label), label + " is not a number"));
    for (Basis basis : basisDefinitions) {
      check(numbers.contains(basis.number()), basis.number() + " is not a number");
    }
    check(
        responseBasis == null || (responseBasis.columns() == 1 && offset == null),
        response + " cannot be the response");
    fixed.forEach(this::checkEffect);
    for (RandomTerm term : random) {
      term.effects().forEach(this::checkEffect);
      term.group().forEach(label -> check(factors.contains(label), label + " is not a factor"));
      checkDistinct(term.group());
    }
    if (residual != null) {
      Stream.of(
              residual.subject().stream(), residual.position().stream(), residual.strata().stream())
          .flatMap(labels -> labels)
          .forEach(label -> check(factors.contains(label), label + " is not a factor"));
      checkDistinct(residual.subject());
      residual
          .numbers()
          .forEach(label -> check(numbers.contains(label), label + " is not a number"));
    }
    return new ModelStructure(this);
  }

  private void checkEffect(EffectTerm term) {
    for (String label : term.variables()) {
      check(
          numbers.contains(label) || bases.contains(label) || factors.contains(label),
          label + " in the term " + term.label() + " is not declared");
    }
    for (String label : term.full()) {
      check(
          !numbers.contains(label) && !bases.contains(label),
          label + " is a number and has no dummy columns");
    }
  }

  private void checkDistinct(List<String> labels) {
    Set<String> seen = new HashSet<>();
    labels.forEach(label -> check(seen.add(label), label + " is declared twice"));
  }

  private void check(boolean holds, String problem) {
    if (!holds) {
      throw new BlupException(name + ": " + problem);
    }
  }
}
