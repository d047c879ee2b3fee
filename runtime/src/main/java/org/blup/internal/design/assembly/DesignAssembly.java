package org.blup.internal.design.assembly;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.blup.design.CrossProducts;
import org.blup.design.Relationship;
import org.blup.exception.BlupException;
import org.blup.exception.ModelTooLargeException;
import org.blup.internal.design.coding.BasisColumns;
import org.blup.internal.design.coding.DataChecks;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.Polynomial;
import org.blup.internal.design.coding.RowExtremes;
import org.blup.internal.design.moments.Moments;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.structure.EffectTerm;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.sums.CrossSums;
import org.blup.internal.design.sums.JointFrequencies;
import org.blup.internal.design.sums.Margins;
import org.blup.internal.design.sums.Part;

/** Makes the design of what one pass has summed. */
public final class DesignAssembly {

  /** In the place of how many levels each group has elsewhere. */
  private static final int[] AT_HAND = {};

  private final ModelStructure structure;
  private final Moments moments;
  private final DataChecks checks;
  private final DesignVariables variables;
  private final CrossSums sums;

  private final CovaryingLevels covarying;

  private DesignAssembly(
      ModelStructure structure,
      Map<String, Relationship> relationships,
      Moments moments,
      DataChecks checks) {
    this.structure = structure;
    this.checks = checks;
    this.moments = moments;
    covarying = new CovaryingLevels(structure, relationships, checks);
    List<FactorLevels> factors = covarying.extend(moments.levels());
    checks.factors(factors);
    variables =
        new DesignVariables(structure, factors, moments.bases().columns(moments.shift(), checks));
    sums = new CrossSums(moments, factors);
  }

  /** The same where no levels are related. */
  public static ObservedDesign observe(CrossProducts<?> products, boolean omitMissing) {
    return observe(products, omitMissing, Map.of());
  }

  /**
   * Ends a pass: checks the data, sorts the levels and assembles the equations. The sums stay as
   * they are.
   *
   * @param omitMissing accept that rows with a missing value were left out, or fail if there are
   *     any
   * @param relationships by the label of the factor, one for each related group
   * @throws BlupException if the data cannot carry the model
   */
  public static ObservedDesign observe(
      CrossProducts<?> products, boolean omitMissing, Map<String, Relationship> relationships) {
    RowAccumulator<?> sums = RowAccumulator.of(products);
    return observe(sums, omitMissing, relationships, AT_HAND).design();
  }

  /** A design, and the basis that it is in. */
  private record Observed(WorkingBasis basis, ObservedDesign design) {}

  private static Observed observe(
      RowAccumulator<?> sums,
      boolean omitMissing,
      Map<String, Relationship> relationships,
      int[] levels) {
    ModelStructure structure = sums.structure();
    return sums.read(
        omitMissing,
        moments -> {
          DataChecks checks = new DataChecks(structure, moments.rows(), sums.omitted());
          checks.anyRows();
          checks.digits(moments.lostDigits().problem());
          return inMemory(
              moments,
              structure,
              () -> {
                DesignAssembly assembly =
                    new DesignAssembly(structure, relationships, moments, checks);
                BasisChoice.Chosen chosen = assembly.choose(sums.extremes(), levels);
                return new Observed(chosen.basis(), assembly.design(chosen, sums));
              });
        });
  }

  /**
   * Does something with sums.
   *
   * @throws ModelTooLargeException if there is too little memory
   */
  static <T> T inMemory(Moments moments, ModelStructure structure, Supplier<T> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError e) {
      throw tooLarge(moments, structure.name(), e);
    }
  }

  private static ModelTooLargeException tooLarge(
      Moments moments, String model, OutOfMemoryError cause) {
    return new ModelTooLargeException(
        "%s: the equations of %s do not fit into memory: Java has %s, of which the sums take %s."
                .formatted(
                    model,
                    moments.extent(),
                    ModelTooLargeException.heap(),
                    ModelTooLargeException.size(moments.bytes()))
            + " Give it more (-Xmx), or fit fewer levels",
        cause);
  }

  /**
   * The same where the levels of all groups are elsewhere.
   *
   * @param collapsed the sums with one level in the place of all
   * @param levels how many levels each group has
   */
  static LevelAssembly observe(RowAccumulator<?> collapsed, boolean omitMissing, int[] levels) {
    Observed observed = observe(collapsed, omitMissing, Map.of(), levels);
    return new LevelAssembly(observed.basis(), observed.design());
  }

  /** Checks that the data can carry the model, and decides on its columns. */
  private BasisChoice.Chosen choose(RowExtremes extremes, int[] levels) {
    int response = structure.responseVariable();
    checks.response(responseSquares(), sums.shift()[response], extremes);
    BasisColumns responseMap = moments.bases().response(sums.shift(), checks);
    return new BasisChoice(variables, sums, covarying, checks, levels).choose(responseMap);
  }

  private ObservedDesign design(BasisChoice.Chosen chosen, RowAccumulator<?> of) {
    ObservedRows rows =
        new ObservedRows(
            chosen.basis().responseMap(),
            chosen.basis().responseOrigin(),
            margins(),
            sums.moments(structure.responseVariable()),
            of.omitted(),
            of.extremes());
    return new ObservedDesign(chosen.basis(), chosen.equations(), rows);
  }

  private Margins margins() {
    double[][] frequencies = new double[structure.factors().size()][0];
    List<JointFrequencies> joint = new ArrayList<>();
    for (List<Integer> key : jointKeys()) {
      JointFrequencies found = sums.frequencies(key);
      joint.add(found);
      for (int factor : key) {
        frequencies[factor] = found.ofFactor(factor, variables.factors().get(factor).size());
      }
    }
    double[] means = moments.bases().covariateMeans(sums.shift());
    return new Margins(means, frequencies, List.copyOf(joint));
  }

  /** The factors that two fixed terms tell apart, without those that are part of others. */
  private List<List<Integer>> jointKeys() {
    Set<Set<Integer>> keys = new LinkedHashSet<>();
    for (EffectTerm left : structure.fixed()) {
      for (EffectTerm right : structure.fixed()) {
        Set<Integer> key = new TreeSet<>();
        Arrays.stream(structure.factorsOf(left)).forEach(key::add);
        Arrays.stream(structure.factorsOf(right)).forEach(key::add);
        keys.add(key);
      }
    }
    return keys.stream()
        .filter(key -> !key.isEmpty())
        .filter(key -> keys.stream().noneMatch(o -> o.size() > key.size() && o.containsAll(key)))
        .<List<Integer>>map(List::copyOf)
        .toList();
  }

  /** Σ w·y² about the shift: 0 exactly where all responses are equal. */
  private double responseSquares() {
    double[] sum = new double[1];
    Part part =
        Part.response(
            variables.coding(EffectTerm.intercept()),
            Polynomial.shifted(structure.responseVariable()),
            0);
    sums.add(part, part, (row, column, value) -> sum[0] += value);
    return sum[0];
  }
}
