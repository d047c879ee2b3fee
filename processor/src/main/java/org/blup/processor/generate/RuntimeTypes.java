package org.blup.processor.generate;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Set;

/** The types that generated code names. Those of the runtime the processor never loads. */
final class RuntimeTypes {

  /**
   * The version of generated code, which it asks the runtime for before anything else. To be raised
   * together with that of the runtime's {@code Model} when generated code needs what an older
   * runtime has not, or a runtime drops what older generated code needs.
   */
  static final int VERSION = 8;

  private static final String COVARIANCE = "org.blup.internal.design.covariance";
  private static final String STRUCTURE = "org.blup.internal.design.structure";
  private static final String PASS = "org.blup.internal.design.pass";
  private static final String DESIGN = "org.blup.design";
  private static final String MODEL = "org.blup.model";
  private static final String MODEL_FIT = "org.blup.model.fit";
  private static final String MODEL_MEANS = "org.blup.model.means";
  private static final String MODEL_PREDICTION = "org.blup.model.prediction";

  static final ClassName BASIS = ClassName.get(STRUCTURE, "Basis");
  static final ClassName CONTRAST = ClassName.get(STRUCTURE, "Contrast");
  static final ClassName COVARIANCE_STRUCTURE = ClassName.get(COVARIANCE, "CovarianceStructure");
  static final ClassName CROSS_PRODUCTS = ClassName.get(DESIGN, "CrossProducts");
  static final ClassName DECAY = ClassName.get(COVARIANCE, "Decay");
  static final ClassName DESIGN_MATRICES = ClassName.get(DESIGN, "DesignMatrices");
  static final ClassName DESIGN_ROW = ClassName.get(PASS, "DesignRow");
  static final ClassName EFFECT_TERM = ClassName.get(STRUCTURE, "EffectTerm");
  static final ClassName LEVELS = ClassName.get(STRUCTURE, "Levels");
  static final ClassName MODEL_STRUCTURE = ClassName.get(STRUCTURE, "ModelStructure");
  static final ClassName STRUCTURE_BUILDER = ClassName.get(STRUCTURE, "StructureBuilder");
  static final ClassName VARIANCE_FUNCTION = ClassName.get(COVARIANCE, "VarianceFunction");
  static final ClassName RELATIONSHIP = ClassName.get(DESIGN, "Relationship");
  static final ClassName RANDOM_TERM = ClassName.get(STRUCTURE, "RandomTerm");
  static final ClassName RESIDUAL_TERM = ClassName.get(STRUCTURE, "ResidualTerm");

  static final ClassName COEFFICIENT = ClassName.get(MODEL, "Coefficient");
  static final ClassName ESTIMATES = ClassName.get(MODEL, "Estimates");
  static final ClassName FITTING = ClassName.get(MODEL, "Fitting");
  static final ClassName F_TEST = ClassName.get(MODEL_FIT, "FTest");
  static final ClassName GROUP_EFFECTS = ClassName.get(MODEL, "GroupEffects");
  static final ClassName LINEAR_COMBINATION = ClassName.get(MODEL_FIT, "LinearCombination");
  static final ClassName LINEAR_TEST = ClassName.get(MODEL_FIT, "LinearTest");
  static final ClassName MEAN = ClassName.get(MODEL_MEANS, "Mean");
  static final ClassName MEANS = ClassName.get(MODEL_MEANS, "Means");
  static final ClassName MIXED_FIT = ClassName.get(MODEL, "MixedFit");
  static final ClassName MODEL_TYPE = ClassName.get(MODEL, "Model");
  static final ClassName RESIDUAL_COVARIANCE = ClassName.get(MODEL_FIT, "ResidualCovariance");
  static final ClassName REFERENCE_GRID = ClassName.get(MODEL_MEANS, "ReferenceGrid");
  static final ClassName SCORER = ClassName.get(MODEL_PREDICTION, "Scorer");
  static final ClassName VARIANCE_COMPONENT = ClassName.get(MODEL, "VarianceComponent");

  static final ClassName MATRIX = ClassName.get("org.ejml.data", "DMatrixRMaj");

  static final ClassName GENERATED = ClassName.get("javax.annotation.processing", "Generated");

  /** All of the above: no class of a group may take one of their simple names. */
  static final List<ClassName> ALL =
      List.of(
          BASIS,
          CONTRAST,
          COVARIANCE_STRUCTURE,
          CROSS_PRODUCTS,
          DECAY,
          DESIGN_MATRICES,
          DESIGN_ROW,
          EFFECT_TERM,
          LEVELS,
          MODEL_STRUCTURE,
          STRUCTURE_BUILDER,
          RELATIONSHIP,
          RANDOM_TERM,
          RESIDUAL_TERM,
          COEFFICIENT,
          ESTIMATES,
          FITTING,
          F_TEST,
          GROUP_EFFECTS,
          LINEAR_COMBINATION,
          LINEAR_TEST,
          MEAN,
          MEANS,
          MIXED_FIT,
          MODEL_TYPE,
          RESIDUAL_COVARIANCE,
          REFERENCE_GRID,
          SCORER,
          VARIANCE_COMPONENT,
          VARIANCE_FUNCTION,
          MATRIX,
          GENERATED);

  /**
   * Types of {@code java.lang} that generated code names. No class of a group may take one of their
   * names, and where the package of the record has a type of such a name they are qualified.
   */
  static final Set<String> JAVA_LANG =
      Set.of(
          "Boolean",
          "Character",
          "Double",
          "IllegalStateException",
          "Integer",
          "Iterable",
          "Long",
          "Math",
          "Object",
          "Override",
          "String",
          "Void");

  private RuntimeTypes() {}
}
