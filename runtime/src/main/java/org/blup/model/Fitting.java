package org.blup.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.Spliterator;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.Rows;
import org.blup.internal.design.residual.ResidualAssembly;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.Refusals;
import org.blup.internal.model.UserCode;
import org.blup.internal.reml.search.FoundOptimum;
import org.blup.internal.reml.search.ScoreStatistics;
import org.blup.internal.reml.search.Solution;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.model.fit.DegreesOfFreedom;

/**
 * The choices of a fit. Immutable: each choice gives a new object, so that one can be kept and used
 * many times. An interrupt of the thread ends reading and fitting, and whatever is asked of the
 * fit, with a {@link java.util.concurrent.CancellationException}; nothing has changed then.
 *
 * @param <R> the record the rows are
 * @param <F> the typed fit
 */
public final class Fitting<R, F extends MixedFit<R>> {

  private final Model<R, F> model;

  /** The model's, or the same with the knots of an earlier fit. */
  private final ModelStructure structure;

  private final Criterion criterion;
  private final MissingValues missing;
  private final DegreesOfFreedom degreesOfFreedom;
  private final ProgressListener listener;
  private final Algorithm algorithm;

  /** Of a fit that may be close to this one. */
  private final Optional<FoundOptimum> earlier;

  Fitting(Model<R, F> model, ModelStructure structure) {
    this(
        model,
        structure,
        Criterion.REML,
        MissingValues.FAIL,
        DegreesOfFreedom.SATTERTHWAITE,
        (theta, value) -> {},
        Algorithm.AUTOMATIC,
        Optional.empty());
  }

  private Fitting(
      Model<R, F> model,
      ModelStructure structure,
      Criterion criterion,
      MissingValues missing,
      DegreesOfFreedom degreesOfFreedom,
      ProgressListener listener,
      Algorithm algorithm,
      Optional<FoundOptimum> earlier) {
    this.model = model;
    this.structure = structure;
    this.criterion = criterion;
    this.missing = missing;
    this.degreesOfFreedom = degreesOfFreedom;
    this.listener = listener;
    this.algorithm = algorithm;
    this.earlier = earlier;
  }

  /** What is minimised; REML unless said otherwise. */
  public Fitting<R, F> criterion(Criterion criterion) {
    return new Fitting<>(
        model,
        structure,
        Arguments.required(criterion, "criterion"),
        missing,
        degreesOfFreedom,
        listener,
        algorithm,
        earlier);
  }

  /** What happens to rows with missing values; the fit fails unless said otherwise. */
  public Fitting<R, F> missing(MissingValues missing) {
    return new Fitting<>(
        model,
        structure,
        criterion,
        Arguments.required(missing, "missing"),
        degreesOfFreedom,
        listener,
        algorithm,
        earlier);
  }

  /**
   * How tests and intervals of fixed effects allow for estimated variances; Satterthwaite's method
   * unless said otherwise. It costs nothing until a test is asked for.
   */
  public Fitting<R, F> degreesOfFreedom(DegreesOfFreedom method) {
    return new Fitting<>(
        model,
        structure,
        criterion,
        missing,
        Arguments.required(method, "degreesOfFreedom"),
        listener,
        algorithm,
        earlier);
  }

  /** Who is told of the rows read and of each evaluation of the criterion. */
  public Fitting<R, F> progress(ProgressListener listener) {
    return new Fitting<>(
        model,
        structure,
        criterion,
        missing,
        degreesOfFreedom,
        Arguments.required(listener, "listener"),
        algorithm,
        earlier);
  }

  /**
   * How the fit is computed; {@link Algorithm#AUTOMATIC} unless said otherwise. Iterations are for
   * random intercepts by factors that cross, more of them than there is memory for an exact fit.
   */
  public Fitting<R, F> algorithm(Algorithm algorithm) {
    return new Fitting<>(
        model,
        structure,
        criterion,
        missing,
        degreesOfFreedom,
        listener,
        Arguments.required(algorithm, "algorithm"),
        earlier);
  }

  /**
   * Where the search starts: at the variances of a fit of similar rows, such as yesterday's. It
   * ends at the same optimum, to the digits that a search finds, after fewer evaluations. A start
   * that is singular is not used, nor one of a model whose residuals have a covariance.
   */
  public Fitting<R, F> startingFrom(MixedFit<R> similar) {
    FoundOptimum found = FoundOptimum.of(Arguments.required(similar, "similar").fit().solution());
    return new Fitting<>(
        model,
        structure,
        criterion,
        missing,
        degreesOfFreedom,
        listener,
        algorithm,
        Optional.of(found));
  }

  /**
   * Reads the rows once and fits; twice where knots stand at quantiles, as in {@code ns(x, 4)}.
   *
   * @throws BlupException if the rows do not allow it; the message says why and what to do
   */
  public F fit(Iterable<? extends R> rows) {
    Iterable<? extends R> checked = Rows.checked(rows);
    return naming(rows, () -> fitFinal(MemoryLimit.within(() -> reading().sums(checked))));
  }

  /**
   * Reads the stream once, in its order and on this thread, so that the same rows give the same
   * bits; and fits.
   *
   * @throws BlupException if the rows do not allow it, or need to be read twice; the message says
   *     why and what to do
   */
  public F fit(Stream<? extends R> rows) {
    Spliterator<? extends R> ordered = Arguments.required(rows, "rows").sequential().spliterator();
    return naming(
        ordered,
        () -> fitFinal(MemoryLimit.within(() -> reading().sums(ordered::forEachRemaining))));
  }

  private F naming(Object rows, Supplier<F> fit) {
    return Rows.naming(rows, structure.name(), fit);
  }

  /**
   * Reads the rows once and fits them with other responses than they hold.
   *
   * @param responses one for each row, on the scale of the left-hand side of the formula
   * @throws BlupException if there are more or fewer responses than rows, or the rows do not allow
   *     it; the message says why and what to do
   */
  public F fit(Iterable<? extends R> rows, double[] responses) {
    return fit(rows, responses, row -> true);
  }

  /**
   * The same, where a row may have no response of its own and be left out for that.
   *
   * @param responds whether a row takes part
   */
  F fit(Iterable<? extends R> rows, double[] responses, Predicate<? super R> responds) {
    return naming(rows, () -> fit(reading().sums(rows, responses, responds)));
  }

  /**
   * Sufficient statistics of other responses at the optimum of a fit to the same rows: the
   * coefficients of the user's columns, and quadratic forms.
   */
  double[] sufficient(
      Iterable<? extends R> rows,
      double[] responses,
      Predicate<? super R> responds,
      Solution optimum) {
    CrossProducts<R> products = reading().sums(rows, responses, responds);
    ObservedDesign design = observed(products);
    ResidualEquations residuals =
        ResidualAssembly.equations(design, products)
            .orElseGet(() -> ResidualFit.independent(design.equations()).residuals());
    ScoreStatistics statistics =
        ScoreStatistics.of(residuals, criterion == Criterion.REML, optimum);
    double[] beta = design.coefficients(statistics.beta());
    double[] all = Arrays.copyOf(beta, beta.length + statistics.squares().length);
    System.arraycopy(statistics.squares(), 0, all, beta.length, all.length - beta.length);
    return all;
  }

  private RowPasses<R> reading() {
    return new RowPasses<>(model, structure, missing == MissingValues.OMIT, listener);
  }

  private ObservedDesign observed(CrossProducts<R> crossProducts) {
    return DesignAssembly.observe(
        crossProducts, missing == MissingValues.OMIT, model.relationships());
  }

  /**
   * Fits from cross-products gathered before. They stay as they are: more rows can be added to them
   * afterwards.
   *
   * @throws BlupException if the rows do not allow it; the message says why and what to do
   */
  public F fit(CrossProducts<R> crossProducts) {
    return fitFinal(
        RowAccumulator.of(Arguments.required(crossProducts, "crossProducts")).asFinal());
  }

  private F fitFinal(RowAccumulator<R> sums) {
    ObservedDesign design = observed(sums);
    Optional<ResidualEquations> residuals = ResidualAssembly.equations(design, sums);
    Solution solution = solve(design, residuals);
    ObservedDesign fitted =
        residuals.isPresent() ? design.weighted(solution.setup().equations) : design;
    return MemoryLimit.within(
        () -> {
          PostFit fit = new PostFit(fitted, solution, criterion == Criterion.REML);
          DegreesOfFreedom method =
              solution.monteCarlo().isPresent()
                      && degreesOfFreedom == DegreesOfFreedom.SATTERTHWAITE
                  ? DegreesOfFreedom.WALD
                  : degreesOfFreedom;
          return model.typed(new Estimates(model, fit, method, Optional.of(sums)));
        });
  }

  private AlgorithmChoice search() {
    boolean needsFactor =
        degreesOfFreedom == DegreesOfFreedom.KENWARD_ROGER
            || degreesOfFreedom == DegreesOfFreedom.KENWARD_ROGER_OBSERVED;
    return new AlgorithmChoice(
        model.toString(), criterion == Criterion.REML, algorithm, needsFactor, earlier);
  }

  private Solution solve(ObservedDesign design, Optional<ResidualEquations> residuals) {
    UserCode user = new UserCode();
    ObjDoubleConsumer<double[]> told =
        (theta, value) -> user.run(() -> listener.evaluated(theta, value));
    return Refusals.named(
        design,
        () -> {
          Solution solution =
              user.within(() -> search().solve(design.equations(), residuals, told));
          design.requireDigits(solution.sigma());
          return solution;
        });
  }

  /**
   * A collector of rows into a fit. A parallel stream splits where it likes, and sums of the parts
   * round differently by a few last bits; a sequential one gives the same bits each time.
   */
  public Collector<R, ?, F> toFit() {
    return Collector.of(
        model::crossProducts, CrossProducts::add, CrossProducts::merge, (part) -> fit(part));
  }

  /** The choices made: {@code Sleep: y ~ x + (1 | g), by REML, Satterthwaite …}. */
  @Override
  public String toString() {
    return model
        + ", by "
        + criterion
        + ", "
        + degreesOfFreedom.tests("t")
        + ", missing values: "
        + missing;
  }
}
