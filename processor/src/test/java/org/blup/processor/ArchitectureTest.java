package org.blup.processor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The processor knows the annotations and the formula language, and of the runtime only names. */
@AnalyzeClasses(
    packages = {"org.blup", "org.blup.formula", "org.blup.processor"},
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule theProcessorDoesNotLinkTheRuntime =
      noClasses()
          .that()
          .resideInAPackage("org.blup.processor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.blup.model..",
              "org.blup.design..",
              "org.blup.exception..",
              "org.blup.internal..");

  @ArchTest
  static final ArchRule theFormulaLanguageKnowsNoCompiler =
      noClasses()
          .that()
          .resideInAnyPackage("org.blup", "org.blup.formula..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javax..", "com..", "org.blup.processor..");

  @ArchTest
  static final ArchRule onlyTheReporterTalksToTheCompiler =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.blup.processor.diagnostic..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("javax.annotation.processing.Messager");

  /** Each room rests on those above it. */
  @ArchTest
  static final ArchRule roomsOfTheProcessor =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.blup.processor..")
          .layer("read")
          .definedBy("org.blup.processor.read")
          .layer("diagnostic")
          .definedBy("org.blup.processor.diagnostic")
          .layer("resolve")
          .definedBy("org.blup.processor.validate.resolve")
          .layer("rules")
          .definedBy("org.blup.processor.validate.rules")
          .layer("annotations")
          .definedBy("org.blup.processor.validate.annotations")
          .layer("validate")
          .definedBy("org.blup.processor.validate")
          .layer("names")
          .definedBy("org.blup.processor.generate.names")
          .layer("generate")
          .definedBy("org.blup.processor.generate")
          .layer("processor")
          .definedBy("org.blup.processor")
          .whereLayer("diagnostic")
          .mayNotAccessAnyLayer()
          .whereLayer("read")
          .mayOnlyAccessLayers("diagnostic")
          .whereLayer("names")
          .mayOnlyAccessLayers("read")
          .whereLayer("generate")
          .mayOnlyAccessLayers("read", "names")
          .whereLayer("resolve")
          .mayOnlyAccessLayers("read")
          .whereLayer("rules")
          .mayOnlyAccessLayers("read", "generate", "resolve")
          .whereLayer("annotations")
          .mayOnlyAccessLayers("diagnostic", "read", "generate", "resolve")
          .whereLayer("validate")
          .mayOnlyBeAccessedByLayers("processor");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("org.blup.(**)").should().beFreeOfCycles();
}
