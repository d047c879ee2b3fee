package org.blup.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The command line computes nothing: it reads words and calls what any program may call. */
@AnalyzeClasses(packages = "org.blup.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule commandsUseWhatUsersHold =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "org.blup.cli",
              "org.blup.script",
              "org.blup.plots",
              "org.blup.model..",
              "org.blup.exception",
              "org.jspecify..",
              "picocli..",
              "java..");

  @ArchTest
  static final ArchRule onlyMainKnowsTheConsole =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.blup.cli.Main")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class);
}
