package org.blup.processor.generate.names;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.blup.model.FitInference;
import org.blup.model.FittedModel;
import org.blup.model.GroupEffects;
import org.blup.model.MixedFit;
import org.junit.jupiter.api.Test;

/** What the runtime's classes have already, the generated ones that extend them must not repeat. */
class ReservedNamesTest {

  @Test
  void noGroupTakesTheNameOfAMemberOfTheFit() {
    assertThat(
            Stream.of(MixedFit.class, FitInference.class, FittedModel.class)
                .flatMap(type -> members(type).stream()))
        .isSubsetOf(
            Stream.of(Layout.FIT_MEMBERS, ReservedNames.OBJECT)
                .flatMap(Set::stream)
                .collect(Collectors.toSet()));
  }

  @Test
  void theRuntimeNestsNoTypesThatWouldHideGeneratedOnes() {
    assertThat(MixedFit.class.getClasses()).isEmpty();
    assertThat(GroupEffects.class.getClasses()).isEmpty();
  }

  private static Set<String> members(Class<?> type) {
    Stream<String> methods =
        Arrays.stream(type.getDeclaredMethods())
            .filter(method -> isInherited(method.getModifiers()))
            .filter(method -> method.getParameterCount() == 0)
            .map(Method::getName);
    Stream<String> fields =
        Arrays.stream(type.getDeclaredFields())
            .filter(field -> isInherited(field.getModifiers()))
            .map(Field::getName);
    return Stream.concat(methods, fields).collect(Collectors.toSet());
  }

  /** By classes of another package, as generated ones are. */
  private static boolean isInherited(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
