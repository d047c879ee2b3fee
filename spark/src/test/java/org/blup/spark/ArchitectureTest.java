package org.blup.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.blup.internal.model.Arguments;

/** What stands between datasets and models computes nothing of them itself. */
@AnalyzeClasses(packages = "org.blup.spark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule datasetsAreReadAndModelsFittedElsewhere =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "org.blup.spark",
                      "org.blup.data",
                      "org.blup.design",
                      "org.blup.exception",
                      "org.blup.model..",
                      "org.apache.spark..",
                      "scala..",
                      "org.jspecify..",
                      "java..")
                  .or(type(Arguments.class)));

  /** Code is generated, and compiled, where Spark itself need not be. */
  @ArchTest
  static final ArchRule generatedCodeNeedsNoSpark =
      classes()
          .that()
          .areInterfaces()
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("org.blup.spark")
                  .or(resideInAnyPackage("org.blup.data", "org.jspecify..", "java..")));
}
