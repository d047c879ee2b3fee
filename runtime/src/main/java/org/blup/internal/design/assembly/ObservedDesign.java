package org.blup.internal.design.assembly;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.blup.exception.UnidentifiableModelException;
import org.blup.internal.design.assembly.FixedColumn.Fate;
import org.blup.internal.design.coding.BasisColumns;
import org.blup.internal.design.coding.DesignVariables;
import org.blup.internal.design.coding.FactorLevels;
import org.blup.internal.design.coding.GroupLevels;
import org.blup.internal.design.coding.TermCoding;
import org.blup.internal.design.equations.DistantLevels;
import org.blup.internal.design.equations.NormalEquations;
import org.blup.internal.design.rank.CoefficientMap;
import org.blup.internal.design.rank.EstimableCombinations;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.design.sums.Margins;
import org.blup.internal.design.sums.ResponseMoments;

/**
 * A model with its data behind it: the levels in order, the normal equations, and the way back from
 * their working basis to the user's coefficients. Immutable.
 */
public final class ObservedDesign {

  private final ObservedRows observed;
  private final DesignVariables variables;
  private final NormalEquations equations;

  /** The equations of independent residuals. */
  private final NormalEquations rowwise;

  private final List<GroupLevels> groups;
  private final List<List<String>> effectNames;
  private final List<FixedColumn> fixedColumns;
  private final CoefficientMap coefficientMap;

  ObservedDesign(WorkingBasis basis, NormalEquations equations, ObservedRows observed) {
    this.observed = observed;
    variables = basis.variables();
    this.equations = equations;
    rowwise = equations;
    groups = List.copyOf(basis.random().groups());
    effectNames = List.copyOf(basis.random().effectNames());
    fixedColumns = basis.fixed().columns();
    coefficientMap = basis.coefficientMap();
  }

  private ObservedDesign(ObservedDesign other, NormalEquations equations, NormalEquations rowwise) {
    variables = other.variables;
    observed = other.observed;
    this.equations = equations;
    this.rowwise = rowwise;
    groups = other.groups;
    effectNames = other.effectNames;
    fixedColumns = other.fixedColumns;
    coefficientMap = other.coefficientMap;
  }

  /** The same design with equations for another response in the same bases. */
  public ObservedDesign with(NormalEquations equations) {
    return new ObservedDesign(this, equations, equations);
  }

  /** The same design, the one level of each group being the sum of levels not at hand. */
  ObservedDesign withDistant(DistantLevels levels) {
    return new ObservedDesign(
        this,
        variables,
        equations.withDistant(levels),
        IntStream.range(0, groups.size())
            .mapToObj(g -> groups.get(g).withDistant(levels.count(g)))
            .toList(),
        fixedColumns,
        coefficientMap);
  }

  /** Whether the levels of a factor are not at hand: those of a group, and without effects. */
  public boolean isDistant(int factor) {
    return !structure().isCoded(factor)
        && groups.stream()
            .filter(GroupLevels::areDistant)
            .anyMatch(group -> Arrays.stream(group.factors()).anyMatch(each -> each == factor));
  }

  /** The same design with equations that the covariance of its residuals weights. */
  public ObservedDesign weighted(NormalEquations equations) {
    return new ObservedDesign(this, equations, rowwise);
  }

  private ObservedDesign(
      ObservedDesign other,
      DesignVariables variables,
      NormalEquations equations,
      List<GroupLevels> groups,
      List<FixedColumn> fixedColumns,
      CoefficientMap coefficientMap) {
    this.variables = variables;
    observed = other.observed;
    this.equations = equations;
    rowwise = equations;
    this.groups = groups;
    effectNames =
        variables.structure().random().stream()
            .map(
                term ->
                    term.effects().stream()
                        .flatMap(effect -> variables.randomCoding(effect).names().stream())
                        .toList())
            .toList();
    this.fixedColumns = fixedColumns;
    this.coefficientMap = coefficientMap;
  }

  /**
   * The design of a model with fewer fixed effects.
   *
   * @param structure with the same variables and random terms
   * @param equations of that model
   * @param kept which of its columns are kept, in R's order
   * @param toKept the kept coefficients as combinations of those of the equations, column by column
   * @param origin the kept coefficients where those of the equations are 0
   * @param dependent for each column that is not kept its combination of the kept
   */
  public ObservedDesign withFixed(
      ModelStructure structure,
      NormalEquations equations,
      int[] kept,
      double[][] toKept,
      double[] origin,
      double[][] dependent) {
    DesignVariables same = variables.with(structure);
    List<TermCoding> codings = structure.fixed().stream().map(same::coding).toList();
    Fate[] fates = new Fate[kept.length + dependent.length];
    Arrays.fill(fates, Fate.DEPENDENT);
    for (int column : kept) {
      fates[column] = Fate.KEPT;
    }
    return new ObservedDesign(
        this,
        same,
        equations,
        groups,
        FixedColumn.all(codings, fates),
        new CoefficientMap(kept, toKept, origin, dependent));
  }

  /**
   * The design of a model with fewer random effects.
   *
   * @param structure with the same variables and fixed terms
   * @param equations of that model
   */
  public ObservedDesign withRandom(ModelStructure structure, NormalEquations equations) {
    List<GroupLevels> left =
        structure.groups().stream()
            .map(group -> groups.get(this.structure().groups().indexOf(group)))
            .toList();
    return new ObservedDesign(
        this, variables.with(structure), equations, left, fixedColumns, coefficientMap);
  }

  /** Its variables with the data behind them, and how terms are coded. */
  public DesignVariables variables() {
    return variables;
  }

  public ModelStructure structure() {
    return variables.structure();
  }

  /** All that estimation needs, with the covariance of the residuals that was estimated. */
  public NormalEquations equations() {
    return equations;
  }

  /**
   * The same with independent residuals, whatever was estimated: what the rows say of columns and
   * levels.
   */
  public NormalEquations rowwise() {
    return rowwise;
  }

  /** The number of rows read, without those left out. */
  public long rows() {
    return equations.rows();
  }

  /** What the largest prior weight has to do with it where the model cannot be fitted. */
  public Optional<String> suspiciousWeight() {
    double meanLog = -rowwise.residuals().logDeterminant() / equations.rows();
    return observed.suspiciousWeight(structure(), meanLog);
  }

  /**
   * Checks that the responses of the rows, and offsets taken from them, are exact enough.
   *
   * @param sigma the residual standard deviation
   * @throws UnidentifiableModelException if rounding of them is not small beside it
   */
  public void requireDigits(double sigma) {
    observed.requireDigits(structure(), sigma);
  }

  /** Sums of the responses the design was observed with. */
  public ResponseMoments responseMoments() {
    return observed.responseMoments();
  }

  /** The number of rows left out because a value was missing. */
  public long omitted() {
    return observed.omitted();
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

  /**
   * Takes a linear combination of the user's coefficients to the basis of the equations, where it
   * differs from the user's by a constant.
   *
   * @param weights the factors of the kept columns in R's order, length p
   * @return the factors of the coefficients of the equations, length p
   */
  public double[] hypothesis(double[] weights) {
    return coefficientMap.applyTransposed(weights);
  }

  /**
   * The user's coefficients as combinations of those of the equations, constants apart.
   *
   * @return p × p, row by row the {@link #hypothesis} of one coefficient
   */
  public double[][] coefficientRows() {
    return coefficientMap.rows();
  }

  /**
   * Whether the data determine a combination of coefficients.
   *
   * @param combination a number for each of {@link #fixedColumns()}, dropped ones among them
   */
  public boolean determines(double[] combination) {
    return estimableCombinations().contains(combination);
  }

  /** The combinations of coefficients that the data determine. */
  public EstimableCombinations estimableCombinations() {
    return coefficientMap.estimable();
  }

  /** What the rows say of single variables. */
  public Margins margins() {
    return observed.margins();
  }

  /**
   * Writes a combination of all columns of the fixed effects, dropped ones among them, as one of
   * the kept columns; in the rows of the data both are the same.
   *
   * @param coefficients one for each of {@link #fixedColumns()}
   * @return length p
   */
  public double[] keptCoefficients(double[] coefficients) {
    return coefficientMap.keptCoefficients(coefficients);
  }

  /**
   * What rounding may have changed in {@link #keptCoefficients}: nothing where no dropped column is
   * part of the combination.
   *
   * @return bounds for the coefficients in the basis of the equations, length p
   */
  public double[] keptErrors(double[] coefficients) {
    return coefficientMap.keptErrors(coefficients);
  }

  /** The levels of a factor. */
  public FactorLevels factor(int factor) {
    return variables.factors().get(factor);
  }

  /** The columns of a basis. */
  public BasisColumns basis(int basis) {
    return variables.bases().get(basis);
  }

  /** The left-hand side as the model has it: the response itself, or what its basis makes of it. */
  public double response(double value) {
    return observed.response(value);
  }

  /** A response, less the offset, in the working basis of the equations. */
  public double workingResponse(double value) {
    return observed.workingResponse(value);
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
}
