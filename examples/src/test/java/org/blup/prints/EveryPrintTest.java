package org.blup.prints;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.blup.model.Coefficient;
import org.blup.model.Model;
import org.blup.model.bootstrap.BootstrapResult;
import org.blup.model.fit.AnovaType;
import org.blup.model.means.Means;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Prints all that can be reached from some fits by methods without parameters. */
class EveryPrintTest {

  private static final List<String> HELD =
      List.of("org.blup.model", "org.blup.design", "org.blup.prints");

  private static final Pattern HASH = Pattern.compile("@[0-9a-f]{5,}");

  /** More than nine digits that are significant: {@code 0.00012345} has five. */
  private static final Pattern LONG =
      Pattern.compile("(?<![\\p{L}\\d.])-?0*(?:\\.0+)?(?:\\d[.,]?){10,}");

  @Test
  void nothingPrintsAHashCodeOrAllDigitsOfADouble() {
    prints()
        .forEach(
            (what, text) -> {
              assertThat(HASH.matcher(text).find())
                  .as("hash code in %s:%n%s", what, text)
                  .isFalse();
              assertThat(LONG.matcher(text).find())
                  .as("long number in %s:%n%s", what, text)
                  .isFalse();
            });
  }

  @Test
  void everyTypeThatUsersHoldIsAmongThem() {
    Set<String> types = new TreeSet<>();
    reached()
        .forEach(
            object -> held(object.getClass()).forEach(type -> types.add(type.getSimpleName())));

    assertThat(types)
        .contains(
            "Fixed",
            "Fit",
            "Subject",
            "Effects",
            "Covariance",
            "Correlation",
            "MarginalMeans",
            "Coefficient",
            "LinearCombination",
            "LinearTest",
            "FTest",
            "AnovaTable",
            "Row",
            "DeletionTable",
            "Deletion",
            "LikelihoodRatioTest",
            "Interval",
            "Means",
            "Mean",
            "MeansBy",
            "Cell",
            "ComparisonsBy",
            "ModelSequence",
            "Comparisons",
            "Comparison",
            "ReferenceGrid",
            "Profile",
            "ProfiledParameter",
            "Point",
            "Bootstrap",
            "BootstrapResult",
            "ConditionalModes",
            "Diagnostics",
            "ModelFrame",
            "Influence",
            "LevelInfluence",
            "Change",
            "RSquared",
            "IntraclassCorrelation",
            "ConditionalAic",
            "PrincipalComponents",
            "VarianceInflation",
            "VarianceComponent",
            "Prediction",
            "Fitting",
            "Definition",
            "CrossProducts",
            "DesignMatrices",
            "SingularDirection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "tr", "de"})
  void theLocaleChangesNothing(String language) {
    Map<String, String> expected = prints();
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(language));
      assertThat(prints()).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  private static Map<String, String> prints() {
    Map<String, String> prints = new LinkedHashMap<>();
    for (Object object : reached()) {
      prints.put(prints.size() + " " + object.getClass().getName(), object.toString());
    }
    return prints;
  }

  private static List<Object> roots() {
    Fits_SlopesModel.Fit slopes = Fits.slopes();
    Fits_PlotModel.Fit oats = Fits.oats();
    BootstrapResult bootstrap = slopes.bootstrap().replicates(20).run();
    Coefficient days = slopes.fixed().days();
    Means<Fits.Variety> varieties = oats.means().variety();
    return List.of(
        slopes,
        Fits.apart(),
        Fits.logged(),
        Fits.penicillin(),
        Fits.pastes(),
        oats,
        Fits.clock(),
        slopes.subject().get("308"),
        slopes.test(days, 10),
        days.times(0.1 + 0.2).plus(slopes.fixed().intercept()),
        slopes.jointTest(slopes.coefficients()),
        oats.anova(AnovaType.I),
        days.interval(0.95),
        slopes.varianceIntervals(0.95),
        slopes.anova(Fits.apart()),
        varieties,
        varieties.by("factor(nitro)"),
        varieties.by("factor(nitro)").pairwise(),
        varieties.and(oats.means().factorNitro()).levels(),
        Model.compare(slopes, Fits.apart()),
        oats.without("variety:factor(nitro)"),
        varieties.pairwise(),
        slopes.conditionalModes("subject"),
        slopes.diagnostics(Fits.sleep()),
        slopes.frame(Fits.sleep()),
        slopes.influence("subject", Fits.sleep()),
        slopes.profile().parameter("days").curve(0.95, 3),
        slopes.bootstrap(),
        bootstrap,
        bootstrap.interval("sigma", 0.9),
        Fits_SlopesModel.model(),
        Fits_SlopesModel.fitting(),
        Fits_SlopesModel.crossProducts(),
        Fits_SlopesModel.design(Fits.sleep()),
        oats.varianceComponents(),
        singular().singularDirections());
  }

  /** Responses that are the same for all subjects. */
  private static Fits_SlopesModel.Fit singular() {
    return Fits_SlopesModel.fit(
        Fits.sleep().stream()
            .map(row -> new Fits.Sleep(Math.sin(row.days()), row.days(), row.subject())));
  }

  private static Collection<Object> reached() {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Object> found = new ArrayList<>();
    Deque<Object> open = new ArrayDeque<>();
    Set<Class<?>> explored = Collections.newSetFromMap(new IdentityHashMap<>());
    roots().forEach(root -> unpack(root, open));
    while (!open.isEmpty()) {
      Object object = open.removeFirst();
      if (!seen.add(object)) {
        continue;
      }
      found.add(object);
      if (explored.add(object.getClass())) {
        for (Method method : methods(object)) {
          try {
            unpack(method.invoke(object), open);
          } catch (ReflectiveOperationException e) {
            throw new AssertionError(object.getClass() + " " + method.getName(), e);
          }
        }
      }
    }
    return found;
  }

  /** Methods without parameters that return objects of Blup, in a fixed order. */
  private static List<Method> methods(Object object) {
    List<Method> methods = new ArrayList<>();
    for (Method method : object.getClass().getMethods()) {
      boolean suits =
          method.getParameterCount() == 0
              && !Modifier.isStatic(method.getModifiers())
              && !method.getReturnType().isPrimitive()
              && method.getDeclaringClass().getName().startsWith("org.blup.")
              && !method.getName().equals("toString")
              && !method.getName().equals("run");
      if (suits) {
        method.setAccessible(true);
        methods.add(method);
      }
    }
    methods.sort(Comparator.comparing(Method::getName));
    return methods;
  }

  private static void unpack(@Nullable Object object, Deque<Object> to) {
    if (object instanceof Collection<?> all) {
      all.forEach(each -> unpack(each, to));
    } else if (object instanceof Map<?, ?> map) {
      map.values().forEach(each -> unpack(each, to));
    } else if (object != null
        && !(object instanceof Enum<?>)
        && held(object.getClass()).findAny().isPresent()) {
      to.add(object);
    }
  }

  /** The types by which users hold an object of a class: itself, or its interfaces. */
  private static Stream<Class<?>> held(Class<?> type) {
    Stream<Class<?>> own =
        Stream.concat(Stream.of(type), Arrays.stream(type.getInterfaces()))
            .filter(each -> HELD.stream().anyMatch(each.getPackageName()::startsWith));
    return type.getSuperclass() == null ? own : Stream.concat(own, held(type.getSuperclass()));
  }
}
