package org.blup;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of the house: imports point one way, from the model down to the linear algebra. */
@AnalyzeClasses(packages = "org.blup", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule arithmeticKnowsNothing =
      noClasses()
          .that()
          .resideInAPackage("org.blup.internal.numeric..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.blup..")
                  .and(resideOutsideOfPackage("org.blup.internal.numeric..")));

  @ArchTest
  static final ArchRule filesKnowNothingOfModels =
      noClasses()
          .that()
          .resideInAPackage("org.blup.internal.io..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.blup..")
                  .and(resideOutsideOfPackage("org.blup.internal.io.."))
                  .and(resideOutsideOfPackage("org.blup.exception.."))
                  .and(resideOutsideOfPackage("org.blup.internal.numeric..")));

  @ArchTest
  static final ArchRule linearAlgebraKnowsNothingOfTheHouse =
      noClasses()
          .that()
          .resideInAPackage("org.blup.internal.linalg..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.blup..")
                  .and(resideOutsideOfPackage("org.blup.internal.linalg.."))
                  .and(resideOutsideOfPackage("org.blup.internal.numeric..")));

  /** Each room of the linear algebra rests on those named before it. */
  @ArchTest
  static final ArchRule roomsOfTheLinearAlgebra =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.blup.internal.linalg..")
          .layer("shared")
          .definedBy("org.blup.internal.linalg")
          .layer("dense")
          .definedBy("org.blup.internal.linalg.dense")
          .layer("ordering")
          .definedBy("org.blup.internal.linalg.ordering")
          .layer("cholesky")
          .definedBy("org.blup.internal.linalg.cholesky")
          .layer("inverse")
          .definedBy("org.blup.internal.linalg.inverse")
          .whereLayer("shared")
          .mayNotAccessAnyLayer()
          .whereLayer("dense")
          .mayOnlyAccessLayers("shared")
          .whereLayer("ordering")
          .mayOnlyAccessLayers("shared")
          .whereLayer("cholesky")
          .mayOnlyAccessLayers("shared", "dense", "ordering")
          .whereLayer("inverse")
          .mayOnlyAccessLayers("shared", "dense", "cholesky");

  /**
   * What users hold, and how a fit makes it, room by room: neither knows whole fits nor models,
   * which stand on them.
   */
  @ArchTest
  static final ArchRule roomsOfTheModel =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.blup.model..", "org.blup.internal.model..")
          .layer("models and fits")
          .definedBy("org.blup.model")
          .layer("shared")
          .definedBy("org.blup.internal.model")
          .layer("text")
          .definedBy("org.blup.internal.model.text")
          .layer("fit")
          .definedBy("org.blup.model.fit")
          .layer("means")
          .definedBy("org.blup.model.means")
          .layer("prediction")
          .definedBy("org.blup.model.prediction")
          .layer("diagnostics")
          .definedBy("org.blup.model.diagnostics")
          .layer("bootstrap")
          .definedBy("org.blup.model.bootstrap")
          .layer("profile")
          .definedBy("org.blup.model.profile")
          .layer("making fit")
          .definedBy("org.blup.internal.model.fit")
          .layer("making means")
          .definedBy("org.blup.internal.model.means")
          .layer("making prediction")
          .definedBy("org.blup.internal.model.prediction")
          .layer("making diagnostics")
          .definedBy("org.blup.internal.model.diagnostics")
          .layer("making bootstrap")
          .definedBy("org.blup.internal.model.bootstrap")
          .layer("making profile")
          .definedBy("org.blup.internal.model.profile")
          .whereLayer("models and fits")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("text")
          .mayNotAccessAnyLayer()
          .whereLayer("shared")
          .mayOnlyAccessLayers("text")
          .whereLayer("fit")
          .mayOnlyAccessLayers("shared", "text")
          .whereLayer("means")
          .mayOnlyAccessLayers("shared", "text", "fit")
          .whereLayer("prediction")
          .mayOnlyAccessLayers("shared", "text", "fit")
          .whereLayer("diagnostics")
          .mayOnlyAccessLayers("shared", "text", "fit")
          .whereLayer("bootstrap")
          .mayOnlyAccessLayers("shared", "text", "fit")
          .whereLayer("profile")
          .mayOnlyAccessLayers("shared", "text", "fit")
          .whereLayer("making fit")
          .mayOnlyAccessLayers("shared", "text", "fit")
          .whereLayer("making means")
          .mayOnlyAccessLayers("shared", "text", "fit", "means", "making fit")
          .whereLayer("making prediction")
          .mayOnlyAccessLayers("shared", "text", "fit", "prediction")
          .whereLayer("making diagnostics")
          .mayOnlyAccessLayers(
              "shared",
              "text",
              "fit",
              "prediction",
              "diagnostics",
              "making fit",
              "making prediction")
          .whereLayer("making bootstrap")
          .mayOnlyAccessLayers("shared", "text", "fit", "bootstrap")
          .whereLayer("making profile")
          .mayOnlyAccessLayers("shared", "text", "fit", "profile");

  /**
   * The search rests on the equations, on what they tell of the parameters and on a minimiser that
   * knows nothing of them; questions to an optimum rest on all but the minimiser.
   */
  @ArchTest
  static final ArchRule roomsOfEstimation =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.blup.internal.reml..")
          .layer("setup")
          .definedBy("org.blup.internal.reml.setup")
          .layer("levels")
          .definedBy("org.blup.internal.reml.levels")
          .layer("border")
          .definedBy("org.blup.internal.reml.border")
          .layer("equations")
          .definedBy("org.blup.internal.reml.equations")
          .layer("trustregion")
          .definedBy("org.blup.internal.reml.trustregion")
          .layer("identification")
          .definedBy("org.blup.internal.reml.identification")
          .layer("solution")
          .definedBy("org.blup.internal.reml.solution")
          .layer("objective")
          .definedBy("org.blup.internal.reml.objective")
          .layer("digits")
          .definedBy("org.blup.internal.reml.digits")
          .layer("search")
          .definedBy("org.blup.internal.reml.search")
          .layer("iterative")
          .definedBy("org.blup.internal.reml.iterative")
          .layer("information")
          .definedBy("org.blup.internal.reml.information")
          .layer("postfit")
          .definedBy("org.blup.internal.reml.postfit")
          .whereLayer("setup")
          .mayNotAccessAnyLayer()
          .whereLayer("levels")
          .mayOnlyAccessLayers("setup")
          .whereLayer("border")
          .mayOnlyAccessLayers("setup")
          .whereLayer("equations")
          .mayOnlyAccessLayers("setup", "levels", "border")
          .whereLayer("trustregion")
          .mayNotAccessAnyLayer()
          .whereLayer("identification")
          .mayOnlyAccessLayers("setup", "equations")
          .whereLayer("solution")
          .mayOnlyAccessLayers("setup")
          .whereLayer("objective")
          .mayOnlyAccessLayers("setup", "equations", "trustregion", "identification", "solution")
          .whereLayer("digits")
          .mayOnlyAccessLayers("setup", "border", "equations", "objective")
          .whereLayer("search")
          .mayOnlyAccessLayers(
              "setup",
              "border",
              "equations",
              "trustregion",
              "identification",
              "solution",
              "objective",
              "digits")
          .whereLayer("iterative")
          .mayOnlyAccessLayers("setup", "identification", "solution")
          .whereLayer("information")
          .mayOnlyAccessLayers("setup", "border", "equations", "solution", "objective", "search")
          .whereLayer("postfit")
          .mayOnlyAccessLayers("setup", "border", "equations", "solution", "objective", "search");

  @ArchTest
  static final ArchRule designKnowsNoEstimation =
      noClasses()
          .that()
          .resideInAPackage("org.blup.internal.design..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.blup.internal.reml..",
              "org.blup.internal.linalg..",
              "org.blup.internal.inference..",
              "org.blup.internal.model..",
              "org.blup.model..");

  @ArchTest
  static final ArchRule whatUsersHoldOfADesignKnowsNotHowItIsMade =
      noClasses()
          .that()
          .resideInAPackage("org.blup.design..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.blup.internal..", "org.blup.model..");

  /** Each room of the design rests on those named before it. */
  @ArchTest
  static final ArchRule roomsOfTheDesign =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.blup.internal.design..")
          .layer("covariance")
          .definedBy("org.blup.internal.design.covariance")
          .layer("rowcovariance")
          .definedBy("org.blup.internal.design.rowcovariance")
          .layer("structure")
          .definedBy("org.blup.internal.design.structure")
          .layer("coding")
          .definedBy("org.blup.internal.design.coding")
          .layer("moments")
          .definedBy("org.blup.internal.design.moments")
          .layer("pass")
          .definedBy("org.blup.internal.design.pass")
          .layer("sums")
          .definedBy("org.blup.internal.design.sums")
          .layer("equations")
          .definedBy("org.blup.internal.design.equations")
          .layer("rank")
          .definedBy("org.blup.internal.design.rank")
          .layer("assembly")
          .definedBy("org.blup.internal.design.assembly")
          .layer("residual")
          .definedBy("org.blup.internal.design.residual")
          .whereLayer("covariance")
          .mayNotAccessAnyLayer()
          .whereLayer("rowcovariance")
          .mayOnlyAccessLayers("covariance")
          .whereLayer("structure")
          .mayOnlyAccessLayers("covariance")
          .whereLayer("coding")
          .mayOnlyAccessLayers("structure")
          .whereLayer("moments")
          .mayOnlyAccessLayers("structure", "coding")
          .whereLayer("pass")
          .mayOnlyAccessLayers("structure", "coding", "moments")
          .whereLayer("sums")
          .mayOnlyAccessLayers("coding", "moments")
          .whereLayer("equations")
          .mayOnlyAccessLayers("covariance")
          .whereLayer("rank")
          .mayOnlyAccessLayers("equations")
          .whereLayer("assembly")
          .mayOnlyAccessLayers(
              "covariance", "structure", "coding", "moments", "pass", "sums", "equations", "rank")
          .whereLayer("residual")
          .mayOnlyAccessLayers(
              "covariance",
              "rowcovariance",
              "structure",
              "coding",
              "pass",
              "equations",
              "assembly");

  /** Estimation sees equations, and neither rows nor names. */
  @ArchTest
  static final ArchRule estimationSeesOnlyEquations =
      noClasses()
          .that()
          .resideInAPackage("org.blup.internal.reml..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.blup.internal.design.structure..",
              "org.blup.internal.design.coding..",
              "org.blup.internal.design.moments..",
              "org.blup.internal.design.pass..",
              "org.blup.internal.design.sums..",
              "org.blup.internal.design.rank..",
              "org.blup.internal.design.assembly..",
              "org.blup.internal.design.residual..");

  @ArchTest
  static final ArchRule estimationKnowsNoModel =
      noClasses()
          .that()
          .resideInAPackage("org.blup.internal.reml..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.blup.internal.inference..", "org.blup.internal.model..", "org.blup.model..");

  /** Each room of inference, and the rooms it uses. */
  @ArchTest
  static final ArchRule roomsOfInference =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("org.blup.internal.inference..")
          .layer("shared")
          .definedBy("org.blup.internal.inference")
          .layer("distributions")
          .definedBy("org.blup.internal.inference.distributions")
          .layer("multiplicity")
          .definedBy("org.blup.internal.inference.multiplicity")
          .layer("estimability")
          .definedBy("org.blup.internal.inference.estimability")
          .layer("degreesoffreedom")
          .definedBy("org.blup.internal.inference.degreesoffreedom")
          .layer("robust")
          .definedBy("org.blup.internal.inference.robust")
          .layer("profile")
          .definedBy("org.blup.internal.inference.profile")
          .layer("comparison")
          .definedBy("org.blup.internal.inference.comparison")
          .layer("prediction")
          .definedBy("org.blup.internal.inference.prediction")
          .layer("diagnostics")
          .definedBy("org.blup.internal.inference.diagnostics")
          .layer("bootstrap")
          .definedBy("org.blup.internal.inference.bootstrap")
          .whereLayer("shared")
          .mayNotAccessAnyLayer()
          .whereLayer("distributions")
          .mayNotAccessAnyLayer()
          .whereLayer("multiplicity")
          .mayOnlyAccessLayers("distributions")
          .whereLayer("estimability")
          .mayNotAccessAnyLayer()
          .whereLayer("degreesoffreedom")
          .mayOnlyAccessLayers("estimability")
          .whereLayer("robust")
          .mayOnlyAccessLayers("estimability", "degreesoffreedom")
          .whereLayer("profile")
          .mayOnlyAccessLayers("shared")
          .whereLayer("comparison")
          .mayOnlyAccessLayers("shared", "distributions", "estimability")
          .whereLayer("prediction")
          .mayNotAccessAnyLayer()
          .whereLayer("diagnostics")
          .mayOnlyAccessLayers("prediction")
          .whereLayer("bootstrap")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule inferenceKnowsNoModel =
      noClasses()
          .that()
          .resideInAPackage("org.blup.internal.inference..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.blup.internal.model..", "org.blup.model..");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("org.blup.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule internalRoomsFormNoCycles =
      slices().matching("org.blup.internal.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule nothingIsPrinted =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err");

  @ArchTest
  static final ArchRule everyClassHasARoom =
      classes()
          .should()
          .resideInAnyPackage(
              "org.blup.model..",
              "org.blup.design..",
              "org.blup.exception..",
              "org.blup.internal.model..",
              "org.blup.internal.inference..",
              "org.blup.internal.design..",
              "org.blup.internal.reml..",
              "org.blup.internal.linalg..",
              "org.blup.internal.io..",
              "org.blup.internal.numeric..");
}
