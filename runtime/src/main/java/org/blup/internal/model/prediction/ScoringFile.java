package org.blup.internal.model.prediction;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.blup.exception.BlupException;
import org.blup.exception.StorageException;
import org.blup.internal.design.coding.BasisColumns;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.coding.PolynomialColumns;
import org.blup.internal.design.coding.SplineColumns;
import org.blup.internal.design.rank.EstimableCombinations;
import org.blup.internal.design.structure.Basis;
import org.blup.internal.design.structure.Grouping;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.structure.StructureText;
import org.blup.internal.io.BinaryInput;
import org.blup.internal.io.BinaryKind;
import org.blup.internal.io.BinaryOutput;

/** What predictions are made of, as it stands in files: the model, levels, bases and effects. */
final class ScoringFile {

  /** The version that is written; older ones are read. */
  private static final int VERSION = 3;

  /** The first version that says which rows have a prediction where coefficients were dropped. */
  private static final int WITH_DROPPED = 2;

  /** The first version that says so where variances are undetermined. */
  private static final int WITH_UNDETERMINED = 3;

  /** More directions of variances than any model has. */
  private static final int MOST_DIRECTIONS = 1_000_000;

  /** More lines than any model has. */
  private static final int MOST_LINES = 1_000_000;

  private ScoringFile() {}

  static void write(Scoring scoring, OutputStream stream) {
    BinaryOutput out = new BinaryOutput(stream, BinaryKind.SCORER.magic(), VERSION);
    texts(out, StructureText.of(scoring.structure()));
    scoring.variables().factors().forEach(factor -> texts(out, factor.observed()));
    for (BasisColumns basis : scoring.variables().bases()) {
      if (basis instanceof PolynomialColumns polynomial) {
        polynomial.write(out);
      }
    }
    arrays(out, scoring.effects().coefficients());
    scoring.estimable().write(out);
    for (int g = 0; g < scoring.groups().size(); g++) {
      GroupLevels group = scoring.groups().get(g);
      out.count(group.size());
      for (int[] positions : group.observed()) {
        out.counts(positions, positions.length);
      }
      double[] modes = scoring.effects().modes()[g];
      out.numbers(modes, modes.length);
    }
    out.count(scoring.undetermined().size());
    for (UndeterminedEffects each : scoring.undetermined()) {
      arrays(out, each.change().coefficients());
      arrays(out, each.change().modes());
      out.number(each.same());
    }
    out.end();
  }

  private static void arrays(BinaryOutput out, double[][] arrays) {
    for (double[] each : arrays) {
      out.numbers(each, each.length);
    }
  }

  private static void texts(BinaryOutput out, List<String> texts) {
    out.count(texts.size());
    texts.forEach(out::text);
  }

  /**
   * Begins to read what was written.
   *
   * @throws StorageException if it is none, or of another version
   */
  static BinaryInput begin(InputStream stream, String source) {
    return new BinaryInput(stream, source, BinaryKind.SCORER.magic(), StoredScorer.WHAT, VERSION);
  }

  /**
   * Reads the rest.
   *
   * @param model which the file must be of; the file has the knots that it leaves to the rows
   * @throws StorageException if it is damaged, or of another model
   */
  static Scoring read(BinaryInput in, ModelStructure model) {
    List<String> found = texts(in, MOST_LINES);
    ModelStructure structure = StructureText.closed(model, found);
    StructureText.difference(found, structure)
        .ifPresent(
            difference -> {
              throw in.refused(
                  "%s of another model: %s. Load it with the model that it was saved by"
                      .formatted(StoredScorer.WHAT, difference));
            });
    DesignVariables variables = variables(structure, in);
    int[] columns = Scoring.columns(variables);
    double[][] coefficients = arrays(in, columns);
    EstimableCombinations estimable =
        in.version() < WITH_DROPPED
            ? EstimableCombinations.ALL
            : EstimableCombinations.read(in, IntStream.of(columns).sum());
    List<GroupLevels> groups = new ArrayList<>();
    double[][] modes = new double[structure.groups().size()][];
    int[] sizes = Scoring.sizes(variables);
    for (int g = 0; g < modes.length; g++) {
      GroupLevels group = group(structure.groups().get(g), variables, in);
      groups.add(group);
      long count = (long) group.size() * sizes[g];
      if (count > Integer.MAX_VALUE) {
        throw in.damaged(count + " effects of " + group.label());
      }
      modes[g] = in.numbers((int) count);
    }
    List<UndeterminedEffects> undetermined = new ArrayList<>();
    if (in.version() >= WITH_UNDETERMINED) {
      int directions = in.count(MOST_DIRECTIONS);
      int[] effects = Arrays.stream(modes).mapToInt(each -> each.length).toArray();
      for (int i = 0; i < directions; i++) {
        ScoredEffects change = new ScoredEffects(arrays(in, columns), arrays(in, effects));
        undetermined.add(new UndeterminedEffects(change, in.number()));
      }
    }
    in.end();
    return new Scoring(
        variables, groups, new ScoredEffects(coefficients, modes), estimable, undetermined);
  }

  private static double[][] arrays(BinaryInput in, int[] lengths) {
    double[][] arrays = new double[lengths.length][];
    for (int i = 0; i < lengths.length; i++) {
      arrays[i] = in.numbers(lengths[i]);
    }
    return arrays;
  }

  private static List<String> texts(BinaryInput in, int most) {
    int count = in.count(most);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(in.text());
    }
    return texts;
  }

  private static DesignVariables variables(ModelStructure structure, BinaryInput in) {
    List<FactorLevels> factors = new ArrayList<>();
    for (int f = 0; f < structure.factors().size(); f++) {
      factors.add(factor(structure, f, in));
    }
    List<BasisColumns> bases = new ArrayList<>();
    for (int b = 0; b < structure.bases().size(); b++) {
      Basis basis = structure.basisDefinitions().get(b);
      bases.add(
          basis.isSpline()
              ? SplineColumns.of(structure, b)
              : PolynomialColumns.read(basis, structure.numbers().indexOf(basis.number()), in));
    }
    return new DesignVariables(structure, factors, bases);
  }

  private static FactorLevels factor(ModelStructure structure, int factor, BinaryInput in) {
    String label = structure.factors().get(factor);
    List<String> texts = texts(in, Integer.MAX_VALUE);
    if (structure.isCoded(factor) && texts.size() < 2) {
      throw in.damaged("%d levels of %s, which has effects".formatted(texts.size(), label));
    }
    try {
      return FactorLevels.of(
          structure.name(),
          label,
          structure.levels().get(factor),
          texts,
          level -> {
            throw in.damaged(
                "'%s', which is not a level of %s or is one twice".formatted(level, label));
          });
    } catch (StorageException e) {
      throw e;
    } catch (BlupException e) {
      throw in.damaged("levels of %s that no fit has (%s)".formatted(label, e.getMessage()));
    }
  }

  private static GroupLevels group(Grouping grouping, DesignVariables variables, BinaryInput in) {
    List<String> labels = variables.structure().factors();
    int[] factors = grouping.factors().stream().mapToInt(labels::indexOf).toArray();
    int size = in.count(Integer.MAX_VALUE);
    FactorLevels[] levels = new FactorLevels[factors.length];
    int[][] observed = new int[factors.length][];
    for (int f = 0; f < factors.length; f++) {
      levels[f] = variables.factors().get(factors[f]);
      if (levels[f].size() == 0) {
        throw in.damaged("no level of " + levels[f].label());
      }
      observed[f] = in.counts(size, levels[f].size() - 1);
    }
    GroupLevels group = new GroupLevels(grouping, factors, levels, observed);
    if (group.size() != size) {
      throw in.damaged("a level of " + group.label() + " that occurs twice");
    }
    return group;
  }
}
