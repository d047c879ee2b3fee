package org.blup.plots;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Pictures are made of what users hold; charts know no fits, and pens no charts. */
@AnalyzeClasses(packages = "org.blup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String PEN = "org.blup.internal.plots.pen";
  private static final String CHART = "org.blup.internal.plots.chart";
  private static final String[] OUTSIDE = {"java..", "javax.imageio..", "org.jspecify.."};

  @ArchTest
  static final ArchRule pensKnowNoCharts =
      classes()
          .that()
          .resideInAPackage(PEN)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(OUTSIDE).or(resideInAnyPackage(PEN, "org.blup.exception")));

  @ArchTest
  static final ArchRule chartsKnowNoFits =
      classes()
          .that()
          .resideInAPackage(CHART)
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(OUTSIDE).or(resideInAnyPackage(PEN, CHART, "org.blup.exception")));

  @ArchTest
  static final ArchRule picturesUseWhatUsersHold =
      noClasses()
          .that()
          .resideInAnyPackage("org.blup.plots..", "org.blup.internal.plots..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.blup.internal..")
                  .and(not(resideInAPackage("org.blup.internal.plots..")))
                  .and(not(resideInAPackage("org.blup.internal.io"))))
          .because("what is written to files is written in one way, and the rest is public");

  @ArchTest
  static final ArchRule nothingInternalNeedsTheEntry =
      noClasses()
          .that()
          .resideInAPackage("org.blup.internal.plots..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.blup.plots..");
}
