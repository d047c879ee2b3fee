package org.blup.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
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

  private static final String INTERNAL = "org.blup.internal.";

  /** What the generated class of a model extends and calls. */
  private static final Set<String> OF_GENERATED_CODE =
      Set.of(
          "Model implements RowReader",
          "Model.<init>(ModelStructure)",
          "Model.<init>(ModelStructure, Map)");

  private final JavaClasses held =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.blup.model", "org.blup.design", "org.blup.exception");

  @Test
  void noPublicSignatureNamesAnInternalTypeUnlessGeneratedCodeNeedsIt() {
    Set<String> found = new TreeSet<>();
    for (JavaClass type : held) {
      if (type.getModifiers().contains(JavaModifier.PUBLIC)) {
        type.getCodeUnits().stream()
            .filter(PublicSignaturesTest::isVisible)
            .filter(PublicSignaturesTest::namesAnInternalType)
            .forEach(unit -> found.add(signature(type, unit)));
        Stream.concat(type.getRawInterfaces().stream(), type.getRawSuperclass().stream())
            .filter(above -> above.getName().startsWith(INTERNAL))
            .forEach(
                above -> found.add(type.getSimpleName() + " implements " + above.getSimpleName()));
      }
    }
    assertThat(found).isEqualTo(new TreeSet<>(OF_GENERATED_CODE));
  }

  /** Users hold values and interfaces; how a fit makes them is internal. */
  @Test
  void publicTypesOfTheRoomsAreInterfacesRecordsAndEnums() {
    classes()
        .that()
        .resideInAnyPackage("org.blup.model.*", "org.blup.design")
        .and()
        .arePublic()
        .should()
        .beInterfaces()
        .orShould()
        .beRecords()
        .orShould()
        .beEnums()
        .check(held);
  }

  private static boolean isVisible(JavaCodeUnit unit) {
    Set<JavaModifier> modifiers = unit.getModifiers();
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static boolean namesAnInternalType(JavaCodeUnit unit) {
    return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream())
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .anyMatch(type -> type.getName().startsWith(INTERNAL));
  }

  private static String signature(JavaClass type, JavaCodeUnit unit) {
    List<String> parameters = new ArrayList<>();
    unit.getRawParameterTypes().forEach(parameter -> parameters.add(parameter.getSimpleName()));
    return type.getSimpleName() + "." + unit.getName() + "(" + String.join(", ", parameters) + ")";
  }
}
