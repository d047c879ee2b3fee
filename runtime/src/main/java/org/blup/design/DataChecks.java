package org.blup.design;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the data can carry the model; each failure says what is short and what to change. */
final class DataChecks {

  /** Smaller sums of squares may be made of numbers that have lost digits. */
  private static final double LEAST_SQUARES = 0x1p-960;

  private final ModelStructure structure;
  private final long rows;
  private final long omitted;

  DataChecks(ModelStructure structure, long rows, long omitted) {
    this.structure = structure;
    this.rows = rows;
    this.omitted = omitted;
  }

  void rows() {
    if (rows == 0) {
      throw fail(
          omitted == 0
              ? "there are no rows. A fit needs data"
              : "all rows, "
                  + omitted
                  + " in number, have a missing value and were left out. Complete some");
    }
  }

  /** A factor that is coded by contrasts or dummies needs two levels, as in R. */
  void factors(List<FactorLevels> factors) {
    Set<Integer> coded = new HashSet<>();
    structure.fixed().forEach(term -> addFactors(term, coded));
    structure.random().forEach(term -> term.effects().forEach(e -> addFactors(e, coded)));
    for (int factor : coded) {
      FactorLevels levels = factors.get(factor);
      if (levels.size() < 2) {
        throw fail(
            levels.label()
                + " has only "
                + UnknownLevelException.listing(levels.labels())
                + ". An effect of it needs two or more; take it out of the model");
      }
    }
  }

  /**
   * A response needs to vary.
   *
   * @param squares its weighted sum of squares about a shift
   * @param shift about the mean of its first rows
   */
  void response(double squares, double shift) {
    boolean vanished = squares == 0 && shift != 0 && shift * shift < LEAST_SQUARES;
    squares(structure.response(), vanished ? Double.MIN_VALUE : squares);
    if (squares == 0) {
      String less = structure.offset().map(offset -> " less " + offset).orElse("");
      throw fail(
          structure.response()
              + less
              + " is the same in all "
              + rows
              + " rows. There is nothing to explain");
    }
  }

  void columns(FixedPart fixed) {
    if (fixed.rank() >= rows) {
      throw fail(
          fixed.rank()
              + " fixed coefficients cannot be told from "
              + rows
              + " rows. Take terms out, or add rows");
    }
  }

  /** lme4's rules: 1 < levels < rows for each group, and levels × effects < rows for each term. */
  void groups(RandomPart random) {
    for (GroupLevels group : random.groups()) {
      if (group.size() < 2) {
        throw fail(
            group.label()
                + " has only "
                + UnknownLevelException.listing(group.levels())
                + ". A grouping factor needs two or more; take it out of the model");
      }
      if (group.size() >= rows) {
        throw fail(
            group.label()
                + " has "
                + group.size()
                + " levels in "
                + rows
                + " rows. Its effects cannot be told from the residuals; it needs fewer levels than"
                + " rows");
      }
    }
    for (int t = 0; t < random.terms().size(); t++) {
      EquationPattern.Term term = random.terms().get(t);
      long effects = (long) random.groups().get(term.group()).size() * term.size();
      if (term.correlated() && effects >= rows) {
        throw fail(
            effects
                + " random effects ("
                + String.join(", ", random.effectNames().get(t))
                + " by "
                + random.groups().get(term.group()).label()
                + ") cannot be told from the residuals of "
                + rows
                + " rows. Take effects out of the term, or add rows");
      }
    }
  }

  /** A random effect whose column is zero in every row has no variance to find. */
  void effects(RandomPart random, List<double[]> levelBlocks) {
    for (int t = 0; t < random.terms().size(); t++) {
      EquationPattern.Term term = random.terms().get(t);
      int g = term.group();
      int size = random.size(g);
      double[] values = levelBlocks.get(g);
      for (int e = 0; e < term.size(); e++) {
        int diagonal = (term.offset() + e) * (size + 1);
        double squares = 0;
        for (int start = 0; start < values.length; start += size * size) {
          squares += values[start + diagonal];
        }
        squares(random.effectNames().get(t).get(e), squares);
        if (squares == 0) {
          throw fail(
              "the random effect "
                  + random.effectNames().get(t).get(e)
                  + " by "
                  + random.groups().get(g).label()
                  + " is zero in all "
                  + rows
                  + " rows. Its variance cannot be told; take it out of the model");
        }
      }
    }
  }

  /** What is divided by its standard deviation needs one. */
  void varies(String label, boolean varies) {
    if (!varies) {
      throw fail(
          label
              + " divides by a standard deviation, but the number is the same in all "
              + rows
              + " rows. Leave the function out");
    }
  }

  /** A power that lower powers make up in all rows has no column of its own. */
  void degree(String label, int degree, boolean isNew) {
    if (!isNew) {
      throw fail(
          label
              + " cannot have degree "
              + degree
              + ": over the rows that power cannot be told from lower ones. Its number needs more"
              + " than "
              + degree
              + " different values, not nearly all of them in one place. Take a lower degree");
    }
  }

  /** Weighted squares must neither overflow nor lose their digits below the smallest numbers. */
  void squares(String column, double squares) {
    String weight = structure.weight().map(name -> ", or " + name + ",").orElse("");
    if (!Double.isFinite(squares)) {
      throw fail(
          "the sum of squares of "
              + column
              + " overflows. Divide it"
              + weight
              + " by a power of ten");
    }
    if (squares > 0 && squares < LEAST_SQUARES) {
      throw fail(
          "the sum of squares of "
              + column
              + " underflows: its numbers are too close to zero. Multiply it"
              + weight
              + " by a power of ten");
    }
  }

  /**
   * The length of an array, if there can be one so long.
   *
   * @param what it holds, for the message
   */
  int length(long length, String what) {
    if (length > Integer.MAX_VALUE - 8) {
      throw new BlupException(
          structure.name()
              + ": "
              + what
              + " would be "
              + length
              + " numbers, more than an array can hold. Take effects out of the model");
    }
    return (int) length;
  }

  private void addFactors(EffectTerm term, Set<Integer> into) {
    for (int factor : structure.factorsOf(term)) {
      into.add(factor);
    }
  }

  private UnidentifiableModelException fail(String problem) {
    return new UnidentifiableModelException(structure.name() + ": " + problem);
  }
}
