package org.blup.formula;

/**
 * Every kind of problem the compiler can find in a model, with the number it is documented under.
 * 1nn: the formula as text; 2nn: variables and their types; 3nn: the model as a whole; 4nn: the
 * annotations; 5nn: the record and what is generated for it; 9nn: warnings.
 */
public enum ProblemCode {
  SYNTAX(100),

  UNKNOWN_VARIABLE(201),
  RESPONSE_NOT_NUMERIC(202),
  RESPONSE_ON_THE_RIGHT(203),
  GROUP_IS_FLOATING_POINT(204),
  FACTOR_IN_ARITHMETIC(206),
  NO_FACTOR(207),
  UNSUPPORTED_TYPE(208),
  WEIGHT_NOT_NUMERIC(209),
  OFFSET_NOT_NUMERIC(210),
  UNSUPPORTED_FUNCTION(211),
  NOT_FINITE(212),
  RESPONSE_IS_CONSTANT(213),

  RESPONSE_MISSING(301),
  NO_RANDOM_TERM(302),
  DUPLICATE_RANDOM_TERM(303),
  REPEATED_EFFECT(304),
  RANK_DEFICIENT(305),
  NO_RANDOM_EFFECT(306),
  GROUP_AMONG_ITS_EFFECTS(307),
  ENUM_WITH_ONE_CONSTANT(308),

  FORMULA_AND_COMPONENTS(401),
  EMPTY_MODEL(402),
  SEVERAL_RESPONSES(403),
  RANDOM_NUMBER_WITHOUT_GROUP(404),
  GROUP_AND_WITHIN(405),
  EFFECT_ATTRIBUTE_WITHOUT_GROUP(406),
  CONFLICTING_INTERCEPTS(407),
  CONTRAST_OF_NUMBER(408),
  UNKNOWN_REFERENCE(409),
  REFERENCE_WITHOUT_TREATMENT(410),
  DUPLICATE_LABEL(411),
  INVALID_LABEL(412),
  NO_MIXED_MODEL(413),
  SEVERAL_WEIGHTS(414),

  NOT_A_RECORD(501),
  PRIVATE_TYPE(502),
  GENERIC_RECORD(503),
  DUPLICATE_MODEL_NAME(504),
  INVALID_MODEL_NAME(505),
  ACCESSOR_CLASH(506),
  INTERNAL_ERROR(599),

  SLOPE_WITHOUT_FIXED_EFFECT(901),
  NUMBER_THAT_GROUPS(902),
  GROUP_AS_FIXED_EFFECT(903),
  MARGIN_ABSENT(904);

  private final int number;

  ProblemCode(int number) {
    this.number = number;
  }

  /** {@code BLUP201}. */
  public String id() {
    return "BLUP" + number;
  }

  public int number() {
    return number;
  }

  /** Whether the model is legal all the same, and only probably not what is meant. */
  public boolean isWarning() {
    return number >= 900;
  }
}
