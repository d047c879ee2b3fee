package org.blup.script;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javax.tools.ToolProvider;
import org.blup.processor.BlupProcessor;

/**
 * Models at run time are those of the processor, run by the compiler: they use what users hold, and
 * of the rest the files that fits are saved in.
 */
@AnalyzeClasses(packages = "org.blup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final DescribedPredicate<JavaClass> IN_SCRIPT =
      resideInAPackage("org.blup.script..");

  @ArchTest
  static final ArchRule scriptsUseWhatUsersHold =
      noClasses()
          .that(IN_SCRIPT)
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.blup.internal..")
                  .and(resideOutsideOfPackage("org.blup.internal.io")));

  @ArchTest
  static final ArchRule theProcessorIsRunAndNotUsed =
      noClasses()
          .that(IN_SCRIPT)
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.blup.processor..")
                  .and(DescribedPredicate.not(type(BlupProcessor.class))));

  @ArchTest
  static final ArchRule onlyTheModelCompilerStartsACompiler =
      noClasses()
          .that()
          .doNotBelongToAnyOf(ModelCompiler.class)
          .should()
          .dependOnClassesThat(type(ToolProvider.class));

  @ArchTest
  static final ArchRule noOneBelowNeedsScripts =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.blup.script..")
          .should()
          .dependOnClassesThat(IN_SCRIPT);

  @ArchTest
  static final ArchRule nothingIsPrinted =
      noClasses()
          .that(IN_SCRIPT)
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");
}
