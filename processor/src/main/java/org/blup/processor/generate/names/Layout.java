package org.blup.processor.generate.names;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.blup.formula.Variable;
import org.blup.processor.read.Component;
import org.blup.processor.read.Group;
import org.blup.processor.read.ModelDescription;
import org.blup.processor.read.ModelHeader;
import org.blup.processor.read.Quantity;
import org.blup.processor.read.RandomEffects;

/**
 * Where everything in a model stands: the indices by which generated code and runtime understand
 * each other, and the names of what is generated.
 */
public final class Layout {

  /** Simple names of classes that are in every generated class beside those of the groups. */
  public static final Set<String> NESTED_CLASSES =
      Set.of("Fit", "Fixed", "MarginalMeans", "Definition");

  /** Simple names of other classes that are generated or used whatever the model is. */
  private static final Set<String> CLASS_NAMES =
      Set.of("Effects", "Covariance", "Correlation", "Collector", "Map", "Stream");

  /**
   * Methods without parameters that {@code MixedFit} or every generated fit has, and the field that
   * generated code reads.
   */
  static final Set<String> FIT_MEMBERS =
      Set.of(
          "adjustedCovariance",
          "aic",
          "aicc",
          "algorithm",
          "anova",
          "bic",
          "bootstrap",
          "coefficientCovariance",
          "coefficients",
          "conditionalAic",
          "criterion",
          "degreesOfFreedom",
          "drop1",
          "droppedCoefficients",
          "effectiveDegreesOfFreedom",
          "estimates",
          "evaluations",
          "fit",
          "fittedBy",
          "fixed",
          "formula",
          "intraclassCorrelation",
          "isSingular",
          "logLikelihood",
          "means",
          "monteCarloErrors",
          "omitted",
          "predictedGain",
          "prediction",
          "principalComponents",
          "profile",
          "rSquared",
          "ranova",
          "referenceGrid",
          "residual",
          "rows",
          "sameFitting",
          "sigma",
          "singularDirections",
          "theta",
          "toJson",
          "undeterminedVariances",
          "varianceComponents",
          "varianceInflation");

  /**
   * A grouping factor and what is generated for it.
   *
   * @param index its number in the runtime
   * @param accessor the method of {@code Fit} that leads to it
   * @param className the simple name of its class
   */
  public record NamedGroup(int index, Group group, String accessor, String className) {}

  private final ModelDescription model;
  private final JavaNames names;
  private final Map<Variable, Integer> numbers = new HashMap<>();
  private final Map<Variable, Integer> factors = new HashMap<>();
  private final Map<Variable, Integer> bases = new HashMap<>();
  private final List<NamedGroup> groups = new ArrayList<>();
  private final Covariates covariates;

  public Layout(ModelDescription model) {
    this.model = model;
    this.covariates = Covariates.of(model);
    this.names = new JavaNames(model.header());
    model.numerics().forEach(number -> numbers.put(number.variable(), numbers.size()));
    model.factors().forEach(factor -> factors.put(factor.variable(), factors.size()));
    model.bases().forEach(basis -> bases.put(basis.variable(), bases.size()));
    Set<String> classNames = takenClassNames();
    Set<String> classFiles = new HashSet<>();
    NESTED_CLASSES.forEach(name -> classFiles.add(name.toLowerCase(Locale.ROOT)));
    for (Group group : model.groups()) {
      groups.add(named(group, classNames, classFiles));
    }
  }

  private Set<String> takenClassNames() {
    Set<String> taken = new HashSet<>(CLASS_NAMES);
    taken.addAll(RuntimeTypes.JAVA_LANG);
    taken.addAll(NESTED_CLASSES);
    RuntimeTypes.ALL.forEach(type -> taken.add(type.simpleName()));
    taken.addAll(header().recordType().simpleNames());
    taken.addAll(header().generated().simpleNames());
    for (Component component : header().components()) {
      if (component.type().type() instanceof ClassName type) {
        taken.addAll(type.simpleNames());
      }
    }
    return taken;
  }

  /** Names that differ only in case would be one class file where the file system ignores case. */
  private NamedGroup named(Group group, Set<String> classNames, Set<String> classFiles) {
    String factors = JavaNames.camel(group.factors().stream().map(names::of).toList());
    String name =
        isTwice(group) ? group.levels().keyword() + JavaNames.capitalised(factors) : factors;
    String className = JavaNames.capitalised(name);
    while (classNames.contains(className) || !classFiles.add(className.toLowerCase(Locale.ROOT))) {
      className += "Group";
    }
    boolean hidesType = ReservedNames.TYPES_IN_EXPRESSIONS.contains(name);
    String accessor = hidesType ? name + "_" : ReservedNames.avoid(name, FIT_MEMBERS);
    return new NamedGroup(groups.size(), group, accessor, className);
  }

  /** Whether levels covary of a factor that groups in a simpler way too, and has the plain name. */
  private boolean isTwice(Group group) {
    return model.groups().stream()
        .filter(other -> other.factors().equals(group.factors()))
        .anyMatch(other -> other.levels().compareTo(group.levels()) < 0);
  }

  /** The groups whose levels are related, and so need a relationship. */
  public List<NamedGroup> related() {
    return groups.stream().filter(named -> named.group().related()).toList();
  }

  public ModelDescription model() {
    return model;
  }

  public ModelHeader header() {
    return model.header();
  }

  public JavaNames names() {
    return names;
  }

  public List<NamedGroup> groups() {
    return List.copyOf(groups);
  }

  /** The class generated for a group. */
  public ClassName classOf(NamedGroup group) {
    return header().generated().nestedClass(group.className());
  }

  public int number(Quantity.Numeric number) {
    return Objects.requireNonNull(numbers.get(number.variable()));
  }

  /** What the numbers of the fixed effects are functions of. */
  public Covariates covariates() {
    return covariates;
  }

  /** The index of a covariate among the numbers. */
  public int number(Component covariate) {
    int added = covariates.added().indexOf(covariate);
    if (added >= 0) {
      return numbers.size() + added;
    }
    return numbers.entrySet().stream()
        .filter(entry -> entry.getKey().label().equals(covariate.quotedLabel()))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  public int factor(Quantity.Factor factor) {
    return Objects.requireNonNull(factors.get(factor.variable()));
  }

  public int basis(Quantity.Basis basis) {
    return Objects.requireNonNull(bases.get(basis.variable()));
  }

  /** The number of the fixed term; the intercept, where there is one, is term 0. */
  public int fixedTerm(int effect) {
    return effect + (model.intercept() ? 1 : 0);
  }

  /** The number of an effect within its random term; the intercept is effect 0. */
  public static int effect(RandomEffects term, int effect) {
    return effect + (term.intercept() ? 1 : 0);
  }

  /** The number of a random term in the whole model. */
  public int randomTerm(RandomEffects term) {
    return model.random().indexOf(term);
  }
}
