package org.blup.processor.generate.names;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.NameAllocator;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.blup.Contrast;
import org.blup.processor.read.ComponentType;
import org.blup.processor.read.Effect;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.Quantity.Factor;

/**
 * The accessors of an effect: one for each column where the compiler knows them all, one for a
 * family of columns where only the data know the levels.
 */
public final class EffectAccessors {

  /** Beyond this many columns, accessors take levels as arguments, even if all levels are known. */
  private static final int MOST_SINGLE_ACCESSORS = 64;

  /**
   * A column of one factor or basis: its part of the Java name, of R's name, its level if it has
   * one, and its number.
   */
  private record PartColumn(String name, String label, String level, int number) {}

  /** A choice of one column of each factor and basis that is told apart by accessors. */
  private record Choice(Map<Quantity, PartColumn> columns, int index) {}

  private final Effect effect;
  private final JavaNames names;

  /** The parameter that each factor's level would be; one component may be several factors. */
  private final Map<Factor, String> parameters = new HashMap<>();

  private EffectAccessors(Effect effect, JavaNames names) {
    this.effect = effect;
    this.names = names;
    NameAllocator allocator = new NameAllocator();
    allocator.newName("estimates"); // the field that the accessor reads
    effect.factors().forEach(f -> parameters.put(f, allocator.newName(f.component().name())));
  }

  public static List<Accessor> of(Effect effect, JavaNames names) {
    return new EffectAccessors(effect, names).accessors();
  }

  /** The number of columns of an effect, where the compiler knows it. */
  static OptionalInt columns(Effect effect) {
    int product = 1;
    for (Factor factor : effect.factors()) {
      ComponentType type = factor.component().type();
      if (!type.levelsKnown()) {
        return OptionalInt.empty();
      }
      product = Math.multiplyExact(product, type.levels().size() - (effect.isFull(factor) ? 0 : 1));
    }
    for (Quantity.Basis basis : effect.bases()) {
      product = Math.multiplyExact(product, basis.columns());
    }
    return OptionalInt.of(product);
  }

  private List<Accessor> accessors() {
    List<Quantity> known = effect.quantities().stream().filter(EffectAccessors::isKnown).toList();
    boolean all = effect.factors().stream().allMatch(EffectAccessors::isKnown);
    boolean areByLevel = effect.factors().stream().allMatch(this::isByLevel);
    if (!all && !areByLevel) {
      return List.of(numbered());
    }
    List<Choice> choices = choices(known);
    if (choices.size() <= MOST_SINGLE_ACCESSORS) {
      return choices.stream().map(choice -> all ? single(choice) : family(choice)).toList();
    }
    boolean byLevel = areByLevel && effect.bases().isEmpty();
    return List.of(byLevel ? family(new Choice(Map.of(), 0)) : numbered());
  }

  /** Whether the compiler knows what columns it has of its own. */
  private static boolean isKnown(Quantity quantity) {
    return quantity instanceof Quantity.Basis
        || (quantity instanceof Factor factor && factor.component().type().levelsKnown());
  }

  /** Whether each column of the factor belongs to a level. */
  private boolean isByLevel(Factor factor) {
    return effect.isFull(factor) || factor.coding().isByLevel();
  }

  /** All combinations of the columns of factors and bases, the first's varying fastest. */
  private List<Choice> choices(List<Quantity> quantities) {
    List<Choice> choices = List.of(new Choice(Map.of(), 0));
    for (Quantity quantity : quantities) {
      List<Choice> longer = new ArrayList<>();
      for (PartColumn column : columnsOf(quantity)) {
        for (Choice choice : choices) {
          Map<Quantity, PartColumn> columns = new HashMap<>(choice.columns());
          columns.put(quantity, column);
          longer.add(new Choice(columns, longer.size()));
        }
        if (longer.size() > 10 * MOST_SINGLE_ACCESSORS) {
          return longer;
        }
      }
      choices = longer;
    }
    return choices;
  }

  private List<PartColumn> columnsOf(Quantity quantity) {
    return quantity instanceof Quantity.Basis basis
        ? columnsOf(basis)
        : columnsOf((Factor) quantity);
  }

  private List<PartColumn> columnsOf(Quantity.Basis basis) {
    List<PartColumn> columns = new ArrayList<>();
    for (int column = 0; column < basis.columns(); column++) {
      String label = basis.columns() == 1 ? "" : String.valueOf(column + 1);
      columns.add(
          new PartColumn(JavaNames.columnPart(names.of(basis), basis, column), label, "", column));
    }
    return columns;
  }

  private List<PartColumn> columnsOf(Factor factor) {
    List<String> levels = factor.component().type().levels();
    List<String> words = JavaNames.levels(levels);
    String reference = factor.coding().reference().orElse(levels.isEmpty() ? "" : levels.get(0));
    List<PartColumn> columns = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      String label = levels.get(level);
      if (!isByLevel(factor)) {
        if (level > 0) {
          columns.add(
              new PartColumn(
                  String.valueOf(level), contrastLabel(factor, level), "", columns.size()));
        }
      } else if (effect.isFull(factor) || !label.equals(reference)) {
        columns.add(new PartColumn(words.get(level), label, label, columns.size()));
      }
    }
    return columns;
  }

  /** The name R gives a contrast's column: its number, or for polynomials its degree. */
  private static String contrastLabel(Factor factor, int number) {
    if (factor.coding().contrast() != Contrast.POLYNOMIAL || !factor.coding().matrix().isEmpty()) {
      return String.valueOf(number);
    }
    return switch (number) {
      case 1 -> ".L";
      case 2 -> ".Q";
      case 3 -> ".C";
      default -> "^" + number;
    };
  }

  private Accessor single(Choice choice) {
    boolean byLevel =
        effect.bases().isEmpty() && effect.factors().stream().allMatch(this::isByLevel);
    CodeBlock arguments = byLevel ? arguments(choice) : CodeBlock.of("");
    return new Accessor(
        name(choice),
        List.of(),
        new Accessor.Target.Column(choice.index(), arguments, byLevel),
        label(choice));
  }

  private Accessor family(Choice choice) {
    List<Accessor.Parameter> parameters =
        effect.factors().stream()
            .filter(factor -> !choice.columns().containsKey(factor))
            .map(factor -> new Accessor.Parameter(levelType(factor), nameOf(factor), about(factor)))
            .toList();
    return new Accessor(
        name(choice),
        parameters,
        new Accessor.Target.Levels(arguments(choice), basisProduct(choice)),
        label(choice));
  }

  /** The number of the chosen product of the bases' columns, the first basis varying fastest. */
  private OptionalInt basisProduct(Choice choice) {
    if (effect.bases().isEmpty()) {
      return OptionalInt.empty();
    }
    int product = 0;
    int stride = 1;
    for (Quantity.Basis basis : effect.bases()) {
      PartColumn column = choice.columns().get(basis);
      product += column == null ? 0 : stride * column.number();
      stride *= basis.columns();
    }
    return OptionalInt.of(product);
  }

  /** The level of each factor: the constant chosen, or else the parameter. */
  private CodeBlock arguments(Choice choice) {
    return effect.factors().stream()
        .map(
            factor -> {
              PartColumn column = choice.columns().get(factor);
              return column == null
                  ? CodeBlock.of("$L", nameOf(factor))
                  : constant(factor.component().type(), column.level());
            })
        .collect(CodeBlock.joining(", "));
  }

  private Accessor numbered() {
    Accessor.Parameter column =
        new Accessor.Parameter(
            TypeName.INT, "column", "its number among the columns, the first is 1");
    return new Accessor(
        name(new Choice(Map.of(), 0)),
        List.of(column),
        new Accessor.Target.Numbered(),
        effect.label());
  }

  /** The column as R names it, without the levels that are still open. */
  private String label(Choice choice) {
    return effect.quantities().stream()
        .map(
            quantity -> {
              PartColumn column = choice.columns().get(quantity);
              return quantity.label() + (column == null ? "" : column.label());
            })
        .collect(Collectors.joining(":"));
  }

  private String name(Choice choice) {
    List<String> words = new ArrayList<>();
    for (Quantity quantity : effect.quantities()) {
      PartColumn column = choice.columns().get(quantity);
      words.add(names.of(quantity) + (column == null ? "" : column.name()));
    }
    return ReservedNames.avoid(JavaNames.camel(words), ReservedNames.OBJECT);
  }

  private String nameOf(Factor factor) {
    return Objects.requireNonNull(parameters.get(factor));
  }

  private String about(Factor factor) {
    String level = "a level of " + Javadocs.code(factor.label());
    if (effect.isFull(factor)) {
      return level;
    }
    String reference = factor.coding().reference().map(Javadocs::code).orElse("the first");
    return level + ", but not " + reference;
  }

  /** A level as a parameter; numbers are widened, so that a literal needs no cast. */
  public static TypeName levelType(Factor factor) {
    ComponentType type = factor.component().type();
    return switch (type.kind()) {
      case LONG -> TypeName.LONG;
      case INT, SHORT, BYTE -> TypeName.INT;
      case DOUBLE, FLOAT, DECIMAL, OPTIONAL -> TypeName.DOUBLE;
      case BOOLEAN -> TypeName.BOOLEAN;
      case CHAR -> TypeName.CHAR;
      default -> type.type();
    };
  }

  private static CodeBlock constant(ComponentType type, String level) {
    return type.kind() == ComponentType.Kind.BOOLEAN
        ? CodeBlock.of("$L", level.equals("TRUE"))
        : CodeBlock.of("$T.$L", (ClassName) type.type(), level);
  }
}
