package org.blup.spark;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.blup.internal.design.assembly.LevelAssembly;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.DistantPart;
import org.blup.internal.design.equations.LevelFunction;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.DistantSums;

/** What stands between datasets and models computes nothing of them itself. */
@AnalyzeClasses(packages = "org.blup.spark", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  /** The way to levels that stay in the cluster: functions that are sent, and what they need. */
  private static final Class<?>[] WHAT_LEVELS_ARE_SENT_WITH = {
    DistantSums.class,
    DistantLevels.class,
    LevelFunction.class,
    DistantPart.class,
    LevelAssembly.class,
    GroupLevels.class,
    Grouping.class
  };

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
                  .or(type(Arguments.class))
                  .or(belongToAnyOf(WHAT_LEVELS_ARE_SENT_WITH)));

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
