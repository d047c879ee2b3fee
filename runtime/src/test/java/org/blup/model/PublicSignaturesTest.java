package org.blup.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Users meet no internal type. */
class PublicSignaturesTest {

  private static final String BELOW = "org.blup.internal.";

  /** What generated code calls. */
  private static final Set<String> OF_GENERATED_CODE = Set.of("Model.<init>(ModelStructure)");

  /** Classes that fits use; users hold no object of them. */
  private static final Set<String> USED_BY_FITS =
      Set.of(
          "CellPredictions",
          "CoefficientSpace",
          "DeterminedRows",
          "EstimableRows",
          "FitSummaries",
          "IncludedEffects",
          "ResponseSimulation",
          "RowPredictions",
          "RowPredictors",
          "SecondPass",
          "VarianceIntervals");

  /** How a fit makes what users hold; they would need its optimum to call them. */
  private static final Set<String> MADE_BY_A_FIT =
      Set.of(
          "Bootstrap.<init>(Object, PostFit, List, BiFunction)",
          "ConditionalModes.<init>(PostFit, CoefficientSpace, int)",
          "Prediction.<init>(PostFit, boolean, RowPredictions)",
          "Profile.of(PostFit, List)");

  @Test
  void noneNamesATypeOfARoomBelowUnlessListedHere() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.blup.model", "org.blup.design")) {
      boolean shown =
          type.getModifiers().contains(JavaModifier.PUBLIC)
              && !USED_BY_FITS.contains(type.getSimpleName());
      if (shown) {
        type.getCodeUnits().stream()
            .filter(PublicSignaturesTest::isVisible)
            .filter(PublicSignaturesTest::namesATypeBelow)
            .forEach(unit -> found.add(signature(type, unit)));
      }
    }
    Set<String> listed = new TreeSet<>(OF_GENERATED_CODE);
    listed.addAll(MADE_BY_A_FIT);
    assertThat(found).isEqualTo(listed);
  }

  private static boolean isVisible(JavaCodeUnit unit) {
    Set<JavaModifier> modifiers = unit.getModifiers();
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static boolean namesATypeBelow(JavaCodeUnit unit) {
    return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getPackageName)
        .anyMatch(room -> room.startsWith(BELOW));
  }

  private static String signature(JavaClass type, JavaCodeUnit unit) {
    List<String> parameters = new ArrayList<>();
    unit.getRawParameterTypes().forEach(parameter -> parameters.add(parameter.getSimpleName()));
    return type.getSimpleName() + "." + unit.getName() + "(" + String.join(", ", parameters) + ")";
  }
}
