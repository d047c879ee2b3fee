package org.blup.formula;

/**
 * Every kind of problem the compiler can find in a model, with the number it is documented under.
 * 1nn: the formula as text; 2nn: variables and their types; 3nn: the model as a whole; 4nn: the
 * annotations; 5nn: the record and what is generated for it; 9nn: warnings.
 */
public enum ProblemCode {
  /** Nothing is written. */
  EMPTY_FORMULA(101),
  /** No {@code ~} between response and terms. */
  MISSING_TILDE(102),
  /** A second {@code ~}, or one inside parentheses. */
  MISPLACED_TILDE(103),
  /** Nothing, or no component, before {@code ~}. */
  MISSING_RESPONSE(104),
  /** Nothing after {@code ~}. */
  EMPTY_RIGHT_HAND_SIDE(105),
  /** A {@code (} without its {@code )}. */
  UNCLOSED_PARENTHESIS(106),
  /** A {@code )} without its {@code (}. */
  UNMATCHED_PARENTHESIS(107),
  /** {@code ()}. */
  EMPTY_PARENTHESES(108),
  /** An operator or a comma with nothing on one side. */
  MISSING_OPERAND(109),
  /** Two names, numbers or parentheses side by side. */
  MISSING_OPERATOR(110),
  /** A character that formulas do not have. */
  STRAY_CHARACTER(111),
  /** A quote or backtick that is not closed on its line, or has nothing in it. */
  UNCLOSED_QUOTE(112),
  /** A number too large for {@code double}. */
  INVALID_NUMBER(113),
  /** More parentheses, calls or operations inside each other than anyone reads. */
  NESTED_TOO_DEEPLY(114),
  /** An operator that multiplies out to more terms than anyone fits. */
  TOO_MANY_TERMS(115),

  /** A {@code |} that is not in parentheses of its own. */
  BAR_OUTSIDE_PARENTHESES(120),
  /** A {@code |} inside a random term. */
  NESTED_BAR(121),
  /** Nothing after {@code |}. */
  MISSING_GROUP(122),
  /** A grouping factor that is neither a component nor an interaction or nesting of components. */
  INVALID_GROUP(123),
  /** A random term that is multiplied or removed. */
  MISPLACED_RANDOM_TERM(124),
  /** A random term that stands there twice. */
  DUPLICATE_RANDOM_TERM(125),
  /** A random term whose intercept is taken out and that has nothing else. */
  NO_RANDOM_EFFECTS(126),
  /** A covariance structure that there is not. */
  UNKNOWN_STRUCTURE(127),
  /** A residual covariance that is multiplied, removed, or inside something else. */
  MISPLACED_RESIDUAL(128),
  /** More than one residual covariance. */
  SEVERAL_RESIDUALS(129),

  /** A power of terms that is no whole number of at least 1. */
  INVALID_EXPONENT(130),
  /** A number, string or constant where a term belongs. */
  NOT_A_TERM(131),
  /** {@code .} for all other components. */
  DOT_NOT_SUPPORTED(132),
  /** Something non-numeric inside arithmetic, or an operator of terms. */
  NOT_ARITHMETIC(133),
  /** Something in a residual covariance that is none of its parts, or does not go with them. */
  INVALID_RESIDUAL(134),

  /** A function that formulas do not have. */
  UNKNOWN_FUNCTION(140),
  /** Too few or too many arguments. */
  WRONG_ARITY(141),
  /** An argument of the wrong kind. */
  INVALID_ARGUMENT(142),
  /** An offset that is multiplied, removed, or inside something else. */
  MISPLACED_OFFSET(143),

  /** A name that is no component. */
  UNKNOWN_VARIABLE(201),
  /** A left-hand side that is a factor. */
  RESPONSE_NOT_NUMERIC(202),
  /** The response among the terms that explain it. */
  RESPONSE_ON_THE_RIGHT(203),
  /** A grouping factor of a floating-point type. */
  GROUP_IS_FLOATING_POINT(204),
  /** A factor where a number is computed. */
  FACTOR_IN_ARITHMETIC(205),
  /** {@code factor()} or {@code C()} of what is no component. */
  NOT_A_FACTOR(206),
  /** A component of a type that no model can use. */
  UNSUPPORTED_TYPE(207),
  /** Weights that are no numbers. */
  WEIGHT_NOT_NUMERIC(208),
  /** An offset that is a factor. */
  OFFSET_NOT_NUMERIC(209),
  /** A function of all rows where a number of each row is needed. */
  NEEDS_ALL_ROWS(210),
  /** Arithmetic of constants that gives no finite number. */
  NOT_FINITE(211),
  /** A number where a residual covariance has its positions or strata. */
  RESIDUAL_OVER_A_NUMBER(212),
  /** A factor where a residual covariance takes a number. */
  RESIDUAL_OF_A_FACTOR(213),

  /** A mixed model with neither a random term nor a residual covariance. */
  NO_RANDOM_TERM(301),
  /** An effect that two random terms of one group have. */
  REPEATED_EFFECT(302),
  /** Columns that depend on each other whatever the data are. */
  RANK_DEFICIENT(303),
  /** A grouping factor as an effect that varies by its own levels, one variance for each. */
  GROUP_AMONG_ITS_EFFECTS(304),
  /** An enum that has no two levels to compare. */
  ENUM_WITH_ONE_CONSTANT(305),
  /** A covariance structure with an order over effects that are not the levels of one factor. */
  EFFECTS_WITHOUT_ORDER(306),
  /** A covariance structure with an order over a factor whose levels have none. */
  FACTOR_WITHOUT_ORDER(307),
  /** One variance for effects that are not comparable. */
  EFFECTS_NOT_COMPARABLE(308),
  /** A random term and a residual covariance that no data can distinguish. */
  RANDOM_TERM_IN_RESIDUAL(309),
  /** One factor in two places of a residual covariance. */
  REPEATED_RESIDUAL_FACTOR(310),
  /** A variance function of what has a variance of its own for each value. */
  VARIANCE_TWICE(311),
  /** Known variances and prior weights. */
  KNOWN_VARIANCES_AND_WEIGHTS(312),
  /** A factor with effects of its own whose levels covary. */
  RELATED_FACTOR_WITH_EFFECTS(313),
  /** A random walk whose start or trend is no fixed effect. */
  WALK_WITHOUT_START(314),

  /** A formula and annotations that specify a model too. */
  FORMULA_AND_COMPONENTS(401),
  /** Neither a formula nor annotations that specify a model. */
  EMPTY_MODEL(402),
  /** Annotated components, none of them the response. */
  NO_RESPONSE(403),
  /** More than one {@code @Response}. */
  SEVERAL_RESPONSES(404),
  /** {@code @Random} without a group on a number that cannot be a grouping factor. */
  RANDOM_NUMBER_WITHOUT_GROUP(405),
  /** {@code group} and {@code within} on one {@code @Random}. */
  GROUP_AND_WITHIN(406),
  /** {@code correlated}, {@code structure} or {@code intercept} without a group. */
  EFFECT_ATTRIBUTE_WITHOUT_GROUP(407),
  /** Effects of one random term that disagree about its intercept. */
  CONFLICTING_INTERCEPTS(408),
  /** Contrasts of a number. */
  CONTRAST_OF_NUMBER(409),
  /** A reference level that the factor does not have. */
  UNKNOWN_REFERENCE(410),
  /** A reference level for contrasts that have none. */
  REFERENCE_WITHOUT_TREATMENT(411),
  /** Two components of one name. */
  DUPLICATE_LABEL(412),
  /** A {@code @Column} that formulas cannot quote. */
  INVALID_LABEL(413),
  /** Annotated components of something that is no model. */
  NO_MIXED_MODEL(414),
  /** More than one {@code @Weight}. */
  SEVERAL_WEIGHTS(415),
  /** Contrasts that are not k rows of k - 1 finite numbers for k levels. */
  CONTRASTS_DO_NOT_FIT(416),
  /** Contrasts that do not distinguish the levels. */
  CONTRASTS_DEPENDENT(417),
  /** {@code @Contrasts} beside contrasts in {@code @Fixed}. */
  SEVERAL_CONTRASTS(418),
  /** {@code correlated} or {@code related} beside a structure that says otherwise. */
  CORRELATED_AND_STRUCTURE(419),

  /** {@code @MixedModel} on a type that is not a record. */
  NOT_A_RECORD(501),
  /** A private type that the generated class cannot see. */
  PRIVATE_TYPE(502),
  /** A record with type parameters. */
  GENERIC_RECORD(503),
  /** Two models whose classes would have the same name. */
  DUPLICATE_MODEL_NAME(504),
  /** A model name that is not a Java identifier. */
  INVALID_MODEL_NAME(505),
  /** Two effects whose accessors would have the same name. */
  ACCESSOR_CLASH(506),
  /** A type that a class of the same name in the generated class would hide. */
  HIDDEN_TYPE(507),
  /** A bug in the processor. */
  INTERNAL_ERROR(599),

  /** The removal of a term that is not there. */
  REMOVES_NOTHING(901),
  /** A power of a single term, which is that term again. */
  POWER_OF_ONE_TERM(902),
  /** An effect that varies by group but has no fixed effect. */
  SLOPE_WITHOUT_FIXED_EFFECT(903),
  /** A component that is a number in one term and a grouping factor in another. */
  NUMBER_THAT_GROUPS(904),
  /** A factor whose levels are fixed effects and random effects too. */
  GROUP_AS_FIXED_EFFECT(905),
  /** An interaction without the main effects it modifies. */
  MARGIN_ABSENT(906),
  /** An option of the processor that it does not know, or not with this value. */
  INVALID_OPTION(907),
  /** A plus sign in front of a term that follows another operator. */
  NEEDLESS_SIGN(908),
  /** An effect that is constant within each level of its group. */
  CONSTANT_WITHIN_GROUP(909),
  /** One variance for effects in different units. */
  UNITS_UNDER_ONE_VARIANCE(910),

  /** A component that no model uses. */
  UNUSED_COMPONENT(951);

  private static final int FIRST_WARNING = 900;
  private static final int FIRST_NOTE = 950;

  /** Where the pages of the codes are: the documentation's folder while it has no address. */
  private static final String PAGES = "docs/errors/";

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

  /** The page that explains it: {@code docs/errors/BLUP201.md}. */
  public String page() {
    return PAGES + id() + ".md";
  }

  /** Whether the model is legal, but probably not meant. */
  public boolean isWarning() {
    return number >= FIRST_WARNING;
  }

  /** Whether it is worth no warning, and only told to those who ask. */
  public boolean isNote() {
    return number >= FIRST_NOTE;
  }
}
