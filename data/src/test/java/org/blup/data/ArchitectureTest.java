package org.blup.data;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.blup.formula.Spelling;

/**
 * Reading knows no models, and nothing but reading knows FastCSV. Of the formula language it uses
 * one class, which the build packs into the jar.
 */
@AnalyzeClasses(packages = "org.blup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule readingKnowsNoModels =
      classes()
          .that()
          .resideInAPackage("org.blup.data..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "org.blup.data..",
                      "org.blup.exception",
                      "org.blup.internal.io",
                      "org.blup.internal.numeric",
                      "de.siegmar.fastcsv..",
                      "org.jspecify..",
                      "java..",
                      "javax.sql..")
                  .or(type(Spelling.class)));

  @ArchTest
  static final ArchRule noOneNeedsReading =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.blup.data..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.blup.data..", "de.siegmar.fastcsv..");
}
