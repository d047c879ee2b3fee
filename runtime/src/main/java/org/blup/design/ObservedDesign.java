package org.blup.design;

import java.util.List;

/**
 * A model with its data behind it: the levels in order, the normal equations, and the way back from
 * their working basis to the user's coefficients. Immutable.
 */
public final class ObservedDesign {

  private final ModelStructure structure;
  private final NormalEquations equations;
  private final List<FactorLevels> factors;
  private final List<GroupLevels> groups;
  private final List<List<String>> effectNames;
  private final List<FixedColumn> fixedColumns;
  private final CoefficientMap coefficientMap;
  private final long omitted;

  ObservedDesign(
      ModelStructure structure,
      NormalEquations equations,
      List<FactorLevels> factors,
      RandomPart random,
      List<FixedColumn> fixedColumns,
      CoefficientMap coefficientMap,
      long omitted) {
    this.structure = structure;
    this.equations = equations;
    this.factors = List.copyOf(factors);
    this.groups = List.copyOf(random.groups());
    this.effectNames = List.copyOf(random.effectNames());
    this.fixedColumns = List.copyOf(fixedColumns);
    this.coefficientMap = coefficientMap;
    this.omitted = omitted;
  }

  public ModelStructure structure() {
    return structure;
  }

  /** All that estimation needs. */
  public NormalEquations equations() {
    return equations;
  }

  /** The number of rows read, without those left out. */
  public long rows() {
    return equations.rows();
  }

  /** The number of rows left out because a value was missing. */
  public long omitted() {
    return omitted;
  }

  /** All columns of the fixed effects in R's order, the dropped ones flagged. */
  public List<FixedColumn> fixedColumns() {
    return fixedColumns;
  }

  /**
   * Takes fixed effects from the basis of the equations to the user's.
   *
   * @param beta length p
   * @return length p: the kept columns in R's order
   */
  public double[] coefficients(double[] beta) {
    return coefficientMap.apply(beta);
  }

  /**
   * Takes the covariance of fixed effects from the basis of the equations to the user's.
   *
   * @param covariance p × p row by row
   * @return p × p row by row: the kept columns in R's order
   */
  public double[] coefficientCovariance(double[] covariance) {
    return coefficientMap.applyToCovariance(covariance);
  }

  /** The levels of a factor. */
  public FactorLevels factor(int factor) {
    return factors.get(factor);
  }

  /** The number of distinct grouping factors. */
  public int groups() {
    return groups.size();
  }

  /** The levels of a grouping factor. */
  public GroupLevels group(int group) {
    return groups.get(group);
  }

  /** R's names of the effects of a random term. */
  public List<String> effectNames(int term) {
    return effectNames.get(term);
  }

  /** How many columns a term has: the product of those of its factors. */
  public int columns(EffectTerm term) {
    return new TermCoding(structure, term, factors).columns();
  }

  /**
   * What a term's factors contribute to each of its columns; a column's value in a row is this times
   * the product of the term's numeric variables.
   *
   * @param term a fixed term or an effect of a random term
   * @param cell the levels of the term's factors, row-major over its factors; 0 if it has none
   * @return one number a column, the first factor varying fastest
   */
  public double[] coding(EffectTerm term, int cell) {
    TermCoding coding = new TermCoding(structure, term, factors);
    int[] positions = new int[factors.size()];
    int rest = cell;
    for (int i = coding.factors().length - 1; i >= 0; i--) {
      positions[coding.factors()[i]] = rest % coding.levels(i).size();
      rest /= coding.levels(i).size();
    }
    SparseRow row = new SparseRow();
    coding.write(positions, row);
    double[] values = new double[coding.columns()];
    for (int i = 0; i < row.size(); i++) {
      values[row.column(i)] = row.value(i);
    }
    return values;
  }
}
