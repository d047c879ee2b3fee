package org.blup.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collector;
import java.util.stream.Stream;
import org.blup.design.CrossProducts;
import org.blup.exception.BlupException;
import org.blup.exception.DistantLevelsException;
import org.blup.internal.design.assembly.DesignAssembly;
import org.blup.internal.design.assembly.ObservedDesign;
import org.blup.internal.design.equations.ResidualEquations;
import org.blup.internal.design.pass.RowAccumulator;
import org.blup.internal.design.pass.RowPasses;
import org.blup.internal.design.pass.Rows;
import org.blup.internal.design.residual.ResidualAssembly;
import org.blup.internal.design.structure.ModelStructure;
import org.blup.internal.model.Arguments;
import org.blup.internal.model.DistantSums;
import org.blup.internal.model.MemoryLimit;
import org.blup.internal.model.PostFit;
import org.blup.internal.model.Refusals;
import org.blup.internal.model.UserCode;
import org.blup.internal.reml.search.FoundOptimum;
import org.blup.internal.reml.search.ScoreStatistics;
import org.blup.internal.reml.setup.ResidualFit;
import org.blup.internal.reml.solution.Solution;
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

  /** Methods that ask for no more than sums over levels. */
  private static final Set<DegreesOfFreedom> OF_DISTANT_LEVELS =
      Set.of(DegreesOfFreedom.SATTERTHWAITE, DegreesOfFreedom.WALD, DegreesOfFreedom.RESIDUAL);

  private final Model<R, F> model;

  /** The model's, or the same with the knots of an earlier fit. */
  private final ModelStructure structure;

  private final FittingChoices choices;

  Fitting(Model<R, F> model, ModelStructure structure) {
    this(model, structure, new FittingChoices());
  }

  private Fitting(Model<R, F> model, ModelStructure structure, FittingChoices choices) {
    this.model = model;
    this.structure = structure;
    this.choices = choices;
  }

  private Fitting<R, F> with(Consumer<FittingChoices> choice) {
    return new Fitting<>(model, structure, choices.with(choice));
  }

  /** The model to be fitted. */
  public Model<R, F> model() {
    return model;
  }

  /** What is minimised; REML unless said otherwise. */
  public Fitting<R, F> criterion(Criterion criterion) {
    Criterion chosen = Arguments.required(criterion, "criterion");
    return with(choices -> choices.criterion = chosen);
  }

  /** What happens to rows with missing values; the fit fails unless said otherwise. */
  public Fitting<R, F> missing(MissingValues missing) {
    MissingValues chosen = Arguments.required(missing, "missing");
    return with(choices -> choices.missing = chosen);
  }

  /**
   * How tests and intervals of fixed effects allow for estimated variances; Satterthwaite's method
   * unless said otherwise. It costs nothing until a test is asked for.
   */
  public Fitting<R, F> degreesOfFreedom(DegreesOfFreedom method) {
    DegreesOfFreedom chosen = Arguments.required(method, "degreesOfFreedom");
    return with(choices -> choices.degreesOfFreedom = chosen);
  }

  /** Who is told of the rows read and of each evaluation of the criterion. */
  public Fitting<R, F> progress(ProgressListener listener) {
    ProgressListener chosen = Arguments.required(listener, "listener");
    return with(choices -> choices.listener = chosen);
  }

  /**
   * How the fit is computed; {@link Algorithm#AUTOMATIC} unless said otherwise. Iterations are for
   * random intercepts by factors that cross, more of them than there is memory for an exact fit.
   */
  public Fitting<R, F> algorithm(Algorithm algorithm) {
    Algorithm chosen = Arguments.required(algorithm, "algorithm");
    return with(choices -> choices.algorithm = chosen);
  }

  /**
   * Where the search starts: at the variances of a fit of similar rows, such as yesterday's. It
   * ends at the same optimum, to the digits that a search finds, after fewer evaluations. A start
   * that is singular is not used, nor one of a model whose residuals have a covariance.
   */
  public Fitting<R, F> startingFrom(MixedFit<R> similar) {
    FoundOptimum found = FoundOptimum.of(Arguments.required(similar, "similar").fit().solution());
    return with(choices -> choices.earlier = Optional.of(found));
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
    double[] values = Arguments.required(responses, "responses");
    Iterable<? extends R> checked = Arguments.required(rows, "rows");
    return naming(checked, () -> fit(reading().sums(checked, values, responds)));
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
    ScoreStatistics statistics = ScoreStatistics.of(residuals, choices.isReml(), optimum);
    double[] beta = design.coefficients(statistics.beta());
    double[] all = Arrays.copyOf(beta, beta.length + statistics.squares().length);
    System.arraycopy(statistics.squares(), 0, all, beta.length, all.length - beta.length);
    return all;
  }

  private RowPasses<R> reading() {
    return new RowPasses<>(model, structure, choices.omitsMissing(), choices.listener::read);
  }

  private ObservedDesign observed(CrossProducts<R> crossProducts) {
    return DesignAssembly.observe(crossProducts, choices.omitsMissing(), model.relationships());
  }

  /**
   * Fits from cross-products gathered before. They stay as they are: more rows can be added to them
   * afterwards.
   *
   * @throws BlupException if the rows do not allow it; the message says why and what to do
   */
  public F fit(CrossProducts<R> crossProducts) {
    if (crossProducts instanceof DistantSums<R> distant) {
      return fitDistant(distant);
    }
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
          PostFit fit = new PostFit(fitted, solution, choices.isReml());
          DegreesOfFreedom method = choices.methodFor(solution);
          return model.typed(new Estimates(model, fit, method, Optional.of(sums)));
        });
  }

  /** Fits levels that stay where they are; tests are computed while they are there. */
  private F fitDistant(DistantSums<R> sums) {
    if (!OF_DISTANT_LEVELS.contains(choices.degreesOfFreedom)) {
      throw new DistantLevelsException(
          model + ": degreesOfFreedom(" + choices.degreesOfFreedom + ")");
    }
    if (choices.algorithm == Algorithm.ITERATIVE) {
      throw new DistantLevelsException(model + ": algorithm(ITERATIVE)");
    }
    ObservedDesign design = MemoryLimit.within(() -> sums.design(choices.omitsMissing()));
    Solution solution = solve(design, Optional.empty());
    sums.fitted(design, solution);
    return MemoryLimit.within(
        () -> {
          PostFit fit = new PostFit(design, solution, choices.isReml());
          Estimates estimates =
              new Estimates(model, fit, choices.degreesOfFreedom, Optional.empty());
          estimates.coefficients().all().forEach(Coefficient::standardError);
          return model.typed(estimates);
        });
  }

  private Solution solve(ObservedDesign design, Optional<ResidualEquations> residuals) {
    UserCode user = new UserCode();
    ObjDoubleConsumer<double[]> told =
        (theta, value) -> user.run(() -> choices.listener.evaluated(theta, value));
    return Refusals.named(
        design,
        () -> {
          Solution solution =
              user.within(
                  () ->
                      choices.search(model.toString()).solve(design.equations(), residuals, told));
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
        + choices.criterion
        + ", "
        + choices.degreesOfFreedom.tests("t")
        + ", missing values: "
        + choices.missing;
  }
}
