package org.blup.oracle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.blup.model.GroupEffects;
import org.blup.model.MixedFit;
import org.blup.model.VarianceComponent;
import org.ejml.data.DMatrixRMaj;

/**
 * A grouping factor of a generated fit, read through the accessors that the processor wrote for it.
 * A user names them in code; a test of every model has to look them up.
 *
 * @param label the group as Blup writes it: {@code batch:cask}
 * @param effects what the fit's accessor for it gives: {@code fit.batchCask()}
 */
record TypedGroup(String label, GroupEffects<?> effects) {

  /** The group of a fit that lme4 calls {@code batch:cask} or {@code cask:batch}. */
  static TypedGroup of(MixedFit<?> fit, String oracleLabel) {
    String label =
        fit.varianceComponents().stream()
            .map(VarianceComponent::group)
            .filter(group -> OracleNames.sameGroup(group, oracleLabel))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no group " + oracleLabel + " in the fit"));
    String name = label.replaceAll("[^\\p{Alnum}]", "");
    Method accessor =
        Arrays.stream(fit.getClass().getMethods())
            .filter(method -> GroupEffects.class.isAssignableFrom(method.getReturnType()))
            .filter(method -> method.getName().equalsIgnoreCase(name))
            .findFirst()
            .orElseThrow(() -> new AssertionError("no accessor for " + label));
    return new TypedGroup(label, (GroupEffects<?>) call(fit, accessor));
  }

  /** The conditional modes of all levels: level → effects in the order of their names. */
  Map<String, ?> modes() {
    return effects.all();
  }

  /** One effect of a level by R's name, as its typed accessor gives it. */
  double mode(Object levelEffects, String effect) {
    RecordComponent[] components = levelEffects.getClass().getRecordComponents();
    if (components != null) {
      int position = effects.effectNames().indexOf(effect);
      return (double) call(levelEffects, components[position].getAccessor());
    }
    if (effect.equals("(Intercept)")) {
      return (double) call(levelEffects, method(levelEffects.getClass(), "intercept", 0));
    }
    for (Method accessor : levelEffects.getClass().getDeclaredMethods()) {
      if (accessor.getParameterCount() == 1 && effect.startsWith(accessor.getName())) {
        String level = effect.substring(accessor.getName().length());
        return (double) call(levelEffects, accessor, arguments(accessor, List.of(level)));
      }
    }
    throw new AssertionError("no accessor for " + effect + " on " + levelEffects.getClass());
  }

  /** The conditional covariance of a level, given by the level of each factor. */
  DMatrixRMaj conditionalCovariance(List<String> level) {
    Method accessor = method(effects.getClass(), "conditionalCovariance", level.size());
    return (DMatrixRMaj) call(effects, accessor, arguments(accessor, level));
  }

  private static Method method(Class<?> type, String name, int parameters) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> m.getName().equals(name) && m.getParameterCount() == parameters)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + name + " on " + type));
  }

  private static Object[] arguments(Method method, List<String> levels) {
    List<Object> arguments = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      arguments.add(argument(method.getParameterTypes()[i], levels.get(i)));
    }
    return arguments.toArray();
  }

  private static Object argument(Class<?> type, String level) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ((Enum<?>) constant).name().equals(level))
          .findFirst()
          .orElseThrow();
    }
    return switch (type.getSimpleName().toLowerCase(Locale.ROOT)) {
      case "string" -> level;
      case "char", "character" -> level.charAt(0);
      case "byte" -> Byte.valueOf(level);
      case "short" -> Short.valueOf(level);
      case "int", "integer" -> Integer.valueOf(level);
      case "long" -> Long.valueOf(level);
      case "boolean" -> Boolean.valueOf(level);
      default -> throw new AssertionError("a level of type " + type);
    };
  }

  private static Object call(Object target, Method method, Object... arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(target, arguments);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new AssertionError(method + " cannot be called", e);
    }
  }
}
