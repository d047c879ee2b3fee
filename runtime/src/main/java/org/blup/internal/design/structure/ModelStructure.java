package org.blup.internal.design.structure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.blup.exception.BlupException;
import org.blup.internal.design.structure.ResidualTerm.Known;
import org.jspecify.annotations.Nullable;

/**
 * What a model is made of, before any data: its variables by label, its fixed and random terms.
 * Numbers and factors have indices in the order in which they were declared. Immutable.
 */
public final class ModelStructure {

  private final String name;
  private final String formula;
  private final String response;
  private final Optional<String> weight;
  private final Optional<String> offset;
  private final List<String> numbers;
  private final List<String> covariates;
  private final List<String> factors;
  private final List<Levels> levels;
  private final List<String> bases;
  private final List<Basis> basisDefinitions;
  private final Optional<Basis> responseBasis;
  private final List<EffectTerm> fixed;
  private final List<RandomTerm> random;
  private final Optional<ResidualTerm> residual;
  private final List<Grouping> groups;

  /** What was found of this structure alone, by its type. */
  private final Map<Class<?>, Object> found = new ConcurrentHashMap<>();

  ModelStructure(StructureBuilder builder) {
    name = builder.name;
    formula = builder.formula;
    response = builder.response;
    weight = Optional.ofNullable(builder.weight);
    offset = Optional.ofNullable(builder.offset);
    numbers = List.copyOf(builder.numbers);
    covariates = List.copyOf(builder.covariates);
    factors = List.copyOf(builder.factors);
    levels = List.copyOf(builder.levels);
    bases = List.copyOf(builder.bases);
    basisDefinitions = List.copyOf(builder.basisDefinitions);
    responseBasis = Optional.ofNullable(builder.responseBasis);
    fixed = List.copyOf(builder.fixed);
    random = List.copyOf(builder.random);
    residual = Optional.ofNullable(builder.residual);
    groups = distinctGroups(random);
  }

  /**
   * Begins a structure.
   *
   * @param name the name of the model, for messages
   * @param formula its canonical formula
   */
  public static StructureBuilder of(String name, String formula) {
    return new StructureBuilder(name, formula);
  }

  /** The same variables with other terms. */
  public ModelStructure with(
      String otherFormula, List<EffectTerm> otherFixed, List<RandomTerm> otherRandom) {
    return with(otherFormula, otherFixed, otherRandom, basisDefinitions);
  }

  /** The same model with other definitions of its bases, in their order. */
  public ModelStructure withBases(List<Basis> definitions) {
    return with(formula, fixed, random, definitions);
  }

  private ModelStructure with(
      String otherFormula,
      List<EffectTerm> otherFixed,
      List<RandomTerm> otherRandom,
      List<Basis> definitions) {
    StructureBuilder builder = new StructureBuilder(name, otherFormula).response(response);
    builder.weight = weight.orElse(null);
    builder.offset = offset.orElse(null);
    builder.numbers.addAll(numbers);
    builder.covariates.addAll(covariates);
    builder.factors.addAll(factors);
    builder.levels.addAll(levels);
    builder.bases.addAll(bases);
    builder.basisDefinitions.addAll(definitions);
    builder.responseBasis = responseBasis.orElse(null);
    builder.fixed.addAll(otherFixed);
    builder.random.addAll(otherRandom);
    builder.residual = residual.orElse(null);
    return builder.build();
  }

  /** The name of the model. */
  public String name() {
    return name;
  }

  /** The canonical formula. */
  public String formula() {
    return formula;
  }

  /** The label of the left-hand side. */
  public String response() {
    return response;
  }

  /** The label of the prior weights, if there are any. */
  public Optional<String> weight() {
    return weight;
  }

  /** The label of the offset, if there is one. */
  public Optional<String> offset() {
    return offset;
  }

  /** The labels of the numeric variables. */
  public List<String> numbers() {
    return numbers;
  }

  /**
   * The labels of the numbers that all others of the fixed effects and the offset are functions of:
   * components of the record. Unless the builder was told, the numbers of the fixed effects.
   */
  public List<String> covariates() {
    return covariates.isEmpty() ? fixedNumbers() : covariates;
  }

  private List<String> fixedNumbers() {
    return fixed.stream()
        .flatMap(term -> term.variables().stream())
        .map(label -> bases.contains(label) ? numberOf(label) : label)
        .filter(numbers::contains)
        .distinct()
        .toList();
  }

  private String numberOf(String basis) {
    return basisDefinitions.get(bases.indexOf(basis)).number();
  }

  /** The labels of the factors, those that only group among them. */
  public List<String> factors() {
    return factors;
  }

  /** Where the levels of each factor come from. */
  public List<Levels> levels() {
    return levels;
  }

  /** The labels of the variables that are bases of a number. */
  public List<String> bases() {
    return bases;
  }

  /** What each basis is made of. */
  public List<Basis> basisDefinitions() {
    return basisDefinitions;
  }

  /** Whether knots are to be found in the rows before these are summed. */
  public boolean isOpen() {
    return basisDefinitions.stream().anyMatch(Basis::isOpen);
  }

  /** What is done to the response once all rows are read, if anything. */
  public Optional<Basis> responseBasis() {
    return responseBasis;
  }

  /** The fixed terms, the intercept among them where the model has one. */
  public List<EffectTerm> fixed() {
    return fixed;
  }

  /** The random terms in the order of the formula. */
  public List<RandomTerm> random() {
    return random;
  }

  /**
   * The covariance of the residuals where it has parameters; absent where they are independent with
   * one variance, or with known ones.
   */
  public Optional<ResidualTerm> residual() {
    return residual.filter(term -> !(term.form() instanceof Known));
  }

  /** The label of the number that is the known variance of each row's residual, if there is one. */
  public Optional<String> knownVariance() {
    return residual
        .map(ResidualTerm::form)
        .filter(Known.class::isInstance)
        .map(form -> ((Known) form).number());
  }

  /** Whether rows count by weights: prior ones, or one over known variances. */
  public boolean isWeighted() {
    return weight.isPresent() || knownVariance().isPresent();
  }

  /** The distinct grouping factors in order of first appearance. */
  public List<Grouping> groups() {
    return groups;
  }

  /** The index of a random term's group. */
  public int groupOf(RandomTerm term) {
    int group = groups.indexOf(term.grouping());
    if (group < 0) {
      throw new BlupException(name + " has no random effects by " + term.groupLabel());
    }
    return group;
  }

  /** Whether a factor has effects, fixed or random, and does not only group. */
  public boolean isCoded(int factor) {
    return Stream.concat(fixed.stream(), random.stream().flatMap(term -> term.effects().stream()))
        .anyMatch(term -> Arrays.stream(factorsOf(term)).anyMatch(f -> f == factor));
  }

  /** The indices of a term's factors, in the order of the term. */
  public int[] factorsOf(EffectTerm term) {
    return term.variables().stream()
        .filter(variable -> !numbers.contains(variable) && !bases.contains(variable))
        .mapToInt(factors::indexOf)
        .toArray();
  }

  /** The indices of a term's numeric variables, in the order of the term. */
  public int[] numbersOf(EffectTerm term) {
    return term.variables().stream().filter(numbers::contains).mapToInt(numbers::indexOf).toArray();
  }

  /** The indices of a term's bases, in the order of the term. */
  public int[] basesOf(EffectTerm term) {
    return term.variables().stream()
        .filter(variable -> !numbers.contains(variable))
        .filter(bases::contains)
        .mapToInt(bases::indexOf)
        .toArray();
  }

  /** The label of a variable of the pass: a number, a spline for its columns, or the response. */
  public String variable(int index) {
    if (index < numbers.size()) {
      return numbers.get(index);
    }
    for (int b = 0; b < bases.size(); b++) {
      int column = index - firstSplineVariable(b);
      if (basisDefinitions.get(b).isSpline()
          && 0 <= column
          && column < basisDefinitions.get(b).columns()) {
        return bases.get(b);
      }
    }
    return response;
  }

  /**
   * The index of the response among the variables of the pass: behind the numbers and the columns
   * of splines, which are numbers too.
   */
  public int responseVariable() {
    return firstSplineVariable(bases.size());
  }

  /** The index among the variables of the pass of a spline's first column. */
  public int firstSplineVariable(int basis) {
    return numbers.size()
        + basisDefinitions.subList(0, basis).stream()
            .filter(Basis::isSpline)
            .mapToInt(Basis::columns)
            .sum();
  }

  /** Finds something of this structure alone, once; several threads may ask. */
  public <T> T once(Class<T> type, Function<ModelStructure, T> find) {
    return type.cast(found.computeIfAbsent(type, each -> find.apply(this)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ModelStructure that && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  @Override
  public String toString() {
    return name + ": " + formula;
  }

  private List<Object> parts() {
    return List.of(
        name,
        formula,
        response,
        weight,
        offset,
        numbers,
        covariates,
        factors,
        levels,
        bases,
        basisDefinitions,
        responseBasis,
        fixed,
        random,
        residual);
  }

  private static List<Grouping> distinctGroups(List<RandomTerm> random) {
    return random.stream().map(RandomTerm::grouping).distinct().toList();
  }
}
