package org.blup.processor.validate.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.blup.Structure;
import org.blup.formula.Expression;
import org.blup.formula.ProblemCode;
import org.blup.formula.RandomTerm;
import org.blup.formula.Terms;
import org.blup.formula.Variable;
import org.blup.processor.read.Effect;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;
import org.blup.processor.validate.resolve.Problems;
import org.blup.processor.validate.resolve.Types;

/**
 * The rules for covariance structures: those with an order need effects that have one, and those
 * with one variance need effects that are comparable.
 */
public final class StructureRules {

  private final RandomEffects random;
  private final ModelHeader header;
  private final Problems problems;
  private final String keyword;

  private StructureRules(RandomEffects random, ModelHeader header, Problems problems) {
    this.random = random;
    this.header = header;
    this.problems = problems;
    this.keyword = random.structure().keyword();
  }

  public static void check(ModelDescription model, Problems problems) {
    for (RandomEffects random : model.random()) {
      StructureRules rules = new StructureRules(random, model.header(), problems);
      if (random.structure().isOrdered()) {
        rules.effectsHaveAnOrder();
      } else if (random.structure() == Structure.CS || random.structure() == Structure.ID) {
        rules.effectsAreComparable();
      }
    }
  }

  private void effectsHaveAnOrder() {
    if (!random.isOneFactor()) {
      add(
          ProblemCode.EFFECTS_WITHOUT_ORDER,
          "The effects of '%s' have no order".formatted(random.term().label()),
          "'%s' needs an effect for each level of one factor, and no intercept".formatted(keyword),
          levelsOfAFactor());
      return;
    }
    Quantity.Factor factor = random.effects().get(0).factors().get(0);
    if (!factor.component().type().hasOrder()) {
      add(
          ProblemCode.FACTOR_WITHOUT_ORDER,
          "'%s' needs ordered levels, but '%s' is %s"
              .formatted(
                  keyword, factor.component().label(), Types.described(factor.component().type())),
          "Use an enum, whose constants are ordered, or number the levels and write factor(…)");
    }
  }

  /** The structure that says the same where a factor has two levels; itself where it has more. */
  static Structure atTwoLevels(Structure structure, Quantity.Factor factor) {
    if (factor.component().type().levels().size() != 2) {
      return structure;
    }
    return switch (structure) {
      case AR1, AD, TOEP -> Structure.CS;
      case AR1H, ADH, TOEPH, CSH -> Structure.US;
      default -> structure;
    };
  }

  /** What to write for the levels of the first effect that is a factor or can be made one. */
  private String levelsOfAFactor() {
    Optional<String> factor =
        random.effects().stream()
            .flatMap(effect -> effect.quantities().stream())
            .flatMap(quantity -> factor(quantity).stream())
            .findFirst();
    if (factor.isPresent()) {
      return "Write %s(0 + %s | %s)".formatted(keyword, factor.get(), random.term().groupLabel());
    }
    return random.effects().isEmpty()
        ? "Write (1 | %s) for an intercept alone".formatted(random.term().groupLabel())
        : "A number has one effect, its slope. To use its values as levels, compute them in a"
            + " component of its own and write factor(…)";
  }

  private Optional<String> factor(Quantity quantity) {
    if (quantity instanceof Quantity.Factor factor) {
      return Optional.of(factor.label());
    }
    return quantity.variable().expression() instanceof Expression.Name name
        ? header
            .component(name.name())
            .filter(component -> component.type().isNumeric())
            .map(component -> "factor(" + quantity.label() + ")")
        : Optional.empty();
  }

  private void effectsAreComparable() {
    List<Effect> contrasts =
        random.effects().stream()
            .filter(effect -> !effect.full().containsAll(variables(effect.factors())))
            .toList();
    if (!contrasts.isEmpty()) {
      Effect first = contrasts.get(0);
      add(
          ProblemCode.EFFECTS_NOT_COMPARABLE,
          "The effects of '%s' cannot have one variance".formatted(random.term().label()),
          "'%s' gives all effects one variance, but those of '%s' are differences between levels"
              .formatted(keyword, first.label()),
          "The model would depend on the reference level",
          "Write %s for an effect of each level".formatted(alone(first)));
      return;
    }
    List<String> kinds = kinds();
    if (kinds.size() > 1) {
      add(
          ProblemCode.UNITS_UNDER_ONE_VARIANCE,
          "'%s' gives effects in different units one variance".formatted(random.term().label()),
          "The model would depend on the unit of %s"
              .formatted(kinds.stream().distinct().collect(Collectors.joining(" or "))),
          "For separate variances write %s".formatted(with(wider())));
    }
  }

  private static List<Variable> variables(List<Quantity.Factor> factors) {
    return factors.stream().map(Quantity.Factor::variable).toList();
  }

  private String alone(Effect effect) {
    Terms effects = new Terms(false, List.of(effect.term()));
    RandomTerm term = random.term();
    return term.with(effects).label();
  }

  private Structure wider() {
    return random.structure() == Structure.ID ? Structure.DIAG : Structure.CSH;
  }

  private String with(Structure structure) {
    RandomTerm term = random.term();
    return term.in(structure).label();
  }

  /** One effect of each kind: those that the same number of numbers with a unit multiply. */
  private List<String> kinds() {
    List<Integer> degrees = new ArrayList<>();
    List<String> kinds = new ArrayList<>();
    if (random.intercept()) {
      degrees.add(0);
      kinds.add("the intercept");
    }
    for (Effect effect : random.effects()) {
      for (int degree : degrees(effect)) {
        if (!degrees.contains(degree)) {
          degrees.add(degree);
          kinds.add("'" + effect.label() + "'");
        }
      }
    }
    return kinds;
  }

  /** The degree in numbers with a unit of each of an effect's columns, each degree once. */
  private static List<Integer> degrees(Effect effect) {
    List<Integer> degrees = List.of(effect.numerics().size());
    for (Quantity.Basis basis : effect.bases()) {
      List<Integer> of =
          switch (basis.kind()) {
            case CENTER -> List.of(1);
            case RAW_POLYNOMIAL -> powers(basis.columns());
            default -> List.of(0);
          };
      degrees =
          degrees.stream()
              .flatMap(before -> of.stream().map(degree -> before + degree))
              .distinct()
              .collect(Collectors.toList());
    }
    return degrees;
  }

  private static List<Integer> powers(int highest) {
    List<Integer> powers = new ArrayList<>();
    for (int power = 1; power <= highest; power++) {
      powers.add(power);
    }
    return powers;
  }

  private void add(ProblemCode code, String message, String... help) {
    problems.add(code, random.term().span(), message, help);
  }
}
