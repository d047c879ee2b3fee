package org.blup;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Files that need each other, directly or through others, are read together: more than three of
 * them are too many. An interface and the class that its factory method makes are such a circle.
 */
class CirclesTest {

  private static final int MOST_FILES = 3;

  @Test
  void fewFilesFormACircle() {
    Map<String, Set<String>> needs = needs();
    assertThat(needs).hasSizeGreaterThan(500);

    Map<String, Set<String>> reached = new HashMap<>();
    needs.keySet().forEach(file -> reached.put(file, reachedFrom(file, needs)));
    Set<List<String>> circles = new HashSet<>();
    reached.forEach(
        (file, others) -> {
          Set<String> circle = new TreeSet<>(others);
          circle.removeIf(other -> !reached.getOrDefault(other, Set.of()).contains(file));
          circles.add(List.copyOf(circle));
        });

    assertThat(circles)
        .allSatisfy(circle -> assertThat(circle).hasSizeLessThanOrEqualTo(MOST_FILES));
  }

  /** For each file of the runtime the files that its classes name. */
  private static Map<String, Set<String>> needs() {
    Map<String, Set<String>> needs = new HashMap<>();
    for (JavaClass each :
        new ClassFileImporter(List.of(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS))
            .importPackages("org.blup")) {
      Set<String> own = needs.computeIfAbsent(file(each), any -> new HashSet<>());
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (target.getPackageName().startsWith("org.blup")) {
          own.add(file(target));
        }
      }
      own.remove(file(each));
    }
    return needs;
  }

  private static String file(JavaClass each) {
    return each.getEnclosingClass().map(CirclesTest::file).orElse(each.getName());
  }

  private static Set<String> reachedFrom(String file, Map<String, Set<String>> needs) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(file));
    while (!open.isEmpty()) {
      for (String next : needs.getOrDefault(open.pop(), Set.of())) {
        if (reached.add(next)) {
          open.push(next);
        }
      }
    }
    return reached;
  }
}
