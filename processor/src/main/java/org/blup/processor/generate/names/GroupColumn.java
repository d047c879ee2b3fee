package org.blup.processor.generate.names;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.blup.processor.read.Effect;
import org.blup.processor.read.RandomEffects;

/**
 * An effect that each level of a group has, or a family of such effects.
 *
 * @param accessor its method in {@code Effects} and {@code Covariance}
 * @param term the random term it belongs to, by its number in the group
 * @param index its number among the effects of the group's levels, where the compiler knows it
 * @param position the same as an expression, also where only the data know it
 */
public record GroupColumn(Accessor accessor, int term, OptionalInt index, CodeBlock position) {

  /**
   * {@code Covariance} has the first method and {@code Effects} calls the second, so no effect may.
   */
  private static final Set<String> TAKEN = Set.of("correlation", "describe");

  /** The effects of a group over all of its terms, in the order the runtime numbers them. */
  public static List<GroupColumn> of(Layout.NamedGroup group, Layout layout) {
    List<GroupColumn> columns = new ArrayList<>();
    OptionalInt start = OptionalInt.of(0);
    List<RandomEffects> terms = group.group().terms();
    for (int t = 0; t < terms.size(); t++) {
      RandomEffects term = terms.get(t);
      String termArgument = String.valueOf(layout.randomTerm(term));
      if (term.intercept()) {
        columns.add(of(Accessor.intercept(), t, start, termArgument + ", 0"));
        start = plus(start, OptionalInt.of(1));
      }
      for (int e = 0; e < term.effects().size(); e++) {
        Effect effect = term.effects().get(e);
        String arguments = termArgument + ", " + Layout.effect(term, e);
        for (Accessor accessor : EffectAccessors.of(effect, layout.names())) {
          columns.add(of(accessor, t, start, arguments));
        }
        start = plus(start, EffectAccessors.columns(effect));
      }
    }
    return columns;
  }

  private static GroupColumn of(
      Accessor accessor, int term, OptionalInt start, String effectArguments) {
    Accessor free =
        new Accessor(
            ReservedNames.avoid(accessor.name(), TAKEN),
            accessor.parameters(),
            accessor.target(),
            accessor.label());
    if (accessor.target() instanceof Accessor.Target.Column column) {
      OptionalInt index = plus(start, OptionalInt.of(column.index()));
      return new GroupColumn(free, term, index, position(accessor, column, index, effectArguments));
    }
    return new GroupColumn(
        free, term, OptionalInt.empty(), family(accessor, start, effectArguments));
  }

  private static CodeBlock position(
      Accessor accessor, Accessor.Target.Column column, OptionalInt index, String effect) {
    if (index.isPresent()) {
      return CodeBlock.of("$L", index.getAsInt());
    }
    if (!column.byLevel()) {
      return CodeBlock.of("column($S)", accessor.label());
    }
    return column.arguments().isEmpty()
        ? CodeBlock.of("column($L)", effect)
        : CodeBlock.of("column($L, $L)", effect, column.arguments());
  }

  private static CodeBlock family(Accessor accessor, OptionalInt start, String effect) {
    if (accessor.target() instanceof Accessor.Target.Levels levels) {
      return levels.basisProduct().isPresent()
          ? CodeBlock.of(
              "basisColumn($L, $L, $L)",
              effect,
              levels.basisProduct().getAsInt(),
              levels.arguments())
          : CodeBlock.of("column($L, $L)", effect, levels.arguments());
    }
    return start.isPresent()
        ? CodeBlock.of("$L + column - 1", start.getAsInt())
        : CodeBlock.of("firstColumn($L) + column - 1", effect);
  }

  private static OptionalInt plus(OptionalInt left, OptionalInt right) {
    return left.isPresent() && right.isPresent()
        ? OptionalInt.of(left.getAsInt() + right.getAsInt())
        : OptionalInt.empty();
  }
}
