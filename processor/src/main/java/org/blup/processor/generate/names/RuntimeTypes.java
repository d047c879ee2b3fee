package org.blup.processor.generate.names;

import com.palantir.javapoet.ClassName;
import java.util.List;
import java.util.Set;

/** The types that generated code names. Those of the runtime the processor never loads. */
public final class RuntimeTypes {

  /**
   * The version of generated code, which it asks the runtime for before anything else. To be raised
   * together with that of the runtime's {@code Model} when generated code needs what an older
   * runtime has not, or a runtime drops what older generated code needs.
   */
  public static final int VERSION = 8;

  private static final String COVARIANCE = "org.blup.internal.design.covariance";
  private static final String STRUCTURE = "org.blup.internal.design.structure";
  private static final String PASS = "org.blup.internal.design.pass";
  private static final String DESIGN = "org.blup.design";
  private static final String MODEL = "org.blup.model";
  private static final String MODEL_FIT = "org.blup.model.fit";
  private static final String MODEL_MEANS = "org.blup.model.means";
  private static final String MODEL_PREDICTION = "org.blup.model.prediction";

  public static final ClassName BASIS = ClassName.get(STRUCTURE, "Basis");
  public static final ClassName CONTRAST = ClassName.get(STRUCTURE, "Contrast");
  public static final ClassName COVARIANCE_STRUCTURE =
      ClassName.get(COVARIANCE, "CovarianceStructure");
  public static final ClassName CROSS_PRODUCTS = ClassName.get(DESIGN, "CrossProducts");
  public static final ClassName DECAY = ClassName.get(COVARIANCE, "Decay");
  public static final ClassName DESIGN_MATRICES = ClassName.get(DESIGN, "DesignMatrices");
  public static final ClassName DESIGN_ROW = ClassName.get(PASS, "DesignRow");
  public static final ClassName EFFECT_TERM = ClassName.get(STRUCTURE, "EffectTerm");
  public static final ClassName LEVELS = ClassName.get(STRUCTURE, "Levels");
  public static final ClassName MODEL_STRUCTURE = ClassName.get(STRUCTURE, "ModelStructure");
  public static final ClassName STRUCTURE_BUILDER = ClassName.get(STRUCTURE, "StructureBuilder");
  public static final ClassName VARIANCE_FUNCTION = ClassName.get(COVARIANCE, "VarianceFunction");
  public static final ClassName RELATIONSHIP = ClassName.get(DESIGN, "Relationship");
  public static final ClassName RANDOM_TERM = ClassName.get(STRUCTURE, "RandomTerm");
  public static final ClassName RESIDUAL_TERM = ClassName.get(STRUCTURE, "ResidualTerm");

  public static final ClassName COEFFICIENT = ClassName.get(MODEL, "Coefficient");
  public static final ClassName ESTIMATES = ClassName.get(MODEL, "Estimates");
  public static final ClassName FITTING = ClassName.get(MODEL, "Fitting");
  public static final ClassName F_TEST = ClassName.get(MODEL_FIT, "FTest");
  public static final ClassName GROUP_EFFECTS = ClassName.get(MODEL, "GroupEffects");
  public static final ClassName LINEAR_COMBINATION = ClassName.get(MODEL_FIT, "LinearCombination");
  public static final ClassName LINEAR_TEST = ClassName.get(MODEL_FIT, "LinearTest");
  public static final ClassName MEAN = ClassName.get(MODEL_MEANS, "Mean");
  public static final ClassName MEANS = ClassName.get(MODEL_MEANS, "Means");
  public static final ClassName MIXED_FIT = ClassName.get(MODEL, "MixedFit");
  public static final ClassName MODEL_TYPE = ClassName.get(MODEL, "Model");
  public static final ClassName RESIDUAL_COVARIANCE =
      ClassName.get(MODEL_FIT, "ResidualCovariance");
  public static final ClassName REFERENCE_GRID = ClassName.get(MODEL_MEANS, "ReferenceGrid");
  public static final ClassName SCORER = ClassName.get(MODEL_PREDICTION, "Scorer");
  public static final ClassName VARIANCE_COMPONENT = ClassName.get(MODEL, "VarianceComponent");

  public static final ClassName MATRIX = ClassName.get("org.ejml.data", "DMatrixRMaj");

  public static final ClassName GENERATED =
      ClassName.get("javax.annotation.processing", "Generated");

  /** All of the above: no class of a group may take one of their simple names. */
  public static final List<ClassName> ALL =
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
  public static final Set<String> JAVA_LANG =
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
